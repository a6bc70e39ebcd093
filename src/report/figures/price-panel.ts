import * as Plot from '@observablehq/plot';
import { textWidth } from '../../contract/figures/place-labels.ts';
import { levelAt, type PriceView, time } from '../../contract/figures/price-view.ts';
import { thinKeepingExtremes } from '../../contract/figures/thin.ts';
import { extent, formatTick, linearTicks, logTicks, spansTenfold } from '../../contract/figures/ticks.ts';
import type { EventMark, PricePath } from '../../contract/pictures.ts';
import { type Flag, fromPixel, type PriceFormat } from './price-view.ts';
import { BASE, EVENTS, GRID, HALO, INK, MUTED, PAPER, TARGET } from './theme.ts';

/** One series with the events on it: the trigger's (events at their closes) or the target's (at their entries). */
export interface PricePanel {
  readonly path: PricePath;
  readonly isTarget: boolean;
  /** Whether it is the only one, and so carries dates and outcomes both. */
  readonly alone: boolean;
  /** Room above the frame for title and labels. */
  readonly head: number;
  /** Room above the panel over which the events' lines run on from the panel before. */
  readonly gap: number;
  readonly height: number;
  /** Room below for the time axis; nought where the next panel has it. */
  readonly foot: number;
  readonly id: string;
  readonly view: PriceView;
  readonly format: PriceFormat;
  readonly flags: readonly Flag[];
}

/** Plot options of one series. */
export function plotSeries(panel: PricePanel): Plot.PlotOptions {
  const { format, view, head, foot } = panel;
  const points = pointsOf(panel);
  const y = scaleValues(
    points.map((p) => p.value),
    format,
  );
  return {
    width: format.width,
    height: panel.height,
    marginLeft: format.left,
    marginRight: format.right,
    marginTop: head,
    marginBottom: foot,
    x: { type: 'utc', domain: [new Date(view.from), new Date(view.to)], axis: null },
    y: { type: y.type, domain: y.domain, axis: null },
    marks: [
      unknownRegion(panel),
      Plot.gridY(y.ticks, { stroke: GRID, strokeOpacity: 1 }),
      valueAxis(y.ticks, format),
      foot > 0 ? Plot.axisX({ ticks: format.xTicks, tickSize: 4, label: null, color: MUTED, fontSize: format.fontSize - 1 }) : null,
      panel.isTarget ? horizons(panel) : null,
      Plot.line(points, { x: 'date', y: 'value', stroke: inkOf(panel), strokeWidth: panel.isTarget ? 1.6 : 1.4 }),
      claimLine(panel),
      eventLines(panel),
      panel.flags.map((flag) => dot(flag, panel, y.domain)),
      title(panel, y.type),
      flagTexts(panel),
    ],
  };
}

interface Point {
  readonly date: Date;
  readonly value: number;
}

function pointsOf({ path, view, format }: PricePanel): Point[] {
  const start = Math.max(
    0,
    path.dates.findIndex((d) => d >= view.firstDate),
  );
  const values = path.values.slice(start);
  return thinKeepingExtremes(values, format.points).map((i) => ({ date: new Date(time(path.dates[start + i]!)), value: values[i]! }));
}

interface ValueScale {
  readonly type: 'log' | 'linear';
  readonly domain: [number, number];
  readonly ticks: number[];
}

function scaleValues(values: readonly number[], format: PriceFormat): ValueScale {
  const [low, high] = extent(values);
  if (spansTenfold(values)) {
    const domain: [number, number] = [low * 0.85, high * 1.2];
    return { type: 'log', domain, ticks: logTicks(...domain, format.yTicks) };
  }
  const pad = (high - low || Math.abs(high) || 1) * 0.05;
  const domain: [number, number] = [low >= 0 && low < 0.25 * high ? 0 : low - pad, high + pad];
  return { type: 'linear', domain, ticks: linearTicks(...domain, format.yTicks - 1) };
}

function inkOf(panel: PricePanel): string {
  return panel.isTarget ? TARGET : INK;
}

// `text`, not `tickFormat`: on a log scale Plot leaves out labels that a format gives.
function valueAxis(ticks: number[], format: PriceFormat): Plot.Markish {
  const compact = format.name === 'narrow';
  return Plot.axisY(ticks, {
    tickSize: 0,
    tickPadding: 6,
    label: null,
    color: MUTED,
    fontSize: format.fontSize - 1,
    text: (t: number) => formatTick(t, compact),
  });
}

function title(panel: PricePanel, scale: string): Plot.Markish {
  const { path, view, format, head } = panel;
  return Plot.text([fitTitle(path, scale === 'log' ? ', log scale' : '', format)], {
    x: fromPixel(0, view, format),
    frameAnchor: 'top',
    textAnchor: 'start',
    lineAnchor: 'top',
    dy: -head + 2,
    fill: inkOf(panel),
    fontWeight: 600,
    ...HALO,
  });
}

/** Title, unit and scale; what does not fit on a phone is left to the table. */
function fitTitle(path: PricePath, scale: string, format: PriceFormat): string {
  const unit = path.unit.replace(/ *\(.*\)/, '');
  const titles = [
    `${path.title}, ${path.unit}${scale}`,
    `${path.title}, ${unit}${scale}`,
    `${path.title}${scale}`,
    `${path.id}, ${unit}${scale}`,
  ];
  return titles.find((t) => textWidth(t, format.fontSize * 1.06) <= format.width) ?? `${path.id}${scale}`;
}

function unknownRegion({ view, id }: PricePanel): Plot.Markish {
  if (view.claim === null) return null;
  return Plot.rect([0], { x1: view.claim, x2: new Date(view.to), fill: `url(#${id}-unknown)` });
}

function claimLine({ view, isTarget, alone, gap, head }: PricePanel): Plot.Markish {
  if (view.claim === null) return null;
  const text = Plot.text(['claim made'], { x: view.claim, frameAnchor: 'bottom', textAnchor: 'end', dx: -6, dy: -8, fill: MUTED, ...HALO });
  return [
    Plot.ruleX([view.claim], { stroke: MUTED, strokeWidth: 1.25, insetTop: isTarget && !alone ? -head - gap : 0 }),
    isTarget ? text : null,
  ];
}

function horizons({ view, id }: PricePanel): Plot.Markish {
  const spans = view.shown.filter((e) => e.entryDate !== null && e.status !== 'no outcome');
  const shade = (events: readonly EventMark[], fill: Plot.RectOptions) =>
    Plot.rect(events, {
      x1: (e: EventMark) => new Date(time(e.entryDate!)),
      x2: (e: EventMark) => new Date(e.endDate === null ? view.to : Math.min(time(e.endDate), view.to)),
      ...fill,
    });
  return [
    shade(
      spans.filter((e) => e.status === 'known'),
      { fill: EVENTS, fillOpacity: 0.16 },
    ),
    shade(
      spans.filter((e) => e.status !== 'known'),
      { fill: `url(#${id}-open)`, fillOpacity: 0.45 },
    ),
  ];
}

function eventLines(panel: PricePanel): Plot.Markish {
  const { format, head, gap, alone, isTarget } = panel;
  const joined = isTarget && !alone;
  return panel.flags.map((flag) =>
    Plot.ruleX([flag.at], {
      stroke: flag.event.status === 'no outcome' ? BASE : EVENTS,
      strokeWidth: 1,
      strokeDasharray: flag.event.status === 'known' || flag.event.status === 'no outcome' ? 'none' : '4 3',
      insetTop: joined ? -head - gap : flag.lane === null ? 0 : -(flag.lane + 1) * format.lane + 3,
    }),
  );
}

function dot(flag: Flag, { path, isTarget }: PricePanel, domain: readonly [number, number]): Plot.Markish {
  const { event } = flag;
  const at = isTarget ? event.entryDate : event.date;
  const value = at === null ? null : isTarget ? levelAt(path, at) : event.value;
  // An event's value belongs to the trigger's first series; beside another one it would stand in the wrong place.
  if (at === null || value === null || value < domain[0] || value > domain[1]) return null;
  const known = event.status === 'known';
  return Plot.dot([0], {
    x: new Date(time(at)),
    y: value,
    r: 4,
    fill: known ? EVENTS : PAPER,
    stroke: known ? PAPER : event.status === 'no outcome' ? BASE : EVENTS,
    strokeWidth: known ? 1 : 1.75,
  });
}

// Plot takes one dy and one anchor for a mark, so each lane and each side is a mark of its own.
function flagTexts({ flags, format, isTarget }: PricePanel): Plot.Markish {
  return Array.from({ length: format.lanes }, (_, lane) =>
    [false, true].map((turned) =>
      Plot.text(
        flags.filter((f) => f.lane === lane && f.turned === turned),
        {
          x: 'at',
          text: (f: Flag) => (isTarget ? f.outcome : f.date),
          frameAnchor: 'top',
          textAnchor: turned ? 'end' : 'start',
          dx: turned ? -4 : 4,
          dy: -(lane + 0.5) * format.lane,
          fill: (f: Flag) => (f.event.status === 'no outcome' ? MUTED : EVENTS),
          ...HALO,
        },
      ),
    ),
  );
}
