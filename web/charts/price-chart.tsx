import { createChart, type IChartApi, type ISeriesApi, LineSeries, PriceScaleMode, type Time } from 'lightweight-charts';
import { useEffect, useRef } from 'react';
import { usePreferences } from '../shell/preferences.tsx';
import { pageColours } from './colours.ts';

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
  const { theme } = usePreferences();
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
      grid: { vertLines: { visible: false }, horzLines: { color: colours.grid } },
      rightPriceScale: { borderVisible: false },
      timeScale: { borderColor: colours.line, rightOffset: 4 },
      crosshair: { vertLine: { color: colours.muted }, horzLine: { color: colours.muted } },
    });
    const series = new Map<string, ISeriesApi<'Line'>>();
    for (const line of lines) {
      const drawn = chart.addSeries(
        LineSeries,
        { color: colours[line.colour], lineWidth: 2, priceLineVisible: false, lastValueVisible: true },
        line.pane,
      );
      drawn.setData(line.dates.map((date, i) => ({ time: date as Time, value: line.values[i] as number })));
      drawn.priceScale().applyOptions({ mode: line.isLog ? PriceScaleMode.Logarithmic : PriceScaleMode.Normal });
      series.set(line.id, drawn);
    }
    chart.timeScale().fitContent();
    const undo = decorate?.(chart, series);
    return () => {
      undo?.();
      chart.remove();
    };
  }, [lines, height, decorate, theme]);
  return <div ref={place} style={{ height }} className="w-full min-w-0" />;
}
