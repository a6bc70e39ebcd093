import * as Plot from '@observablehq/plot';
import { useCallback, useMemo } from 'react';
import { extent, formatTick, logTicks } from '../../src/contract/figures/ticks.ts';
import { tradeWords } from '../../src/contract/figures/trade-words.ts';
import { formatDate, formatFactor } from '../../src/contract/format.ts';
import type { Trade } from '../../src/contract/trade.ts';
import { BASE, EVENTS, FONT, GRID, HALO, INK, TIP } from './paint.ts';
import { PlotDrawing } from './plot-drawing.tsx';
import { WordedFigure } from './worded-figure.tsx';

const HEIGHT = 320;

/** Wealth from 1 on: the trade beside holding the target throughout, with the stretches in which it is held shaded. */
export function TradeWealth({ trade, anchor }: { readonly trade: Trade; readonly anchor: string }) {
  const words = useMemo(() => tradeWords(trade), [trade]);
  const options = useCallback((width: number) => plotWealth(trade, width), [trade]);
  return (
    <WordedFigure words={words} anchor={anchor}>
      <div style={{ minHeight: HEIGHT }}>
        <PlotDrawing options={options} />
      </div>
    </WordedFigure>
  );
}

const day = (iso: string): Date => new Date(`${iso}T00:00Z`);

function plotWealth({ wealth, trades }: Trade, width: number): Plot.PlotOptions {
  const points = wealth.dates.map((iso, i) => ({
    iso,
    date: day(iso),
    own: wealth.strategy[i] as number,
    other: wealth.buyAndHold[i] as number,
  }));
  const [low, high] = extent(points.flatMap(({ own, other }) => [own, other]));
  const held = trades.map(({ entryDate, exitDate }) => ({ from: day(entryDate), to: day(exitDate) }));
  const ends = points.slice(-1).flatMap(({ date, own, other }) => [
    { date, value: own, fill: EVENTS },
    { date, value: other, fill: BASE },
  ]);
  const isApart = ends.length === 2 && Math.abs(Math.log((ends[0]?.value ?? 1) / (ends[1]?.value ?? 1))) > Math.log(high / low) / 18;
  const ticks = logTicks(low, high, 6);
  return {
    width,
    height: HEIGHT,
    marginLeft: 56,
    marginRight: Math.max(56, ...ends.map(({ value }) => 14 + 8 * formatFactor(value).length)),
    marginTop: 10,
    marginBottom: 30,
    style: { fontSize: `${FONT}px` },
    x: {
      type: 'utc',
      domain: [points[0]?.date ?? new Date(0), points.at(-1)?.date ?? new Date(1)],
      ticks: Math.max(3, width / 110),
      tickSize: 0,
      label: null,
    },
    y: { type: 'log', domain: [low, high], axis: null },
    marks: [
      Plot.gridY(ticks, { stroke: GRID, strokeOpacity: 1 }),
      Plot.axisY(ticks, { tickSize: 0, label: null, text: (v: number) => `×${formatTick(v, true)}` }),
      Plot.rectX(held, { x1: 'from', x2: 'to', fill: EVENTS, fillOpacity: 0.14 }),
      Plot.ruleY([1], { stroke: INK, strokeOpacity: 0.5 }),
      Plot.line(points, { x: 'date', y: 'other', stroke: BASE, strokeWidth: 1.75 }),
      Plot.line(points, { x: 'date', y: 'own', stroke: EVENTS, strokeWidth: 2.75 }),
      Plot.text(isApart ? ends : ends.slice(0, 1), {
        x: 'date',
        y: 'value',
        text: ({ value }: { value: number }) => formatFactor(value),
        dx: 6,
        textAnchor: 'start',
        fill: ({ fill }: { fill: string }) => fill,
        fontWeight: 600,
        ...HALO,
      }),
      Plot.tip(
        points,
        Plot.pointerX({
          x: 'date',
          y: 'own',
          title: (p: (typeof points)[number]) =>
            `${formatDate(p.iso)}\nthe trade  ${formatFactor(p.own)}\nheld throughout  ${formatFactor(p.other)}`,
          ...TIP,
        }),
      ),
    ],
  };
}
