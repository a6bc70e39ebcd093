import * as Plot from '@observablehq/plot';
import { growthDomain, ownDay, pathsWords } from '../../contract/figures/paths-words.ts';
import { spread } from '../../contract/figures/place-labels.ts';
import { thinEvenly, thinKeepingExtremes } from '../../contract/figures/thin.ts';
import { formatTick, logTicks } from '../../contract/figures/ticks.ts';
import type { ForwardPaths, StudyPictures } from '../../contract/pictures.ts';
import type { Markup } from '../markup.ts';
import { drawSvg } from './draw.ts';
import { type FigureContext, frameFigure } from './figure.ts';
import { BAND_INNER, BAND_OUTER, BASE, EVENTS, GRID, HALO, INK, MUTED } from './theme.ts';

const WIDTH = 480;
const HEIGHT = 384;
const LEFT = 46;
const RIGHT = 62;
const TOP = 30;
const BOTTOM = 44;
const FONT = 13;
/** Most points of a line that is smooth. */
const POINTS = 140;
/** Room for a label's line: on a phone the page sets the text at 16 instead of 13. */
const LABEL = 17;
/** With more events than this only the ends of the fan are named, and what came since. */
const MOST_LABELS = 10;

/**
 * Picture 2, the forward paths: growth of 1 by days after entry on a log scale, each event's path over the band of
 * all admissible dates. Null where there are no paths.
 */
export function forwardPaths(pictures: StudyPictures, context: FigureContext): Markup | null {
  const { paths } = pictures;
  if (paths === null || paths.days.length < 2) return null;
  const words = pathsWords(pictures, paths);
  return frameFigure({
    ...words,
    context,
    className: 'forward-paths',
    svgs: [
      drawSvg({
        id: `${context.id}-drawing`,
        width: WIDTH,
        height: HEIGHT,
        fontSize: FONT,
        alt: words.alt,
        panels: [{ top: 0, options: plotPaths(pictures, paths) }],
      }),
    ],
  });
}

function plotPaths(pictures: StudyPictures, paths: ForwardPaths): Plot.PlotOptions {
  const last = paths.days.at(-1)!;
  const own = paths.days[ownDay(pictures, paths)]!;
  const domain = growthDomain(paths);
  const ticks = logTicks(...domain, 6);
  const horizons = spacedTicks(paths.horizons, last);
  return {
    height: HEIGHT,
    marginLeft: LEFT,
    marginRight: RIGHT,
    marginTop: TOP,
    marginBottom: BOTTOM,
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
        dx: -LEFT + 2,
        dy: -TOP + 9,
        textAnchor: 'start',
        fill: MUTED,
      }),
      Plot.text(['days after entry'], { frameAnchor: 'bottom-right', dy: 37, textAnchor: 'end', fill: MUTED }),
      medianLine(paths),
      paths.events.map((event) => eventLine(paths, event)),
      meanLine(paths),
      endLabels(paths, domain),
    ],
  };
}

function bandOf({ days, band }: ForwardPaths): Plot.Markish {
  const kept = thinEvenly(days.length, POINTS);
  const area = (low: readonly number[], high: readonly number[], fill: string) =>
    Plot.areaY(kept, { x: (i: number) => days[i]!, y1: (i: number) => low[i]!, y2: (i: number) => high[i]!, fill });
  return [area(band.p10, band.p90, BAND_OUTER), area(band.p25, band.p75, BAND_INNER)];
}

function medianLine({ days, band }: ForwardPaths): Plot.Markish {
  const points = thinEvenly(days.length, POINTS).map((i) => [days[i]!, band.p50[i]!]);
  return Plot.line(points, { stroke: BASE, strokeWidth: 2 });
}

type EventPath = ForwardPaths['events'][number];

function eventLine(paths: ForwardPaths, event: EventPath): Plot.Markish {
  const points = thinKeepingExtremes(event.growth, 180).map((i) => [paths.days[i]!, event.growth[i]!]);
  return Plot.line(points, {
    stroke: EVENTS,
    strokeWidth: event.status === 'known' ? 1.1 : 1.5,
    strokeOpacity: paths.events.length > 12 ? 0.4 : 0.85,
    strokeDasharray: event.status === 'known' ? 'none' : '4 3',
  });
}

function meanLine(paths: ForwardPaths): Plot.Markish {
  if (paths.mean === null) return null;
  const { mean } = paths;
  return Plot.line(
    thinEvenly(mean.length, POINTS).map((i) => [paths.days[i]!, mean[i]!]),
    { stroke: EVENTS, strokeWidth: 3.25 },
  );
}

interface EndLabel {
  readonly text: string;
  readonly day: number;
  readonly value: number;
  readonly weight: number;
  readonly fill: string;
}

// Labels stand in the right margin, moved apart, with a hair line back to their path's end.
function endLabels(paths: ForwardPaths, domain: readonly [number, number]): Plot.Markish {
  const last = paths.days.at(-1)!;
  const labels = chooseLabels(paths);
  const toY = (v: number) => TOP + (Math.log(domain[1] / v) / Math.log(domain[1] / domain[0])) * (HEIGHT - TOP - BOTTOM);
  const fromY = (y: number) => domain[1] * Math.exp((-(y - TOP) / (HEIGHT - TOP - BOTTOM)) * Math.log(domain[1] / domain[0]));
  const placed = spread(
    labels.map((l) => ({ at: toY(l.value), size: LABEL })),
    TOP - 4,
    HEIGHT - BOTTOM + 4,
  );
  const pixel = last / (WIDTH - LEFT - RIGHT);
  return labels.map((label, i) => {
    const y = fromY(placed[i]!);
    const away = Math.abs(placed[i]! - toY(label.value)) > 4 || label.day < last;
    return [
      away
        ? Plot.link([0], {
            x1: label.day + pixel,
            y1: label.value,
            x2: last + 9 * pixel,
            y2: y,
            stroke: label.fill,
            strokeWidth: 0.75,
            strokeDasharray: '1 2',
          })
        : null,
      Plot.text([label.text], { x: last, y, dx: 11, textAnchor: 'start', fill: label.fill, fontWeight: label.weight, ...HALO }),
    ];
  });
}

function chooseLabels(paths: ForwardPaths): EndLabel[] {
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
  if (paths.mean !== null) labels.push({ text: 'mean', day: last, value: paths.mean.at(-1)!, weight: 600, fill: EVENTS });
  labels.push({ text: 'all', day: last, value: paths.band.p50.at(-1)!, weight: 400, fill: MUTED });
  return labels;
}

function spacedTicks(days: readonly number[], last: number): number[] {
  const kept: number[] = [];
  for (const day of days.filter((d) => d <= last).toSorted((a, b) => b - a)) {
    const gap = Math.min(day, ...kept.map((k) => k - day)) / last;
    if (gap * (WIDTH - LEFT - RIGHT) >= 22) kept.push(day);
  }
  return kept.toSorted((a, b) => a - b);
}
