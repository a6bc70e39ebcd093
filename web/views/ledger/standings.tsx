import type { Standing } from '../../../src/contract/forecast.ts';
import { formatNumber, formatPercent, formatProbability } from '../../../src/contract/format.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { fill, useWords } from '../../words/words.ts';
import { LEDGER } from './words.ts';

interface StandingsProps {
  readonly title: string;
  readonly rows: readonly Standing[];
  /** By whom or by what they stand. */
  readonly by: 'claim' | 'by';
}

/** How claims or sources came out, in the order of the answer: nothing else ranks anybody. */
export function Standings({ title, rows, by }: StandingsProps) {
  const words = useWords(LEDGER);
  const columns: readonly Column<Standing>[] = [
    {
      id: 'name',
      header: words[by],
      value: (row) => row[by],
      cell: (row) => (
        <>
          {row[by]}
          {by === 'by' && row.isFew && <span className="text-muted"> ({words.few})</span>}
        </>
      ),
      align: 'text',
      isSortable: false,
    },
    { id: 'forecasts', header: words.forecasts, value: ({ forecasts }) => forecasts, isSortable: false },
    { id: 'cases', header: words.cases, value: ({ clusters }) => clusters, isSortable: false },
    {
      id: 'share',
      header: words.asClaimed,
      value: ({ wentAsClaimed }) => wentAsClaimed,
      cell: ({ wentAsClaimed }) => <span className="font-semibold">{formatPercent(wentAsClaimed)}</span>,
      isSortable: false,
    },
    {
      id: 'base',
      header: words.base,
      value: ({ baseRate }) => baseRate,
      cell: ({ baseRate }) => formatPercent(baseRate),
      isSortable: false,
    },
    { id: 'brier', header: words.brier, value: ({ brier }) => brier, cell: ({ brier }) => formatNumber(brier, 3), isSortable: false },
    {
      id: 'brierBase',
      header: words.brierBase,
      value: ({ brierOfBaseRate }) => brierOfBaseRate,
      cell: ({ brierOfBaseRate }) => formatNumber(brierOfBaseRate, 3),
      isSortable: false,
    },
    {
      id: 'bet',
      header: words.bet,
      value: ({ bet }) => ('ok' in bet ? null : fill(words.betAfter, { value: formatNumber(bet.eValue, 2), n: bet.bets })),
      isSortable: false,
    },
    {
      id: 'anytime',
      header: words.anytime,
      value: ({ bet }) => ('ok' in bet ? null : formatProbability(bet.anytimeP)),
      isSortable: false,
    },
  ];
  return (
    <>
      <DataTable title={title} columns={columns} rows={rows} rowKey={(row, i) => `${row[by]} ${i}`} exportName={`harbinger-${by}`} />
      {by === 'by' && rows.some(({ isFew }) => isFew) && <p className="mt-2 max-w-[68ch] text-[14px] text-muted">{words.fewHint}</p>}
    </>
  );
}
