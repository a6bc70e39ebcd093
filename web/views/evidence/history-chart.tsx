import { useNavigate, useSearch } from '@tanstack/react-router';
import { type IChartApi, type ISeriesApi, LineStyle } from 'lightweight-charts';
import { type ReactNode, useCallback, useMemo, useRef } from 'react';
import { formatDate, formatNumber } from '../../../src/contract/format.ts';
import { pageColours } from '../../charts/colours.ts';
import { PriceChart, type PriceLine } from '../../charts/price-chart.tsx';
import { Figure } from '../../parts/figure.tsx';
import { ChartControls, type Movement, moved, onKey, showSpan } from '../series/chart-controls.tsx';
import type { EvidenceSearch } from './evidence-search.ts';

const HEIGHT = 440;

/** One half of the picture. Give both halves the same object between renders: another one draws the chart anew. */
export interface Half {
  readonly values: readonly number[];
  /** What it is, with its unit. */
  readonly name: string;
  /** A level that is drawn across, and what it is. */
  readonly level: { readonly at: number; readonly name: string } | null;
  /** Ends of its axis; by the values where none are given. */
  readonly ends?: readonly [number, number];
}

interface HistoryChartProps {
  readonly anchor: string;
  readonly title: string;
  readonly alt: string;
  readonly source: string;
  readonly dates: readonly string[];
  readonly upper: Half;
  readonly lower: Half;
  readonly table: ReactNode;
}

/** A quantity over all its dates, and another one of the same dates beneath it. */
export function HistoryChart({ anchor, title, alt, source, dates, upper, lower, table }: HistoryChartProps) {
  const { span = 'all' } = useSearch({ strict: false }) as EvidenceSearch;
  const navigate = useNavigate();
  const chart = useRef<IChartApi | null>(null);
  const lines = useMemo(() => [lineOf(dates, upper, 0), lineOf(dates, lower, 1)], [dates, upper, lower]);
  const decorate = useCallback(
    (made: IChartApi, drawn: ReadonlyMap<string, ISeriesApi<'Line'>>) => {
      chart.current = made;
      made.timeScale().applyOptions({ minBarSpacing: 0.002, enableConflation: true });
      made.panes()[0]?.setStretchFactor(2);
      dress(drawn.get('0'), upper, made);
      dress(drawn.get('1'), lower, made);
      showSpan(made, span, dates);
      return () => {
        chart.current = null;
      };
    },
    [dates, upper, lower, span],
  );
  const move = (movement: Movement) => chart.current && moved(chart.current, movement);
  const last = dates.at(-1);
  const level = upper.level ?? lower.level;
  return (
    <section aria-label={title} onKeyDown={(event) => onKey(event, move)}>
      <Figure
        anchor={anchor}
        title={title}
        alt={alt}
        swatches={[['target', upper.name], ['base', lower.name], ...(level ? ([['trigger', levelNames(upper, lower)]] as const) : [])]}
        footer={[`n = ${formatNumber(dates.length)}`, source, last === undefined ? '' : formatDate(last)]}
        table={table}
        controls={
          <ChartControls
            span={span}
            onSpan={(one) => {
              if (one === span && chart.current) showSpan(chart.current, span, dates);
              void navigate({
                to: '.',
                search: ((all: Record<string, unknown>) => ({ ...all, span: one === 'all' ? undefined : one })) as never,
                replace: true,
                resetScroll: false,
              });
            }}
            onMove={move}
          />
        }
      >
        <PriceChart lines={lines} height={HEIGHT} decorate={decorate} />
      </Figure>
    </section>
  );
}

const lineOf = (dates: readonly string[], { values }: Half, pane: 0 | 1): PriceLine => ({
  ...{ id: String(pane), dates, values, pane, isLog: false },
  colour: pane === 0 ? 'target' : 'base',
});

const levelNames = (...halves: readonly Half[]): string =>
  [...new Set(halves.flatMap(({ level }) => (level ? [level.name] : [])))].join(', ');

/** The level across a half, and the ends of its axis. */
function dress(line: ISeriesApi<'Line'> | undefined, { level, ends }: Half, chart: IChartApi): void {
  if (!line) return;
  if (level) {
    const { ink: color } = pageColours(chart.chartElement());
    line.createPriceLine({ price: level.at, color, lineWidth: 1, lineStyle: LineStyle.Solid, axisLabelVisible: false, title: '' });
  }
  if (ends) {
    const [minValue, maxValue] = ends;
    line.applyOptions({ autoscaleInfoProvider: () => ({ priceRange: { minValue, maxValue } }) });
  }
}
