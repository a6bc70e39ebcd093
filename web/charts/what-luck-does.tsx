import * as Plot from '@observablehq/plot';
import { useCallback, useMemo } from 'react';
import { signedEffect } from '../../src/contract/figures/luck-bins.ts';
import { type LuckWords, luckWords } from '../../src/contract/figures/luck-words.ts';
import { intoLanes, textWidth } from '../../src/contract/figures/place-labels.ts';
import { formatTick, linearTicks } from '../../src/contract/figures/ticks.ts';
import type { ShiftPicture, StudyPictures } from '../../src/contract/pictures.ts';
import { BAND_INNER, BASE, EVENTS, FONT, GRID, HALO, INK, MUTED, TIP } from './paint.ts';
import { PlotDrawing } from './plot-drawing.tsx';
import { WordedFigure } from './worded-figure.tsx';

const MARGIN = { left: 50, right: 18, head: 58, histogram: 190, axis: 50 } as const;

/** Picture 3: the statistic at every other place of the calendar, and what was seen. */
export function WhatLuckDoes({
  pictures,
  shifts,
  anchor,
}: {
  readonly pictures: StudyPictures;
  readonly shifts: ShiftPicture;
  readonly anchor: string;
}) {
  const words = useMemo(() => luckWords(pictures, shifts), [pictures, shifts]);
  const upper = useCallback((width: number) => plotShifts({ shifts, words, width }), [shifts, words]);
  const lower = useCallback((width: number) => plotLeaveOneOut({ shifts, words, width }), [shifts, words]);
  return (
    <WordedFigure words={words} anchor={anchor}>
      <div style={{ minHeight: MARGIN.head + MARGIN.histogram + MARGIN.axis }}>
        <PlotDrawing options={upper} />
      </div>
      <PlotDrawing options={lower} />
    </WordedFigure>
  );
}

interface Frame {
  readonly shifts: ShiftPicture;
  readonly words: LuckWords;
  readonly width: number;
}

const toPixel = (value: number, { words, width }: Frame): number => {
  const [low, high] = words.scale.domain;
  return MARGIN.left + ((value - low) / (high - low)) * (width - MARGIN.left - MARGIN.right);
};
const fromPixel = (pixel: number, { words, width }: Frame): number => {
  const [low, high] = words.scale.domain;
  return low + ((pixel - MARGIN.left) / (width - MARGIN.left - MARGIN.right)) * (high - low);
};

function plotShifts(frame: Frame): Plot.PlotOptions {
  const { shifts, words, width } = frame;
  const { bins, scale, labels } = words;
  const top = Math.max(...bins.map((b) => Math.max(b.plain, b.centred)));
  const counts = linearTicks(0, top, 4);
  const ticks = spacedTicks(frame);
  return {
    width,
    height: MARGIN.head + MARGIN.histogram + MARGIN.axis,
    marginLeft: MARGIN.left,
    marginRight: MARGIN.right,
    marginTop: MARGIN.head,
    marginBottom: MARGIN.axis,
    style: { fontSize: `${FONT}px` },
    x: { type: 'linear', domain: scale.domain, axis: null },
    y: { type: 'linear', domain: [0, top * 1.03], axis: null },
    marks: [
      Plot.gridY(counts, { stroke: GRID, strokeOpacity: 1 }),
      Plot.axisY(counts, { tickSize: 0, tickPadding: 6, label: null, color: MUTED, tickFormat: (t: number) => formatTick(t, false) }),
      Plot.rectY(
        bins.filter((b) => b.centred > 0),
        { x1: 'from', x2: 'to', y: 'centred', fill: BAND_INNER },
      ),
      Plot.line(outline(bins), { stroke: INK, strokeWidth: 1.1, strokeLinejoin: 'miter' }),
      Plot.ruleY([0], { stroke: INK }),
      Plot.axisX(ticks, { tickSize: 4, label: null, color: MUTED, tickFormat: scale.format }),
      Plot.text([words.axis], { frameAnchor: 'bottom-right', textAnchor: 'end', dy: 39, fill: MUTED }),
      Plot.text(['placements'], { frameAnchor: 'top-left', textAnchor: 'start', dx: -MARGIN.left + 2, dy: -10, fill: MUTED, ...HALO }),
      observed({ value: shifts.observedPlain, label: labels[0], lane: 0, isThick: false }, frame),
      observed({ value: shifts.observedCentred, label: labels[1], lane: 1, isThick: true }, frame),
      underPointer(words),
    ],
  };
}

function spacedTicks(frame: Frame): number[] {
  const kept: number[] = [];
  let edge = Number.NEGATIVE_INFINITY;
  for (const tick of frame.words.scale.ticks) {
    const half = textWidth(frame.words.scale.format(tick), FONT) / 2 + 3;
    const at = toPixel(tick, frame);
    if (at - half < edge) continue;
    kept.push(tick);
    edge = at + half;
  }
  return kept;
}

function outline(bins: LuckWords['bins']): [number, number][] {
  const steps = bins.flatMap((b): [number, number][] => [
    [b.from, b.plain],
    [b.to, b.plain],
  ]);
  return [[bins[0]!.from, 0], ...steps, [bins.at(-1)!.to, 0]];
}

/** How many placements stand in the stretch under the pointer. */
function underPointer({ bins, scale }: LuckWords): Plot.Markish {
  const filled = bins
    .filter((b) => b.plain + b.centred > 0)
    .map((b) => ({ ...b, x: (b.from + b.to) / 2, top: Math.max(b.plain, b.centred) }));
  return Plot.tip(
    filled,
    Plot.pointerX({
      x: 'x',
      y: 'top',
      title: (b: (typeof filled)[number]) =>
        `${scale.format(b.from)} to ${scale.format(b.to)}\n${b.plain} placements as it was\n${b.centred} with the era taken out`,
      ...TIP,
    }),
  );
}

function observed(line: { value: number; label: string; lane: number; isThick: boolean }, frame: Frame): Plot.Markish {
  const rise = MARGIN.head - line.lane * 20 - 3;
  const pixel = toPixel(line.value, frame);
  const room = textWidth(line.label, FONT);
  const isRight = pixel + 8 + room <= frame.width || pixel - 8 - room < 0;
  const anchorAt = isRight ? Math.max(0, Math.min(pixel + 8, frame.width - room)) : pixel - 8;
  return [
    Plot.ruleX([line.value], { stroke: EVENTS, strokeWidth: line.isThick ? 2.5 : 1.25, insetTop: -rise }),
    Plot.text([line.label], {
      x: fromPixel(anchorAt, frame),
      frameAnchor: 'top',
      textAnchor: isRight ? 'start' : 'end',
      dy: -rise + 7,
      fill: EVENTS,
      fontWeight: line.isThick ? 600 : 400,
      ...HALO,
    }),
  ];
}

interface Dot {
  readonly observed: number;
  readonly text: string;
  /** Dates of the events whose absence gives this value. */
  readonly dates: readonly string[];
}

/** The bracket of the smallest visible effect, and the dots with one event left out, on the axis of the histogram. */
function plotLeaveOneOut(frame: Frame): Plot.PlotOptions {
  const { shifts, words, width } = frame;
  const effect = signedEffect(shifts);
  const dots = dotsOf(shifts);
  const named = dots.filter((d) => d.text !== '');
  const centre = (d: Dot) => {
    const half = textWidth(d.text, FONT) / 2 + 2;
    return Math.min(width - half, Math.max(half, toPixel(d.observed, frame)));
  };
  const size = (d: Dot) => textWidth(d.text, FONT) + 4;
  const lanes = intoLanes(
    named.map((d) => ({ at: centre(d) - size(d) / 2, size: size(d) })),
    3,
    Number.POSITIVE_INFINITY,
  );
  const rows = dots.length === 0 ? 0 : 1 + Math.max(0, ...lanes.map((l) => l.lane ?? 0));
  const bracketHeight = effect === null ? 0 : 42;
  const height = Math.max(1, bracketHeight + (rows === 0 ? 0 : 36 + rows * 17));
  return {
    width,
    height,
    marginTop: 0,
    marginBottom: 0,
    marginLeft: MARGIN.left,
    marginRight: MARGIN.right,
    style: { fontSize: `${FONT}px` },
    x: { type: 'linear', domain: words.scale.domain, axis: null },
    y: { type: 'linear', domain: [height, 0], range: [height, 0], axis: null },
    marks: [
      effect === null ? null : bracket(effect, frame),
      rows === 0
        ? null
        : strip({ dots, named: named.map((d, i) => ({ ...d, at: centre(d), lane: lanes[i]!.lane })), top: bracketHeight }, frame),
    ],
  };
}

function bracket(effect: number, frame: Frame): Plot.Markish {
  const y = 12;
  const label = `smallest visible effect ${frame.words.scale.formatEffect(effect)}`;
  const half = textWidth(label, FONT) / 2;
  const middle = Math.min(frame.width - half, Math.max(half, (toPixel(0, frame) + toPixel(effect, frame)) / 2));
  return [
    Plot.link([0], { x1: 0, x2: effect, y1: y, y2: y, stroke: MUTED, strokeWidth: 1.5 }),
    Plot.link([0, effect], { x1: (d: number) => d, x2: (d: number) => d, y1: y - 6, y2: y + 1, stroke: MUTED, strokeWidth: 1.5 }),
    Plot.text([label], { x: fromPixel(middle, frame), y: y + 14, fill: INK, ...HALO }),
  ];
}

interface Strip {
  readonly dots: readonly Dot[];
  readonly named: readonly (Dot & { at: number; lane: number | null })[];
  readonly top: number;
}

function strip({ dots, named, top }: Strip, frame: Frame): Plot.Markish {
  const y = top + 26;
  const heading = 'without the event of';
  const first = Math.min(...dots.map((d) => toPixel(d.observed, frame)));
  const isLeft = first - 30 > textWidth(heading, FONT);
  return [
    Plot.ruleY([y], { stroke: BASE, strokeWidth: 0.75 }),
    Plot.text([heading], {
      x: fromPixel(isLeft ? 2 : frame.width - 2, frame),
      y: y - 14,
      textAnchor: isLeft ? 'start' : 'end',
      fill: MUTED,
    }),
    Plot.dot(dots, { x: 'observed', y, r: 4, fill: EVENTS, fillOpacity: 0.85 }),
    [0, 1, 2].map((lane) =>
      Plot.text(
        named.filter((d) => d.lane === lane),
        { x: (d: { at: number }) => fromPixel(d.at, frame), y: y + 16 + lane * 17, text: 'text', fill: EVENTS },
      ),
    ),
  ];
}

// Events whose absence gives the same value share a name. With many, only the lowest and the highest are named.
function dotsOf(shifts: ShiftPicture): Dot[] {
  const groups = Map.groupBy(shifts.leaveOneOut, ({ observed: value }) => value.toFixed(9));
  const dots = [...groups.values()].map((same): Dot => {
    const dates = same.map(({ date }) => date);
    const years = dates.map((date) => date.slice(0, 4)).join(', ');
    return { observed: same[0]!.observed, dates, text: same.length > 3 ? `any of ${same.length}` : years };
  });
  const values = dots.map((d) => d.observed);
  const ends = [values.indexOf(Math.min(...values)), values.indexOf(Math.max(...values))];
  return dots.map((d, i) => (dots.length <= 8 || ends.includes(i) ? d : { ...d, text: '' }));
}
