import { Link } from '@tanstack/react-router';
import type { CrossCheck } from '../../../src/contract/cross-checks.ts';
import { formatMeasured, formatNumber, formatPercent, formatProbability, MISSING } from '../../../src/contract/format.ts';
import type { OutcomeKind } from '../../../src/contract/outcome-kind.ts';
import { useWords } from '../../words/words.ts';
import { type Column, DataTable } from '../data-table.tsx';
import { Prose } from '../prose.tsx';
import { STUDY } from './words.ts';

interface ChecksTableProps {
  readonly title: string;
  readonly checks: readonly CrossCheck[];
  readonly kind: OutcomeKind;
  readonly exportName: string;
}

/** The same question by other methods: what each found and asks, and the page that defines it. */
export function ChecksTable({ title, checks, kind, exportName }: ChecksTableProps) {
  const words = useWords(STUDY);
  const hasIntervals = checks.some(({ interval }) => interval !== null);
  const columns: Column<CrossCheck>[] = [
    {
      id: 'check',
      header: words.check,
      align: 'text',
      value: (row) => row.name,
      cell: (row) => (
        <Link to="/docs/$" params={{ _splat: `methods/${row.page}` }} className="underline">
          {row.name}
        </Link>
      ),
    },
    { id: 'found', header: words.found, value: (row) => row.value, cell: (row) => formatMeasured(row.value, row.measure, kind) },
    { id: 'p', header: words.p, value: (row) => row.p, cell: (row) => formatProbability(row.p) },
    ...(hasIntervals ? [{ id: 'interval', header: words.interval, value: (row: CrossCheck) => intervalOf(row, kind) }] : []),
    { id: 'outOf', header: words.outOf, value: outOf },
    {
      id: 'asks',
      header: words.asks,
      align: 'text',
      value: (row) => [row.asks, row.insufficient?.reason ?? row.note ?? ''].filter((part) => part !== '').join(' '),
      cell: (row) => <Asks check={row} />,
    },
  ];
  return (
    <div lang="en">
      <DataTable title={title} columns={columns} rows={checks} rowKey={({ name }) => name} exportName={exportName} />
    </div>
  );
}

function Asks({ check }: { readonly check: CrossCheck }) {
  const remark = check.insufficient?.reason ?? check.note;
  return (
    <span className="block min-w-56 max-w-[56ch]">
      {check.asks}
      {remark !== null && (
        <span className="text-muted">
          {' '}
          <Prose text={remark} />
        </span>
      )}
    </span>
  );
}

function intervalOf({ interval, measure }: CrossCheck, kind: OutcomeKind): string {
  if (interval === null) return MISSING;
  return `${formatMeasured(interval.low, measure, kind)} to ${formatMeasured(interval.high, measure, kind)} (${formatPercent(interval.level)})`;
}

const outOf = ({ draws, observations }: CrossCheck): string =>
  draws === null ? `n ${formatNumber(observations)}` : `${formatNumber(draws)} draws, n ${formatNumber(observations)}`;
