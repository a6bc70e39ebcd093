import { useMemo } from 'react';
import type { EvidenceResult, IndicatorReading } from '../../../src/contract/evidence.ts';
import { formatDate, formatInUnit, formatNumber, formatPercentile } from '../../../src/contract/format.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { levelInUnit } from '../../parts/evidence/indicator-words.ts';
import { fill, useWords } from '../../words/words.ts';
import { type Half, HistoryChart } from './history-chart.tsx';
import { onAxis, yearEndsOf } from './in-sight.ts';
import { PAGES } from './words.ts';

interface HistoryProps {
  readonly result: EvidenceResult;
  readonly reading: IndicatorReading;
}

type History = NonNullable<EvidenceResult['history']>;

/** The whole history of an indicator with its level, and its place among its own past beneath. */
export function IndicatorHistory({ result: { history, asOf }, reading }: HistoryProps) {
  const words = useWords(PAGES);
  if (history === null || history.dates.length === 0) return null;
  return (
    <>
      <Drawn history={history} reading={reading} />
      <p className="mt-1 max-w-[76ch] text-[13px] text-muted">{fill(words.asKnown, { date: formatDate(asOf) })}</p>
    </>
  );
}

function Drawn({ history, reading }: { readonly history: History; readonly reading: IndicatorReading }) {
  const words = useWords(PAGES);
  const { unit, level, title, now } = reading;
  const { dates, values, percentiles } = history;
  const upper = useMemo((): Half => {
    const shown = onAxis(values, unit);
    return {
      values: shown.values,
      name: fill(words.value, { unit: shown.unit }),
      level:
        level === null
          ? null
          : { at: onAxis([level], unit).values[0] as number, name: fill(words.level, { level: levelInUnit(level, unit) }) },
    };
  }, [values, unit, level, words]);
  const lower = useMemo(
    (): Half => ({
      values: percentiles.map((share) => share * 100),
      name: words.place,
      level: { at: 50, name: words.median },
      ends: [0, 100],
    }),
    [percentiles, words],
  );
  const last = {
    ...{ title, value: formatInUnit(values.at(-1) ?? null, unit), date: formatDate(dates.at(-1) ?? null) },
    share: formatPercentile(percentiles.at(-1) ?? null),
  };
  return (
    <HistoryChart
      anchor="history"
      title={fill(now ? words.over : words.overUnread, last)}
      alt={fill(words.chartAlt, { ...last, n: formatNumber(dates.length), from: formatDate(dates[0] ?? null), to: last.date })}
      source={reading.series.map(({ id }) => id).join(', ')}
      dates={dates}
      upper={upper}
      lower={lower}
      table={<YearEnds history={history} unit={unit} title={title} />}
    />
  );
}

/** The last value of each year. */
function YearEnds({ history, unit, title }: { readonly history: History; readonly unit: string; readonly title: string }) {
  const words = useWords(PAGES);
  const { dates, values, percentiles } = history;
  const columns: Column<number>[] = [
    { id: 'date', header: words.date, value: (i) => dates[i] ?? null, cell: (i) => formatDate(dates[i] ?? null) },
    {
      id: 'value',
      header: fill(words.value, { unit: '' }).replace(/, $/, ''),
      value: (i) => values[i] ?? null,
      cell: (i) => formatInUnit(values[i] ?? null, unit),
    },
    {
      id: 'percentile',
      header: words.percentile,
      value: (i) => percentiles[i] ?? null,
      cell: (i) => formatPercentile(percentiles[i] ?? null),
    },
  ];
  return <DataTable title={title} columns={columns} rows={yearEndsOf(dates)} rowKey={String} />;
}
