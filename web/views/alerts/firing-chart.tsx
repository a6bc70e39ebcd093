import { createSeriesMarkers, type IChartApi, type ISeriesApi, type Time } from 'lightweight-charts';
import { useCallback, useMemo } from 'react';
import type { DryRun } from '../../../src/contract/alerts.ts';
import { formatDate, formatInstant, formatNumber } from '../../../src/contract/format.ts';
import { pageColours } from '../../charts/colours.ts';
import { PriceChart, type PriceLine } from '../../charts/price-chart.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Figure } from '../../parts/figure.tsx';
import { fill, useWords } from '../../words/words.ts';
import { readingWords } from './reading-words.ts';
import { ALERTS, type AlertWords } from './words.ts';

type Episode = DryRun['episodes'][number];

/** When a rule would have fired, on the first series that it reads. */
export function FiringChart({ run }: { readonly run: DryRun }) {
  const words = useWords(ALERTS);
  const { points, episodes } = run;
  const lines = useMemo((): PriceLine[] => {
    const values = points.map(({ value }) => value);
    const isLog = values.every((value) => value > 0) && Math.max(...values) > 10 * Math.min(...values);
    return [{ id: 'value', dates: points.map(({ date }) => date), values, colour: 'target', pane: 0, isLog }];
  }, [points]);
  const decorate = useCallback(
    (chart: IChartApi, series: ReadonlyMap<string, ISeriesApi<'Line'>>) => {
      chart.timeScale().applyOptions({ minBarSpacing: 0.002, enableConflation: true });
      chart.timeScale().fitContent();
      const { events: color } = pageColours(chart.chartElement());
      const line = series.get('value');
      const marks =
        line &&
        createSeriesMarkers(
          line,
          episodes.map(({ firedOn }) => ({ time: firedOn as Time, position: 'aboveBar', shape: 'arrowDown', color })),
        );
      return () => marks?.detach();
    },
    [episodes],
  );
  const title = titleOf(run, words);
  const last = episodes.at(-1);
  return (
    <>
      <Figure
        anchor="fired"
        title={title}
        swatches={[
          ['target', words.keyValue],
          ['events', words.keyFired],
        ]}
        footer={[`n = ${formatNumber(run.readings)}`, run.expression, formatDate(run.to)]}
        alt={fill(words.chartAlt, {
          ...{ title, held: formatNumber(run.held), readings: formatNumber(run.readings) },
          last: last ? formatDate(last.firedOn) : words.never,
        })}
        table={<Episodes episodes={episodes} />}
      >
        {points.length > 0 && <PriceChart lines={lines} height={340} decorate={decorate} />}
      </Figure>
      {episodes.length > 0 && (
        <div className="mt-4 max-h-96 overflow-y-auto">
          <Episodes episodes={episodes.toReversed()} />
        </div>
      )}
    </>
  );
}

function titleOf({ episodes, from, to }: DryRun, words: AlertWords): string {
  const text = episodes.length === 0 ? words.chartTitle0 : episodes.length === 1 ? words.chartTitle1 : words.chartTitle;
  return fill(text, { n: formatNumber(episodes.length), from: formatDate(from), to: formatDate(to) });
}

function Episodes({ episodes }: { readonly episodes: readonly Episode[] }) {
  const words = useWords(ALERTS);
  const columns: readonly Column<Episode>[] = [
    { id: 'fired', header: words.firedOn, value: ({ firedOn }) => firedOn, cell: ({ firedOn }) => formatDate(firedOn) },
    { id: 'known', header: words.known, value: ({ knownAt }) => knownAt, cell: ({ knownAt }) => formatInstant(knownAt) },
    { id: 'reading', header: words.reading, value: ({ reading }) => reading, cell: ({ reading }) => readingWords(reading) },
    {
      id: 'today',
      header: words.readingToday,
      value: ({ readingToday }) => readingToday,
      cell: ({ readingToday }) => readingWords(readingToday),
    },
    {
      id: 'over',
      header: words.overOn,
      value: ({ resolvedOn }) => resolvedOn,
      cell: ({ resolvedOn }) => (resolvedOn === null ? words.stillOn : formatDate(resolvedOn)),
    },
    {
      id: 'data',
      header: words.dataVersion,
      value: ({ dataVersion }) => dataVersion,
      cell: ({ dataVersion }) => <code className="text-[12px]">{dataVersion}</code>,
    },
  ];
  return (
    <DataTable
      title={words.editor}
      columns={columns}
      rows={episodes}
      rowKey={({ firedOn, knownAt }) => `${firedOn} ${knownAt}`}
      exportName="harbinger-dry-run"
    />
  );
}
