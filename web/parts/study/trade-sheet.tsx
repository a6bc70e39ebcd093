import {
  formatDate,
  formatLevel,
  formatNumber,
  formatPercent,
  formatProbability,
  formatReturn,
  MISSING,
} from '../../../src/contract/format.ts';
import type { Performance, Trade } from '../../../src/contract/trade.ts';
import { Later, TradeWealth } from '../../charts/lazy.tsx';
import { fill, useWords } from '../../words/words.ts';
import { type Column, DataTable } from '../data-table.tsx';
import { Prose } from '../prose.tsx';
import { isMissing } from './missing.tsx';
import { STUDY } from './words.ts';

/** The trade that a reader would make of it: what it came to, beside holding throughout. */
export function TradeSheet({ trade, anchor }: { readonly trade: Trade; readonly anchor: string }) {
  return (
    <div lang="en">
      <p className="max-w-[68ch]">
        <Prose text={trade.sentence} />
      </p>
      <Later height={440}>
        <TradeWealth trade={trade} anchor={anchor} />
      </Later>
      <div className="mt-6">
        <Performances trade={trade} />
      </div>
      <div className="mt-6">
        <Trades trade={trade} />
      </div>
      <p className="mt-3 max-w-[80ch] text-[13px] text-muted">
        <Prose
          text={`Each side costs ${formatNumber(100 * trade.cost, 2)} % and slips ${formatNumber(100 * trade.slippage, 2)} %; overlapping holdings are one. ${deflated(trade)}`}
        />
      </p>
    </div>
  );
}

function deflated({ deflatedSharpe }: Trade): string {
  if (isMissing(deflatedSharpe)) return `No Deflated Sharpe ratio: ${deflatedSharpe.reason}.`;
  const { probability, tried } = deflatedSharpe;
  return `Deflated Sharpe ratio over ${formatNumber(tried)} tried: ${formatProbability(probability)}, held against no growth at all and not against the target’s own, every close an observation; the placements are the better measure.`;
}

type Line = Performance & { readonly name: string };

function Performances({ trade: { strategy, buyAndHold } }: { readonly trade: Trade }) {
  const words = useWords(STUDY);
  const share = (id: 'totalReturn' | 'annualGrowth' | 'maximumDrawdown', header: string): Column<Line> => ({
    id,
    header,
    value: (row) => row[id],
    cell: (row) => formatReturn(row[id]),
  });
  const columns: Column<Line>[] = [
    { id: 'name', header: words.way, isSortable: false, value: (row) => row.name },
    share('totalReturn', words.total),
    share('annualGrowth', words.aYear),
    share('maximumDrawdown', words.deepest),
    { id: 'exposure', header: words.held, value: (row) => row.exposure, cell: (row) => formatPercent(row.exposure) },
    { id: 'turnover', header: words.turnover, value: (row) => row.turnover, cell: (row) => formatNumber(row.turnover, 1) },
    {
      id: 'sharpe',
      header: words.sharpe,
      value: ({ sharpe }) => (isMissing(sharpe) ? MISSING : `${formatNumber(sharpe.ratio, 2)} ± ${formatNumber(sharpe.standardError, 2)}`),
    },
  ];
  const rows = [
    { name: 'the trade', ...strategy },
    { name: 'held throughout', ...buyAndHold },
  ];
  return <DataTable title="The trade and holding throughout" columns={columns} rows={rows} rowKey={({ name }) => name} />;
}

interface Holding {
  readonly entryDate: string;
  readonly entry: number;
  readonly exitDate: string | null;
  readonly exit: number | null;
  readonly events: number;
  readonly net: number;
  readonly exitWords: string;
}

function Trades({ trade: { trades, open } }: { readonly trade: Trade }) {
  const words = useWords(STUDY);
  const rows: Holding[] = trades.map((one) => ({ ...one, net: one.return, exitWords: formatDate(one.exitDate) }));
  if (open !== null)
    rows.push({
      ...open,
      exitDate: null,
      exit: null,
      net: open.soFar,
      exitWords: fill(words.openUntil, { date: formatDate(open.dueDate) }),
    });
  const columns: Column<Holding>[] = [
    { id: 'entryDate', header: words.entry, value: (row) => row.entryDate, cell: (row) => formatDate(row.entryDate) },
    { id: 'entry', header: words.entryLevel, value: (row) => row.entry, cell: (row) => formatLevel(row.entry) },
    { id: 'exitDate', header: words.exit, value: (row) => row.exitDate, cell: (row) => row.exitWords },
    { id: 'exit', header: words.exitLevel, value: (row) => row.exit, cell: (row) => formatLevel(row.exit) },
    { id: 'events', header: words.events, value: (row) => row.events },
    {
      id: 'net',
      header: words.afterCosts,
      value: (row) => row.net,
      cell: (row) => (row.exitDate === null ? fill(words.soFar, { value: formatReturn(row.net) }) : formatReturn(row.net)),
    },
  ];
  return <DataTable title={words.trade} columns={columns} rows={rows} rowKey={({ entryDate }) => entryDate} exportName="trades" />;
}
