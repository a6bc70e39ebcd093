import { createSeriesMarkers, type IChartApi, type ISeriesApi, type Time } from 'lightweight-charts';
import { useCallback, useMemo, useRef } from 'react';
import type { SeriesDetail } from '../../../src/contract/claims.ts';
import { formatDate, formatNumber } from '../../../src/contract/format.ts';
import { pageColours } from '../../charts/colours.ts';
import { PriceChart, type PriceLine } from '../../charts/price-chart.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Figure } from '../../parts/figure.tsx';
import { fill, useWords } from '../../words/words.ts';
import { ChartControls, type Movement, moved, onKey, showSpan } from './chart-controls.tsx';
import { inUnit } from './in-unit.ts';
import { extremesOf, type Revision, type Values, yearEnds } from './revisions.ts';
import type { SeriesChoice } from './series-choice.ts';
import type { Span } from './series-search.ts';
import { SERIES } from './words.ts';

interface SeriesChartProps {
  readonly detail: SeriesDetail;
  readonly now: Values;
  /** What was known at a date in the past; null where none is chosen. */
  readonly then: { readonly date: string; readonly values: Values; readonly revised: readonly Revision[] } | null;
  readonly isLog: boolean;
  readonly span: Span;
  readonly onChoice: (choice: SeriesChoice) => void;
}

/** More points than a wide screen has places: drawn from afar, some stand for several. */
const MOST_POINTS = 2000;
/** Points up to which each revised value has a mark of its own; more would hide the line. */
const MOST_MARKS = 400;

/** A series over all its dates: today's line, or what was known then over it. */
export function SeriesChart({ detail, now, then, isLog, span, onChoice }: SeriesChartProps) {
  const words = useWords(SERIES);
  const chart = useRef<IChartApi | null>(null);
  const sight = useRef<{ from: number; to: number } | null>(null);
  const shown = then?.values ?? now;
  const lines = useMemo(() => linesOf(now, then?.values, isLog), [now, then, isLog]);
  const revised = then?.revised;
  const decorate = useCallback(
    (made: IChartApi, series: ReadonlyMap<string, ISeriesApi<'Line'>>) => {
      chart.current = made;
      // A hundred years of days must fit into a phone's width.
      made.timeScale().applyOptions({ minBarSpacing: 0.002, enableConflation: true });
      if (sight.current) made.timeScale().setVisibleLogicalRange(sight.current);
      else showSpan(made, span, now.dates);
      const keep = (range: { from: number; to: number } | null) => {
        if (range) sight.current = range;
      };
      made.timeScale().subscribeVisibleLogicalRangeChange(keep);
      markRevisions(made, series.get('then'), revised);
      return () => {
        made.timeScale().unsubscribeVisibleLogicalRangeChange(keep);
        chart.current = null;
      };
    },
    [now.dates, revised, span],
  );
  const move = (movement: Movement) => chart.current && moved(chart.current, movement);
  const choose = (choice: SeriesChoice) => {
    if (choice.span !== undefined) sight.current = null;
    if (choice.span === span && chart.current) showSpan(chart.current, span, now.dates);
    onChoice(choice);
  };
  const extremes = extremesOf(shown);
  return (
    <section aria-label={detail.title} onKeyDown={(event) => onKey(event, move)}>
      <Figure
        anchor="chart"
        title={titleOf(detail, extremes, { known: then?.date, words })}
        swatches={
          then === null
            ? []
            : [
                ['target', words.keyThen],
                ['base', words.keyToday],
                ...(then.revised.length > 0 ? ([['events', words.keyRevised]] as const) : []),
              ]
        }
        footer={[
          `n = ${formatNumber(shown.values.length)}`,
          detail.source,
          shown.dates.length === 0 ? '' : formatDate(shown.dates.at(-1) as string),
          shown.values.length > MOST_POINTS ? words.merged : '',
        ]}
        alt={altOf(shown, detail.unit, words)}
        table={<YearTable values={shown} unit={detail.unit} />}
        controls={
          <ChartControls
            span={span}
            onSpan={(one) => choose({ span: one })}
            log={{ isOn: isLog, isPossible: shown.values.every((value) => value > 0), onChange: (log) => choose({ log }) }}
            onMove={move}
          />
        }
      >
        <PriceChart lines={lines} height={400} decorate={decorate} />
      </Figure>
    </section>
  );
}

function linesOf(now: Values, then: Values | undefined, isLog: boolean): PriceLine[] {
  const today: PriceLine = { id: 'now', ...now, colour: then ? 'base' : 'target', pane: 0, isLog };
  return then ? [today, { id: 'then', ...then, colour: 'target', pane: 0, isLog }] : [today];
}

function markRevisions(chart: IChartApi, line: ISeriesApi<'Line'> | undefined, revised: readonly Revision[] | undefined): void {
  if (!line || !revised || revised.length === 0) return;
  const { events: color } = pageColours(chart.chartElement());
  const marks = revised.slice(-MOST_MARKS).map(({ date }) => ({
    ...{ time: date as Time, position: 'inBar' as const, shape: 'circle' as const, color, size: 0.6 },
  }));
  createSeriesMarkers(line, marks);
}

type Words = Readonly<Record<'chartTitle' | 'chartThen' | 'chartEmpty' | 'chartAlt', string>>;

function titleOf(
  { title, unit }: SeriesDetail,
  extremes: ReturnType<typeof extremesOf>,
  { known, words }: { readonly known: string | undefined; readonly words: Words },
): string {
  if (!extremes) return fill(words.chartEmpty, { title, date: formatDate(known ?? null) });
  const value = inUnit(extremes.last.value, unit);
  return known === undefined
    ? fill(words.chartTitle, { title, value, date: formatDate(extremes.last.date) })
    : fill(words.chartThen, { title, value, date: formatDate(known) });
}

function altOf(values: Values, unit: string, words: Words): string {
  const extremes = extremesOf(values);
  if (!extremes) return '';
  const { low, high, first, last } = extremes;
  return fill(words.chartAlt, {
    ...{ rows: formatNumber(values.values.length), from: formatDate(first.date), to: formatDate(last.date) },
    ...{ low: inUnit(low.value, unit), lowOn: formatDate(low.date), high: inUnit(high.value, unit), highOn: formatDate(high.date) },
    last: inUnit(last.value, unit),
  });
}

function YearTable({ values, unit }: { readonly values: Values; readonly unit: string }) {
  const words = useWords(SERIES);
  return (
    <DataTable
      title={words.table}
      columns={[
        { id: 'date', header: words.date, value: ({ date }) => date, cell: ({ date }) => formatDate(date) },
        { id: 'value', header: words.value, value: ({ value }) => value, cell: ({ value }) => inUnit(value, unit) },
      ]}
      rows={yearEnds(values)}
      rowKey={({ date }) => date}
    />
  );
}
