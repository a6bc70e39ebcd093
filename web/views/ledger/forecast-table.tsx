import { Link } from '@tanstack/react-router';
import type { BackcastLine, ForecastLine } from '../../../src/contract/forecast.ts';
import { formatDate, formatNumber, formatOutcome, formatPercent } from '../../../src/contract/format.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { fill, useWords } from '../../words/words.ts';
import { LEDGER } from './words.ts';

type Line = ForecastLine | BackcastLine;
type LedgerWords = ReturnType<typeof useWords<keyof typeof LEDGER.en>>;

interface ForecastTableProps {
  readonly title: string;
  readonly rows: readonly Line[];
  /** Whether what came of them is shown. */
  readonly isScored?: boolean;
}

/** Forecasts, one a row. */
export function ForecastTable({ title, rows, isScored = false }: ForecastTableProps) {
  const words = useWords(LEDGER);
  const columns = [...questionColumns(words), ...(isScored ? outcomeColumns(words) : openColumns(words))];
  return (
    <DataTable
      title={title}
      columns={columns}
      rows={rows}
      rowKey={({ pack, claim, outcome, eventDate }) => `${pack} ${claim} ${outcome} ${eventDate}`}
      exportName={isScored ? 'harbinger-scored' : 'harbinger-open'}
    />
  );
}

function questionColumns(words: LedgerWords): readonly Column<Line>[] {
  return [
    {
      id: 'claim',
      header: words.claim,
      value: ({ claim }) => claim,
      cell: ({ pack, claim }) => (
        <Link to="/claims/$pack/$claim" params={{ pack, claim }} className="underline">
          {claim}
        </Link>
      ),
      align: 'text',
    },
    {
      id: 'outcome',
      header: words.outcome,
      value: ({ outcome, direction }) => `${outcome}${direction === 'down' ? ' ↓' : ''}`,
      cell: ({ outcome, direction }) => (
        <code className="text-[13px] break-words">
          {outcome}
          {direction === 'down' ? ' ↓' : ''}
        </code>
      ),
      align: 'text',
    },
    { id: 'event', header: words.event, value: ({ eventDate }) => eventDate, cell: ({ eventDate }) => formatDate(eventDate) },
    { id: 'due', header: words.dueDate, value: ({ dueDate }) => dueDate, cell: ({ dueDate }) => formatDate(dueDate) },
    {
      id: 'chance',
      header: words.chance,
      value: ({ probability }) => probability,
      cell: ({ probability }) => <span className="font-semibold">{formatPercent(probability)}</span>,
    },
    { id: 'base', header: words.base, value: ({ baseRate }) => baseRate, cell: ({ baseRate }) => formatPercent(baseRate) },
  ];
}

function openColumns(words: LedgerWords): readonly Column<Line>[] {
  return [
    { id: 'n', header: words.n, value: ({ clusters }) => clusters },
    {
      id: 'over',
      header: words.over,
      value: ({ daysOver, days }) => daysOver / days,
      cell: ({ daysOver, days }) => fill(words.dayOf, { day: daysOver, days }),
    },
    {
      id: 'sealed',
      header: words.sealed,
      value: sealedOn,
      cell: (line) => ('isBackcast' in line ? `${words.isBackcast}, ${formatDate(line.asOf)}` : formatDate(sealedOn(line))),
    },
  ];
}

const sealedOn = (line: Line): string => ('at' in line ? line.at.slice(0, 10) : line.asOf);

function outcomeColumns(words: LedgerWords): readonly Column<Line>[] {
  return [
    {
      id: 'came',
      header: words.came,
      value: ({ settlement }) => settlement?.value ?? null,
      cell: ({ settlement, outcomeKind }) => formatOutcome(settlement?.value ?? null, outcomeKind),
    },
    {
      id: 'asClaimed',
      header: words.asClaimed,
      value: ({ settlement }) => (settlement?.wentAsClaimed ? words.yes : words.no),
    },
    {
      id: 'brier',
      header: words.brier,
      value: ({ settlement }) => settlement?.own.brier ?? null,
      cell: ({ settlement }) => formatNumber(settlement?.own.brier ?? null, 3),
    },
    {
      id: 'brierBase',
      header: words.brierBase,
      value: ({ settlement }) => settlement?.baseRate.brier ?? null,
      cell: ({ settlement }) => formatNumber(settlement?.baseRate.brier ?? null, 3),
    },
  ];
}
