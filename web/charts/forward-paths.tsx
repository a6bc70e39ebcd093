import * as Plot from '@observablehq/plot';
import { useCallback, useMemo } from 'react';
import type { FigureWords } from '../../src/contract/figures/figure-words.ts';
import { growthDomain, ownDay, pathsWords } from '../../src/contract/figures/paths-words.ts';
import { spread } from '../../src/contract/figures/place-labels.ts';
import { thinEvenly } from '../../src/contract/figures/thin.ts';
import { formatTick, logTicks } from '../../src/contract/figures/ticks.ts';
import { formatFactor } from '../../src/contract/format.ts';
import type { ForwardPaths as Paths, StudyPictures } from '../../src/contract/pictures.ts';
import { BAND_INNER, BAND_OUTER, BASE, EVENTS, FONT, GRID, HALO, INK, MUTED, TIP } from './paint.ts';
import { PlotDrawing } from './plot-drawing.tsx';
import { WordedFigure } from './worded-figure.tsx';

const HEIGHT = 400;
const MARGIN = { left: 48, right: 60, top: 30, bottom: 44 } as const;
const LABEL = 16;
/** With more events than this only the ends of the fan are named, and what came since. */
const MOST_LABELS = 10;

interface ForwardPathsProps {
  readonly pictures: StudyPictures;
  readonly paths: Paths;
  readonly anchor: string;
  /** Says another finding than that of the whole picture. */
  readonly title?: string;
}

/** Picture 2: growth of 1 after each event over the band of all admissible dates. */
export function ForwardPaths({ pictures, paths, anchor, title }: ForwardPathsProps) {
  const words = useMemo(() => wordsOf(pictures, paths, title), [pictures, paths, title]);
  const options = useCallback((width: number) => plotPaths({ pictures, paths, width }), [pictures, paths]);
  return (
    <WordedFigure words={words} anchor={anchor}>
      <div style={{ minHeight: HEIGHT }}>
        <PlotDrawing options={options} />
      </div>
    </WordedFigure>
  );
}

/** Of paths that came since alone the key has no line for the others. */
function wordsOf(pictures: StudyPictures, paths: Paths, title: string | undefined): FigureWords {
  const words = pathsWords(pictures, paths);
  const hasKnown = paths.events.some(({ status }) => status === 'known');
  return { ...words, title: title ?? words.title, key: words.key.filter(([swatch]) => swatch !== 'events' || hasKnown) };
}

interface Frame {
  readonly pictures: StudyPictures;
  readonly paths: Paths;
  readonly width: number;
}

function plotPaths(frame: Frame): Plot.PlotOptions {
  const { pictures, paths, width } = frame;
  const last = paths.days.at(-1)!;
  const own = paths.days[ownDay(pictures, paths)]!;
  const domain = growthDomain(paths);
  const ticks = logTicks(...domain, 6);
  const horizons = spacedTicks(paths.horizons, last, width);
  return {
    width,
    height: HEIGHT,
    marginLeft: MARGIN.left,
    marginRight: MARGIN.right,
    marginTop: MARGIN.top,
    marginBottom: MARGIN.bottom,
    style: { fontSize: `${FONT}px` },
    x: { type: 'linear', domain: [0, last], axis: null },
    y: { type: 'log', domain, axis: null },
    marks: [
      bandOf(paths),
      Plot.gridY(ticks, { stroke: GRID, strokeOpacity: 1 }),
      Plot.ruleX(horizons, { stroke: MUTED, strokeOpacity: 0.45, strokeDasharray: '1 3' }),
      own === last ? null : Plot.ruleX([own], { stroke: MUTED, strokeWidth: 1 }),
      Plot.ruleY([1], { stroke: INK, strokeWidth: 1 }),
      Plot.axisY(ticks, { tickSize: 0, tickPadding: 6, label: null, color: MUTED, text: (t: number) => `×${formatTick(t, true)}` }),
      Plot.axisX([0, ...horizons], { tickSize: 4, label: null, color: MUTED, tickFormat: (d: number) => String(d) }),
      Plot.text([`growth of 1${pictures.target === null ? '' : ` in ${pictures.target.id}`}, log scale`], {
        frameAnchor: 'top-left',
        dx: -MARGIN.left + 2,
        dy: -MARGIN.top + 9,
        textAnchor: 'start',
        fill: MUTED,
      }),
      Plot.text(['days after entry'], { frameAnchor: 'bottom-right', dy: 37, textAnchor: 'end', fill: MUTED }),
      Plot.line(points(paths.days, paths.band.p50), { stroke: BASE, strokeWidth: 2 }),
      Plot.line(points(paths.days, paths.baseMean), { stroke: BASE, strokeWidth: 1.25, strokeDasharray: '2 3' }),
      paths.events.map((event) => eventLine(paths, event)),
      paths.mean === null ? null : Plot.line(points(paths.days, paths.mean), { stroke: EVENTS, strokeWidth: 3.25 }),
      endLabels(frame, domain),
      underPointer(paths),
    ],
  };
}

const points = (days: readonly number[], values: readonly number[]): [number, number][] => values.map((v, i) => [days[i]!, v]);

function bandOf({ days, band }: Paths): Plot.Markish {
  const at = thinEvenly(days.length, 200);
  const area = (low: readonly number[], high: readonly number[], fill: string) =>
    Plot.areaY(at, { x: (i: number) => days[i]!, y1: (i: number) => low[i]!, y2: (i: number) => high[i]!, fill });
  return [area(band.p10, band.p90, BAND_OUTER), area(band.p25, band.p75, BAND_INNER)];
}

function eventLine(paths: Paths, event: Paths['events'][number]): Plot.Markish {
  const known = event.status === 'known';
  return Plot.line(points(paths.days, event.growth), {
    stroke: EVENTS,
    strokeWidth: known ? 1.1 : 1.6,
    strokeOpacity: paths.events.length > 12 ? 0.4 : 0.85,
    strokeDasharray: known ? 'none' : '4 3',
  });
}

/** A rule on the day under the pointer, and what stood where on it. */
function underPointer(paths: Paths): Plot.Markish {
  const days = paths.days.map((day, i) => ({ day, i }));
  const dots = paths.events.flatMap((event) => event.growth.map((growth, i) => ({ day: paths.days[i]!, growth })));
  return [
    Plot.ruleX(days, Plot.pointerX({ x: 'day', stroke: INK, strokeOpacity: 0.5 })),
    Plot.dot(dots, Plot.pointerX({ x: 'day', y: 'growth', r: 3, fill: EVENTS })),
    Plot.tip(
      days,
      Plot.pointerX({
        x: 'day',
        y: ({ i }: { i: number }) => paths.band.p50[i]!,
        title: ({ day, i }: { day: number; i: number }) => tipText(paths, day, i),
        ...TIP,
      }),
    ),
  ];
}

const MOST_IN_TIP = 9;

function tipText({ band, events, mean }: Paths, day: number, i: number): string {
  const factor = (values: readonly number[]) => formatFactor(values[i] ?? null);
  const there = events.filter(({ growth }) => growth[i] !== undefined).slice(-MOST_IN_TIP);
  return [
    `day ${day}`,
    ...there.map((event) => `${event.date.slice(0, 4)}  ${factor(event.growth)}${event.status === 'known' ? '' : ` (${event.status})`}`),
    ...(mean === null ? [] : [`mean of the events  ${factor(mean)}`]),
    `all dates, median  ${factor(band.p50)}`,
    `middle half  ${factor(band.p25)} to ${factor(band.p75)}`,
    `10 to 90 %  ${factor(band.p10)} to ${factor(band.p90)}`,
  ].join('\n');
}

interface EndLabel {
  readonly text: string;
  readonly day: number;
  readonly value: number;
  readonly weight: number;
  readonly fill: string;
}

// Labels stand in the right margin, moved apart, with a hair line back to their path's end.
function endLabels({ paths, width }: Frame, domain: readonly [number, number]): Plot.Markish {
  const last = paths.days.at(-1)!;
  const labels = chooseLabels(paths);
  const room = HEIGHT - MARGIN.top - MARGIN.bottom;
  const range = Math.log(domain[1] / domain[0]);
  const toY = (v: number) => MARGIN.top + (Math.log(domain[1] / v) / range) * room;
  const fromY = (y: number) => domain[1] * Math.exp((-(y - MARGIN.top) / room) * range);
  const wishes = labels.map((l) => ({ at: toY(l.value), size: LABEL }));
  const placed = spread(wishes, MARGIN.top - 4, HEIGHT - MARGIN.bottom + 4);
  const pixel = last / Math.max(1, width - MARGIN.left - MARGIN.right);
  return labels.map((label, i) => {
    const y = fromY(placed[i]!);
    const isAway = Math.abs(placed[i]! - toY(label.value)) > 4 || label.day < last;
    const lead = { x1: label.day + pixel, y1: label.value, x2: last + 9 * pixel, y2: y, stroke: label.fill };
    return [
      isAway ? Plot.link([0], { ...lead, strokeWidth: 0.75, strokeDasharray: '1 2' }) : null,
      Plot.text([label.text], { x: last, y, dx: 11, textAnchor: 'start', fill: label.fill, fontWeight: label.weight, ...HALO }),
    ];
  });
}

function chooseLabels(paths: Paths): EndLabel[] {
  const ends = paths.events
    .filter((e) => e.growth.length > 0)
    .map((e) => ({
      text: e.date.slice(0, 4),
      day: paths.days[e.growth.length - 1]!,
      value: e.growth.at(-1)!,
      weight: 400,
      fill: EVENTS,
      status: e.status,
    }));
  const known = ends.filter((e) => e.status === 'known').toSorted((a, b) => a.value - b.value);
  const later = ends.filter((e) => e.status !== 'known').slice(-MOST_LABELS / 2);
  const labels: EndLabel[] = ends.length <= MOST_LABELS ? ends : [...known.slice(0, 2), ...known.slice(-2), ...later];
  const last = paths.days.at(-1)!;
  const mean = paths.mean === null ? [] : [{ text: 'mean', day: last, value: paths.mean.at(-1)!, weight: 600, fill: EVENTS }];
  return [...labels, ...mean, { text: 'all', day: last, value: paths.band.p50.at(-1)!, weight: 400, fill: MUTED }];
}

function spacedTicks(days: readonly number[], last: number, width: number): number[] {
  const kept: number[] = [];
  for (const day of days.filter((d) => d <= last).toSorted((a, b) => b - a)) {
    const gap = Math.min(day, ...kept.map((k) => k - day)) / last;
    if (gap * (width - MARGIN.left - MARGIN.right) >= 24) kept.push(day);
  }
  return kept.toSorted((a, b) => a - b);
}
