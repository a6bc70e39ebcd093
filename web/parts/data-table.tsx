import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { Fragment, type ReactNode, useMemo, useState } from 'react';
import { defineWords, fill, useWords } from '../words/words.ts';
import { downloadText, toCsv } from './csv.ts';

const WORDS = defineWords({
  en: { export: 'CSV', exportLabel: 'Download “{title}” as CSV', sort: 'sort by {column}' },
  it: { export: 'CSV', exportLabel: 'Scarica “{title}” in CSV', sort: 'ordina per {column}' },
  de: { export: 'CSV', exportLabel: '„{title}“ als CSV laden', sort: 'nach {column} ordnen' },
});

/** One column: what it is called, the value it is sorted and exported by, and how it is shown. */
export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly value: (row: Row) => string | number | null;
  /** Default: the value as text. */
  readonly cell?: (row: Row) => ReactNode;
  /** Text stands left and may wrap; numbers stand right. Default: number. */
  readonly align?: 'text' | 'number';
  readonly isSortable?: boolean;
}

interface DataTableProps<Row> {
  /** Said to who cannot see the table. */
  readonly title: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row, index: number) => string;
  readonly rowClass?: (row: Row) => string;
  /** What stands below a row, over the whole width; null for nothing. */
  readonly below?: (row: Row) => ReactNode;
  /** Column that the rows are sorted by at first; default: as they come. */
  readonly sortedBy?: { readonly id: string; readonly desc: boolean };
  /** Name of the file of an export; without one there is none. */
  readonly exportName?: string;
  /** What is exported where that is more than is shown. */
  readonly exportRows?: readonly Row[];
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

/** A table that scrolls inside itself, keeps its first column, sorts by a click on a head, and can be taken away as CSV. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { title, columns, rows, rowKey, rowClass, below, sortedBy, exportName, exportRows } = props;
  const words = useWords(WORDS);
  const [sorting, setSorting] = useState<SortingState>(sortedBy ? [sortedBy] : []);
  const definitions = useMemo(() => definitionsOf(columns), [columns]);
  const table = useTable({
    features,
    columns: definitions,
    data: rows as Row[],
    state: { sorting },
    onSortingChange: setSorting,
    getRowId: (row: Row, index: number) => rowKey(row, index),
  } as never) as unknown as Rendered<Row>;
  const order = table.getRowModel().rows.map(({ original }) => original);
  const sortedColumn = sorting[0];
  return (
    <div className="min-w-0">
      {exportName !== undefined && (
        <div className="no-print mb-1 text-right">
          <button
            type="button"
            aria-label={fill(words.exportLabel, { title })}
            onClick={() => downloadText(`${exportName}.csv`, 'text/csv', toCsv(columns, exportRows ?? order))}
            className="min-h-8 rounded border border-line px-2 text-[13px] text-muted hover:border-ink hover:text-ink"
          >
            {words.export}
          </button>
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label={title} className={`overflow-x-auto ${below ? '@container' : ''}`}>
        <table className="min-w-full border-collapse text-[14px] leading-5">
          <thead>
            <tr>
              {columns.map((column, i) => (
                <Head
                  key={column.id}
                  column={column}
                  isFirst={i === 0}
                  sorted={sortedColumn?.id === column.id ? (sortedColumn.desc ? 'descending' : 'ascending') : 'none'}
                  label={fill(words.sort, { column: column.header })}
                  onSort={() => setSorting(nextSorting(sortedColumn, column.id))}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {order.map((row, index) => (
              <Fragment key={rowKey(row, index)}>
                <tr className={rowClass?.(row)}>
                  {columns.map((column, i) => (
                    <Cell key={column.id} column={column} row={row} isFirst={i === 0} />
                  ))}
                </tr>
                <Below content={below?.(row)} columns={columns.length} />
              </Fragment>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** Stays in sight while the table scrolls sideways. */
function Below({ content, columns }: { readonly content: ReactNode; readonly columns: number }) {
  if (content === null || content === undefined) return null;
  return (
    <tr>
      <td colSpan={columns} className="pb-3">
        <div className="sticky left-0 w-[100cqw]">{content}</div>
      </td>
    </tr>
  );
}

/** What this table reads of the library's own. */
interface Rendered<Row> {
  getRowModel(): { rows: { id: string; original: Row }[] };
}

function definitionsOf<Row>(columns: readonly Column<Row>[]): unknown {
  const helper = createColumnHelper<typeof features, Record<string, unknown>>();
  return helper.columns(
    columns.map((column) =>
      helper.accessor((row) => column.value(row as Row) ?? undefined, {
        id: column.id,
        header: column.header,
        // Rows without a value stand last, whichever way.
        sortUndefined: 'last',
        sortFn: (a, b, id) => compare(a.getValue(id), b.getValue(id)),
      }),
    ) as never,
  );
}

const compare = (a: unknown, b: unknown): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true });

/** Up, then down, then as it was. */
function nextSorting(sorted: { id: string; desc: boolean } | undefined, id: string): SortingState {
  if (sorted?.id !== id) return [{ id, desc: false }];
  return sorted.desc ? [] : [{ id, desc: true }];
}

interface HeadProps<Row> {
  readonly column: Column<Row>;
  readonly isFirst: boolean;
  readonly sorted: 'ascending' | 'descending' | 'none';
  readonly label: string;
  readonly onSort: () => void;
}

const FIRST = 'sticky left-0 z-[1] bg-paper pl-0 text-left';
const alignOf = ({ align }: { align?: 'text' | 'number' }): string => (align === 'text' ? 'text-left' : 'text-right');

function Head<Row>({ column, isFirst, sorted, label, onSort }: HeadProps<Row>) {
  const sign = { ascending: ' ↑', descending: ' ↓', none: '' }[sorted];
  return (
    <th
      scope="col"
      aria-sort={sorted}
      className={`border-b-[1.5px] border-ink py-1.5 pr-1 align-bottom text-[13px] font-normal text-muted ${isFirst ? FIRST : `pl-4 ${alignOf(column)} ${column.align === 'text' ? '' : 'whitespace-nowrap'}`}`}
    >
      {column.isSortable === false ? (
        column.header
      ) : (
        <button type="button" onClick={onSort} title={label} className="min-h-6 text-inherit hover:text-ink">
          {column.header}
          <span aria-hidden="true">{sign}</span>
        </button>
      )}
    </th>
  );
}

function Cell<Row>({ column, row, isFirst }: { readonly column: Column<Row>; readonly row: Row; readonly isFirst: boolean }) {
  const content = column.cell ? column.cell(row) : (column.value(row) ?? '–');
  const wrap = column.align === 'text' ? 'min-w-40 whitespace-normal' : 'whitespace-nowrap';
  const className = `border-t border-line py-2 pr-1 align-baseline ${isFirst ? `${FIRST} font-normal ${column.align === 'text' ? 'min-w-32' : 'whitespace-nowrap'}` : `pl-4 ${alignOf(column)} ${wrap}`}`;
  return isFirst ? (
    <th scope="row" className={className}>
      {content}
    </th>
  ) : (
    <td className={className}>{content}</td>
  );
}
