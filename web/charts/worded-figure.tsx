import type { ReactNode } from 'react';
import type { FigureTable, FigureWords } from '../../src/contract/figures/figure-words.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Figure } from '../parts/figure.tsx';

interface WordedFigureProps {
  readonly words: FigureWords;
  /** Anchor in the page. */
  readonly anchor: string;
  /** What belongs to the picture and can be reached by keyboard: stands under it, outside the picture. */
  readonly controls?: ReactNode;
  readonly children: ReactNode;
}

/** A picture with the words that the report has for it too. They are the program's, so English. */
export function WordedFigure({ words, anchor, controls, children }: WordedFigureProps) {
  return (
    <div lang="en" className="min-w-0">
      <Figure
        title={words.title}
        swatches={words.key}
        footer={words.footer}
        alt={words.alt}
        anchor={anchor}
        table={<NumbersTable title={words.title} table={words.table} />}
        controls={controls}
      >
        {children}
      </Figure>
    </div>
  );
}

/** A figure's numbers. */
function NumbersTable({ title, table }: { readonly title: string; readonly table: FigureTable }) {
  return (
    <DataTable
      title={title}
      columns={table.head.map((header, i) => ({
        id: String(i),
        header,
        isSortable: false,
        value: (row: readonly string[]) => row[i] ?? null,
      }))}
      rows={table.rows}
      rowKey={(_, i) => String(i)}
    />
  );
}
