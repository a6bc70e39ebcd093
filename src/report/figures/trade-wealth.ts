import * as Plot from '@observablehq/plot';
import { extent, formatTick, logTicks } from '../../contract/figures/ticks.ts';
import { tradeWords } from '../../contract/figures/trade-words.ts';
import { formatFactor } from '../../contract/format.ts';
import type { Trade } from '../../contract/trade.ts';
import type { Markup } from '../markup.ts';
import { drawSvg } from './draw.ts';
import { type FigureContext, frameFigure } from './figure.ts';
import { BASE, EVENTS, GRID, HALO, INK } from './theme.ts';

const WIDTH = 640;
const HEIGHT = 300;

/** Wealth from 1 on: the trade beside holding the target throughout, with the stretches in which it is held shaded. */
export function drawTradeWealth(trade: Trade, context: FigureContext): Markup {
  const words = tradeWords(trade);
  return frameFigure({
    ...words,
    context,
    className: 'trade-wealth',
    svgs: [
      drawSvg({
        id: `${context.id}-drawing`,
        width: WIDTH,
        height: HEIGHT,
        fontSize: 13,
        alt: words.alt,
        panels: [{ top: 0, options: plotWealth(trade) }],
      }),
    ],
  });
}

/** Room for the longest label beside the last date, in the picture's font. */
const marginFor = (labels: readonly string[]): number => Math.max(56, 14 + 8 * Math.max(0, ...labels.map((label) => label.length)));

function plotWealth({ wealth, trades }: Trade): Plot.PlotOptions {
  const points = wealth.dates.map((date, i) => ({
    date: new Date(`${date}T00:00Z`),
    own: wealth.strategy[i] as number,
    other: wealth.buyAndHold[i] as number,
  }));
  const [low, high] = extent(points.flatMap(({ own, other }) => [own, other]));
  const held = trades.map(({ entryDate, exitDate }) => ({ from: new Date(`${entryDate}T00:00Z`), to: new Date(`${exitDate}T00:00Z`) }));
  const last = points.slice(-1);
  const ends = last.flatMap(({ date, own, other }) => [
    { date, value: own, fill: EVENTS },
    { date, value: other, fill: BASE },
  ]);
  const apart = ends.length === 2 && Math.abs(Math.log((ends[0]?.value ?? 1) / (ends[1]?.value ?? 1))) > Math.log(high / low) / 18;
  return {
    height: HEIGHT,
    marginLeft: 46,
    marginRight: marginFor(ends.map(({ value }) => formatFactor(value))),
    marginTop: 10,
    marginBottom: 30,
    x: { type: 'utc', domain: [points[0]?.date ?? new Date(0), points.at(-1)?.date ?? new Date(1)], ticks: 6, tickSize: 0, label: null },
    y: {
      type: 'log',
      domain: [low, high],
      ticks: logTicks(low, high, 6),
      tickFormat: (v: number) => `×${formatTick(v, false)}`,
      tickSize: 0,
      label: null,
    },
    marks: [
      Plot.gridY(logTicks(low, high, 6), { stroke: GRID, strokeOpacity: 1 }),
      Plot.rectX(held, { x1: 'from', x2: 'to', fill: EVENTS, fillOpacity: 0.14 }),
      Plot.ruleY([1], { stroke: INK, strokeOpacity: 0.5 }),
      Plot.line(points, { x: 'date', y: 'other', stroke: BASE, strokeWidth: 1.75 }),
      Plot.line(points, { x: 'date', y: 'own', stroke: EVENTS, strokeWidth: 2.75 }),
      Plot.text(apart ? ends : ends.slice(0, 1), {
        x: 'date',
        y: 'value',
        text: ({ value }: { value: number }) => formatFactor(value),
        dx: 6,
        textAnchor: 'start',
        fill: ({ fill }: { fill: string }) => fill,
        fontWeight: 600,
        ...HALO,
      }),
    ],
  };
}
