import { createChart, type IChartApi, type ISeriesApi, LineSeries, PriceScaleMode, type Time } from 'lightweight-charts';
import { useEffect, useRef } from 'react';
import { extent } from '../../src/contract/figures/ticks.ts';
import { formatDate, formatLevel } from '../../src/contract/format.ts';
import { usePreferences } from '../shell/preferences.tsx';
import { pageColours } from './colours.ts';
import { PriceTicks } from './price-ticks.ts';

/** A line of prices: parallel arrays, dates ascending (ISO). */
export interface PriceLine {
  readonly id: string;
  readonly dates: readonly string[];
  readonly values: readonly number[];
  readonly colour: 'ink' | 'target' | 'events' | 'base';
  /** Pane from the top, 0 first. */
  readonly pane: number;
  readonly isLog: boolean;
}

interface PriceChartProps {
  readonly lines: readonly PriceLine[];
  readonly height: number;
  /** Draws what belongs on top (events, horizons); called again when the chart is made anew. Returns what undoes it. */
  readonly decorate?: (chart: IChartApi, series: ReadonlyMap<string, ISeriesApi<'Line'>>) => () => void;
}

/** Prices that can be panned and zoomed, on a canvas. */
export function PriceChart({ lines, height, decorate }: PriceChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const { theme, language } = usePreferences();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours that are read from the page
  useEffect(() => {
    const element = place.current as HTMLDivElement;
    const colours = pageColours(element);
    const chart = createChart(element, {
      autoSize: true,
      height,
      layout: {
        background: { color: 'transparent' },
        textColor: colours.muted,
        fontFamily: getComputedStyle(document.body).fontFamily,
        panes: { separatorColor: colours.line },
        // Named in the footer of the page.
        attributionLogo: false,
      },
      // PriceTicks draws the ticks and their grid.
      grid: { vertLines: { visible: false }, horzLines: { visible: false } },
      rightPriceScale: { borderVisible: false, textColor: 'rgba(0, 0, 0, 0)' },
      timeScale: { borderColor: colours.line, rightOffset: 4 },
      // Not the browser's own, which may be a tag that Intl does not know.
      localization: { locale: language, timeFormatter: (date: Time) => formatDate(String(date)) },
      // The wheel scrolls the page; pinching, and dragging the axis, zoom.
      handleScroll: { mouseWheel: false, vertTouchDrag: false },
      handleScale: { mouseWheel: false },
      crosshair: { vertLine: { color: colours.muted }, horzLine: { color: colours.muted } },
    });
    const series = new Map<string, ISeriesApi<'Line'>>();
    for (const line of lines) {
      const drawn = chart.addSeries(
        LineSeries,
        {
          color: colours[line.colour],
          lineWidth: 2,
          priceLineVisible: false,
          lastValueVisible: true,
          priceFormat: { type: 'custom', minMove: smallestStep(line.values), formatter: formatLevel },
        },
        line.pane,
      );
      drawn.setData(line.dates.map((date, i) => ({ time: date as Time, value: line.values[i] as number })));
      drawn.priceScale().applyOptions({ mode: line.isLog ? PriceScaleMode.Logarithmic : PriceScaleMode.Normal });
      drawn.attachPrimitive(new PriceTicks({ isLog: line.isLog, highest: extent(line.values)[1], last: line.values.at(-1) ?? 0, colours }));
      series.set(line.id, drawn);
    }
    chart.timeScale().fitContent();
    const undo = decorate?.(chart, series);
    return () => {
      undo?.();
      chart.remove();
    };
  }, [lines, height, decorate, theme, language]);
  return <div ref={place} style={{ height }} className="w-full min-w-0" />;
}

/** The finest step that the price axis must tell apart: a thousandth of the lowest value in sight. */
function smallestStep(values: readonly number[]): number {
  const lowest = values.reduce((low, value) => (value !== 0 ? Math.min(low, Math.abs(value)) : low), 1);
  return 10 ** Math.max(-8, Math.floor(Math.log10(lowest)) - 2);
}
