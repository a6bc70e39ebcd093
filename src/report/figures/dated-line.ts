import * as Plot from '@observablehq/plot';
import { formatDate, formatLevel } from '../../contract/format.ts';
import type { Markup } from '../markup.ts';
import { drawSvg } from './draw.ts';
import { frameFigure } from './figure.ts';
import { BASE, TARGET } from './theme.ts';

/** A value with its date, YYYY-MM-DD. */
export interface DatedValue {
  readonly date: string;
  readonly value: number;
}

/** What stands around a line over time. */
export interface DatedLine {
  /** Letters, digits and hyphens; unique in the page. */
  readonly id: string;
  /** The finding. */
  readonly title: string;
  readonly unit: string;
  /** A level to be drawn across. */
  readonly level?: number | null;
  readonly footer: readonly string[];
  readonly className?: string;
}

const MOST_DRAWN = 600;

/** A line of values over time, on a log scale where they span more than a tenfold; undefined points are none. At least two points. */
export function datedLine(
  all: readonly DatedValue[],
  { id, title, unit, level = null, footer, className = 'one-series' }: DatedLine,
): Markup {
  const points = evenly(all);
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const isLog = low > 0 && high > 10 * low;
  const options: Plot.PlotOptions = {
    height: 300,
    marginLeft: 70,
    x: { type: 'utc', label: null },
    y: {
      type: isLog ? 'log' : 'linear',
      grid: true,
      label: `${unit}${isLog ? ', log scale' : ''}`,
      tickFormat: (value: number) => formatLevel(value),
      ticks: 5,
    },
    marks: [
      ...(level === null ? [] : [Plot.ruleY([level], { stroke: BASE, strokeWidth: 1.5 })]),
      Plot.line(
        points.map(({ date, value }) => [new Date(date), value] as const),
        { stroke: TARGET, strokeWidth: 1.5 },
      ),
    ],
  };
  const alt = `${title} From ${formatLevel(values[0] ?? null)} to ${formatLevel(values.at(-1) ?? null)}, lowest ${formatLevel(low)}, highest ${formatLevel(high)}.`;
  return frameFigure({
    context: { id: `${id}-figure`, outcome: '', kind: 'return', claimDate: null, reproduce: '#command' },
    className,
    title,
    key: level === null ? [] : [['base', `the level ${formatLevel(level)}`]],
    svgs: [drawSvg({ id, width: 760, height: 300, fontSize: 13, alt, panels: [{ top: 0, options }] })],
    footer,
    table: { head: ['date', unit], rows: points.map(({ date, value }) => [formatDate(date), formatLevel(value)]) },
  });
}

/** So many of them that a line shows, the last among them. */
function evenly(points: readonly DatedValue[]): readonly DatedValue[] {
  if (points.length <= MOST_DRAWN) return points;
  return Array.from({ length: MOST_DRAWN }, (_, i) => points[Math.round((i * (points.length - 1)) / (MOST_DRAWN - 1))] as DatedValue);
}
