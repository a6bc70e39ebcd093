import type { ForecastScores, ScoreComparison } from '../../../src/contract/forecast.ts';
import { formatNumber, formatProbability } from '../../../src/contract/format.ts';
import { Later, ReliabilityDiagram } from '../../charts/lazy.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { fill, useWords } from '../../words/words.ts';
import { LEDGER } from './words.ts';

interface ScoresProps {
  /** Of the table, for who cannot see it. */
  readonly title: string;
  readonly scores: ForecastScores;
  /** What the forecasts are, for the picture's words. */
  readonly what: string;
  readonly anchor: string;
}

/** Mean scores beside the base rate's and those of 50 %, and the reliability diagram. */
export function Scores({ title, scores, what, anchor }: ScoresProps) {
  const words = useWords(LEDGER);
  const { brier, log, reliability, spiegelhalter } = scores;
  if ('ok' in brier) return <p className="text-[15px] text-muted">{words.noScores}</p>;
  const rows: Row[] = [{ name: words.brier, compared: brier }, ...('ok' in log ? [] : [{ name: words.log, compared: log }])];
  return (
    <>
      <DataTable title={title} columns={columnsOf(words)} rows={rows} rowKey={({ name }) => name} />
      {!('ok' in reliability) && (
        <Later height={420}>
          <ReliabilityDiagram scores={scores} reliability={reliability} what={what} anchor={anchor} />
        </Later>
      )}
      {!('ok' in spiegelhalter) && (
        <p className="mt-2 text-[14px] text-muted">
          {fill(words.calibration, { z: formatNumber(spiegelhalter.z, 2), p: formatProbability(spiegelhalter.p) })}
        </p>
      )}
    </>
  );
}

interface Row {
  readonly name: string;
  readonly compared: ScoreComparison;
}

function columnsOf(words: ReturnType<typeof useWords<keyof typeof LEDGER.en>>): readonly Column<Row>[] {
  const mean = (id: 'own' | 'baseRate' | 'even', header: string): Column<Row> => ({
    ...{ id, header, isSortable: false, value: ({ compared }) => compared[id] },
    cell: ({ compared }) => formatNumber(compared[id], 3),
  });
  const difference = (id: 'againstBaseRate' | 'againstEven', header: string): Column<Row> => ({
    ...{ id, header, isSortable: false, value: ({ compared }) => differenceText(compared[id]), align: 'text' },
  });
  return [
    { id: 'score', header: words.score, value: ({ name }) => name, isSortable: false },
    ...[mean('own', words.own), mean('baseRate', words.base), mean('even', words.even)],
    ...[difference('againstBaseRate', words.againstBase), difference('againstEven', words.againstEven)],
  ];
}

const signed = (value: number): string => `${value > 0 ? '+' : ''}${formatNumber(value, 3)}`;

function differenceText(difference: ScoreComparison['againstBaseRate']): string {
  if ('ok' in difference) return `${difference.reason} (${difference.available} of ${difference.needed})`;
  const { low, high } = difference.interval;
  return `${signed(difference.difference)} (${signed(low)} … ${signed(high)})`;
}
