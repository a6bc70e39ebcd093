import * as Plot from '@observablehq/plot';
import { type Bin, type LuckScale, signedEffect } from '../../contract/figures/luck-bins.ts';
import { intoLanes, textWidth } from '../../contract/figures/place-labels.ts';
import { formatTick, linearTicks } from '../../contract/figures/ticks.ts';
import type { ShiftPicture } from '../../contract/pictures.ts';
import { BAND_INNER, BASE, EVENTS, GRID, HALO, INK, MUTED } from './theme.ts';

/** Width of the drawing and the heights of its parts. */
export const WIDTH = 480;
export const MARGIN = { left: 50, right: 18, head: 58, histogram: 176, axis: 50 } as const;
/** Text is 13 high, but 16 on a phone, where the drawing shrinks: room is made for that. */
const FONT = 16;

/** The histogram of both shifts with the observed values. */
export function plotShifts(
  shifts: ShiftPicture,
  scale: LuckScale & { bins: readonly Bin[]; labels: readonly [string, string]; axis: string },
): Plot.PlotOptions {
  const top = Math.max(...scale.bins.map((b) => Math.max(b.plain, b.centred)));
  const counts = linearTicks(0, top, 4);
  return {
    height: MARGIN.head + MARGIN.histogram + MARGIN.axis,
    marginLeft: MARGIN.left,
    marginRight: MARGIN.right,
    marginTop: MARGIN.head,
    marginBottom: MARGIN.axis,
    x: { type: 'linear', domain: scale.domain, axis: null },
    y: { type: 'linear', domain: [0, top * 1.03], axis: null },
    marks: [
      Plot.gridY(counts, { stroke: GRID, strokeOpacity: 1 }),
      Plot.axisY(counts, {
        tickSize: 0,
        tickPadding: 6,
        label: null,
        color: MUTED,
        tickFormat: (t: number) => formatTick(t, false),
      }),
      Plot.rectY(
        scale.bins.filter((b) => b.centred > 0),
        { x1: 'from', x2: 'to', y: 'centred', fill: BAND_INNER },
      ),
      Plot.line(outline(scale.bins), { stroke: INK, strokeWidth: 1.1, strokeLinejoin: 'miter' }),
      Plot.ruleY([0], { stroke: INK }),
      Plot.axisX(scale.ticks, { tickSize: 4, label: null, color: MUTED, tickFormat: scale.format }),
      Plot.text([scale.axis], { frameAnchor: 'bottom-right', textAnchor: 'end', dy: 39, fill: MUTED }),
      Plot.text(['placements'], { frameAnchor: 'top-left', textAnchor: 'start', dx: -MARGIN.left + 2, dy: -10, fill: MUTED, ...HALO }),
      observed({ value: shifts.observedPlain, label: scale.labels[0], lane: 0, thick: false }, scale),
      observed({ value: shifts.observedCentred, label: scale.labels[1], lane: 1, thick: true }, scale),
    ],
  };
}

function outline(bins: readonly Bin[]): [number, number][] {
  const steps = bins.flatMap((b): [number, number][] => [
    [b.from, b.plain],
    [b.to, b.plain],
  ]);
  return [[bins[0]!.from, 0], ...steps, [bins.at(-1)!.to, 0]];
}

function observed(line: { value: number; label: string; lane: number; thick: boolean }, scale: LuckScale): Plot.Markish {
  const rise = MARGIN.head - line.lane * 20 - 3;
  const pixel = toPixel(line.value, scale);
  const room = textWidth(line.label, FONT);
  const right = pixel + 8 + room <= WIDTH;
  const anchorAt = right || pixel - 8 - room < 0 ? Math.min(pixel + 8, WIDTH - room) : pixel - 8;
  return [
    Plot.ruleX([line.value], { stroke: EVENTS, strokeWidth: line.thick ? 2.5 : 1.25, insetTop: -rise }),
    Plot.text([line.label], {
      x: fromPixel(anchorAt, scale),
      frameAnchor: 'top',
      textAnchor: right || pixel - 8 - room < 0 ? 'start' : 'end',
      dy: -rise + 7,
      fill: EVENTS,
      fontWeight: line.thick ? 600 : 400,
      ...HALO,
    }),
  ];
}

/** The bracket of the smallest visible effect and the dots with one event left out, on the axis of the histogram. */
export function plotLeaveOneOut(shifts: ShiftPicture, scale: LuckScale): { height: number; options: Plot.PlotOptions } {
  const effect = signedEffect(shifts);
  const dots = nameDots(shifts);
  const named = dots.filter((d) => d.text !== '');
  const wishes = named.map((d) => ({ at: labelCentre(d, scale) - labelRoom(d) / 2, size: labelRoom(d) }));
  const lanes = intoLanes(wishes, 3, Number.POSITIVE_INFINITY);
  const rows = dots.length === 0 ? 0 : 1 + Math.max(0, ...lanes.map((l) => l.lane ?? 0));
  const bracketHeight = effect === null ? 0 : 42;
  const height = bracketHeight + (rows === 0 ? 0 : 36 + rows * 17);
  const base = { marginTop: 0, marginBottom: 0, marginLeft: MARGIN.left, marginRight: MARGIN.right };
  return {
    height,
    options: {
      ...base,
      height: Math.max(1, height),
      x: { type: 'linear', domain: scale.domain, axis: null },
      y: { type: 'linear', domain: [height, 0], range: [height, 0], axis: null },
      marks: [
        effect === null ? null : bracket(effect, scale),
        rows === 0
          ? null
          : strip(
              dots,
              named.map((d, i) => ({ ...d, lane: lanes[i]!.lane })),
              { top: bracketHeight, scale },
            ),
      ],
    },
  };
}

// Under its dot, but inside the drawing.
function labelCentre(dot: Dot, scale: LuckScale): number {
  const half = labelRoom(dot) / 2;
  return Math.min(WIDTH - half, Math.max(half, toPixel(dot.observed, scale)));
}

function labelRoom(dot: Dot): number {
  return textWidth(dot.text, FONT) + 4;
}

// Events whose absence gives the same value share a name. With many only the two that matter most are named: without
// which the value is lowest and highest.
function nameDots(shifts: ShiftPicture): Dot[] {
  const groups = new Map<string, Dot[]>();
  for (const l of shifts.leaveOneOut) {
    const key = l.observed.toFixed(9);
    groups.set(key, [...(groups.get(key) ?? []), { ...l, text: l.date.slice(0, 4) }]);
  }
  const dots = [...groups.values()].map((same): Dot => {
    const years = same.map((d) => d.text).join(', ');
    return { ...same[0]!, text: same.length > 3 ? `any of ${same.length}` : years };
  });
  const values = dots.map((d) => d.observed);
  const ends = [values.indexOf(Math.min(...values)), values.indexOf(Math.max(...values))];
  return dots.map((d, i) => (dots.length <= 8 || ends.includes(i) ? d : { ...d, text: '' }));
}

function bracket(effect: number, scale: LuckScale): Plot.Markish {
  const y = 12;
  const label = `smallest visible effect ${scale.formatEffect(effect)}`;
  const ends = [0, effect];
  const half = textWidth(label, FONT) / 2;
  const middle = Math.min(WIDTH - half, Math.max(half, (toPixel(0, scale) + toPixel(effect, scale)) / 2));
  return [
    Plot.link([0], { x1: 0, x2: effect, y1: y, y2: y, stroke: MUTED, strokeWidth: 1.5 }),
    Plot.link(ends, { x1: (d: number) => d, x2: (d: number) => d, y1: y - 6, y2: y + 1, stroke: MUTED, strokeWidth: 1.5 }),
    Plot.text([label], { x: fromPixel(middle, scale), y: y + 14, fill: INK, ...HALO }),
  ];
}

type Dot = ShiftPicture['leaveOneOut'][number] & { readonly text: string };

function strip(
  dots: readonly Dot[],
  named: readonly (Dot & { lane: number | null })[],
  place: { top: number; scale: LuckScale },
): Plot.Markish {
  const y = place.top + 26;
  const first = Math.min(...dots.map((d) => toPixel(d.observed, place.scale)));
  const heading = 'without the event of';
  const left = first - 30 > textWidth(heading, FONT);
  return [
    Plot.ruleY([y], { stroke: BASE, strokeWidth: 0.75 }),
    Plot.text([heading], { x: fromPixel(left ? 2 : WIDTH - 2, place.scale), y: y - 14, textAnchor: left ? 'start' : 'end', fill: MUTED }),
    Plot.dot(dots, { x: 'observed', y, r: 4, fill: EVENTS, fillOpacity: 0.85 }),
    [0, 1, 2].map((lane) =>
      Plot.text(
        named.filter((d) => d.lane === lane),
        { x: (d: Dot) => fromPixel(labelCentre(d, place.scale), place.scale), y: y + 16 + lane * 17, text: 'text', fill: EVENTS },
      ),
    ),
  ];
}

function toPixel(value: number, { domain }: LuckScale): number {
  return MARGIN.left + ((value - domain[0]) / (domain[1] - domain[0])) * (WIDTH - MARGIN.left - MARGIN.right);
}

function fromPixel(pixel: number, { domain }: LuckScale): number {
  return domain[0] + ((pixel - MARGIN.left) / (WIDTH - MARGIN.left - MARGIN.right)) * (domain[1] - domain[0]);
}
