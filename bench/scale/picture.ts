import * as Plot from '@observablehq/plot';
import { drawSvg } from '../../src/report/figures/draw.ts';
import { BASE, EVENTS, GRID, INK, MUTED, TARGET } from '../../src/report/figures/theme.ts';
import { type Scale, type ScanPoint, type VariantName, WORKERS } from './experiment.ts';
import { pointsOf } from './points.ts';
import { digits, span } from './words.ts';

const WIDTH = 760;
const MARGINS = { marginLeft: 70, marginRight: 210, marginTop: 44, marginBottom: 40 } as const;
const HEIGHT = { scans: 340, waits: 250, gap: 12 } as const;

/** Seconds at which a line is drawn. */
const TICKS = [0.001, 0.01, 0.1, 1, 10, 60, 600, 3600, 14_400];

interface Line {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly { readonly workers: number; readonly value: number }[];
  /** Moves the name, so that no two stand on one another. */
  readonly dy?: number;
}

/** The committed picture: how long scans take by workers, and below it what a person's study waits. */
export function scalePicture(scale: Scale): string {
  const top = HEIGHT.scans + HEIGHT.gap;
  return drawSvg({
    ...{ id: 'scale', width: WIDTH, height: top + HEIGHT.waits, fontSize: 13, alt: describe(scale) },
    panels: [
      { top: 0, options: panel('How long a scan takes', scanLines(scale), HEIGHT.scans) },
      { top, options: panel('What a study waits beside scans without end', waitLines(scale), HEIGHT.waits) },
    ],
  });
}

function describe(scale: Scale): string {
  const huge = pointsOf(scale, 'huge', 'as it is');
  const said = huge.map(({ workers, median }) => `${digits(workers)} workers ${span(median)}`).join(', ');
  const waits = scale.waits.filter(({ taskSeconds }) => taskSeconds === null);
  const longest = waits.map(({ workers, p99 }) => `${digits(workers)} workers ${span(p99)}`).join(', ');
  return `By simulation, a huge scan takes: ${said}. Below: 99 of 100 studies of a person wait at most: ${longest}.`;
}

function scanLines(scale: Scale): Line[] {
  const line = (points: readonly ScanPoint[], read: 'median' | 'formula' = 'median') =>
    points.map((point) => ({ workers: point.workers, value: point[read] }));
  const huge = (variant: VariantName) => line(pointsOf(scale, 'huge', variant));
  return [
    { name: 'huge, as it is', colour: EVENTS, points: huge('as it is'), dy: -6 },
    { name: 'by the formula', colour: MUTED, points: line(pointsOf(scale, 'huge', 'as it is'), 'formula'), dy: 9 },
    { name: 'huge, with all three changes', colour: BASE, points: huge('all three'), dy: -8 },
    { name: 'large, as it is', colour: TARGET, points: line(pointsOf(scale, 'large', 'as it is')), dy: 9 },
  ];
}

function waitLines({ waits }: Scale): Line[] {
  const of = waits.filter(({ taskSeconds }) => taskSeconds === null);
  return [
    { name: '99 of 100 within', colour: EVENTS, points: of.map(({ workers, p99 }) => ({ workers, value: p99 })), dy: -8 },
    { name: 'median', colour: TARGET, points: of.map(({ workers, median }) => ({ workers, value: median })), dy: 9 },
  ];
}

function panel(title: string, lines: readonly Line[], height: number): Plot.PlotOptions {
  const values = lines.flatMap(({ points }) => points.map(({ value }) => value));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const ticks = TICKS.filter((tick, i) => (TICKS[i + 1] ?? tick) > least && (TICKS[i - 1] ?? tick) < most);
  const domain = [ticks[0] as number, ticks.at(-1) as number];
  return {
    ...MARGINS,
    height,
    x: { type: 'log', domain: [1, 1000], axis: null },
    y: { type: 'log', domain, axis: null },
    marks: [
      Plot.gridY(ticks, { stroke: GRID, strokeOpacity: 1 }),
      // An axis of logarithms names powers of ten alone.
      Plot.text(ticks, { x: () => 1, y: (tick: number) => tick, text: span, fill: MUTED, textAnchor: 'end', dx: -8 }),
      Plot.text(
        WORKERS.filter((workers) => [1, 4, 16, 64, 256, 1000].includes(workers)),
        { x: (workers: number) => workers, y: () => domain[0] as number, text: digits, fill: MUTED, dy: 14 },
      ),
      ...lines.flatMap(({ name, colour, points, dy = 0 }) => [
        Plot.line(points, {
          x: 'workers',
          y: 'value',
          stroke: colour,
          strokeWidth: 2,
          ...(colour === MUTED ? { strokeDasharray: '3 4' } : {}),
        }),
        Plot.text(points.slice(-1), { x: 'workers', y: 'value', text: () => name, fill: colour, textAnchor: 'start', dx: 8, dy }),
      ]),
      Plot.text([title], {
        frameAnchor: 'top-left',
        dx: 10 - MARGINS.marginLeft,
        dy: -30,
        fill: INK,
        fontWeight: 600,
        textAnchor: 'start',
      }),
      Plot.text(['workers'], { frameAnchor: 'bottom', dy: 34, fill: MUTED }),
    ],
  };
}
