import type { IChartApi, IPanePrimitive, ISeriesApi, Logical, PrimitivePaneViewZOrder } from 'lightweight-charts';
import { intoLanes, textWidth } from '../../src/contract/figures/place-labels.ts';
import type { EventMark } from '../../src/contract/pictures.ts';
import type { PageColours } from './colours.ts';

/** What one pane shows of the events. */
export interface PaneMarks {
  readonly title: string;
  readonly ink: string;
  readonly events: readonly EventMark[];
  /** The label over each event's line; empty for none. */
  readonly labels: readonly string[];
  /** Where each event's dot stands; null for none. */
  readonly levels: readonly (number | null)[];
  /** Whether the horizons are shaded here. */
  readonly hasHorizons: boolean;
  /** From here on nobody knew when the claim was made. */
  readonly claimDate: string | null;
  readonly claimLabel: string;
}

/** Room over the prices for the title and the labels, in pixels. */
export const LANE = 16;
export const LANES = 2;
const TITLE = 22;

type Place = (date: string) => number;

/** Draws the events of one pane: shading below the prices, lines, dots and labels above them. */
export class EventMarks implements IPanePrimitive {
  #focused: number | null = null;
  #update: (() => void) | undefined;
  readonly #views;

  constructor(
    marks: PaneMarks,
    { chart, series, place, colours }: { chart: IChartApi; series: ISeriesApi<'Line'>; place: Place; colours: PageColours },
  ) {
    // Asked once: asking the page in each frame would make it lay itself out.
    const font = `13px ${getComputedStyle(document.body).fontFamily}`;
    const toX = (date: string) => coordinateOf(chart, place(date));
    const view = (zOrder: PrimitivePaneViewZOrder, paint: (canvas: Canvas) => void) => ({
      zOrder: () => zOrder,
      renderer: () => ({
        draw: (target: DrawingTarget) =>
          target.useMediaCoordinateSpace(({ context, mediaSize }) => {
            context.save();
            context.font = font;
            paint({ context, ...mediaSize, toX, series, colours, marks, focused: this.#focused });
            context.restore();
          }),
      }),
    });
    this.#views = [view('bottom', paintGround), view('top', paintMarks)];
  }

  attached({ requestUpdate }: { requestUpdate: () => void }): void {
    this.#update = requestUpdate;
  }

  detached(): void {
    this.#update = undefined;
  }

  paneViews() {
    return this.#views;
  }

  /** Lifts one event out; null lets go. */
  focus(index: number | null): void {
    if (this.#focused === index) return;
    this.#focused = index;
    this.#update?.();
  }
}

/** The pixel of a place on the time axis; the chart itself knows whole places alone. */
export function coordinateOf(chart: IChartApi, place: number): number {
  const whole = Math.floor(place);
  const at = chart.timeScale().logicalToCoordinate(whole as Logical) ?? 0;
  return at + (place - whole) * chart.timeScale().options().barSpacing;
}

/** What a renderer is handed to draw on. */
interface DrawingTarget {
  useMediaCoordinateSpace<T>(draw: (scope: { context: CanvasRenderingContext2D; mediaSize: { width: number; height: number } }) => T): T;
}

interface Canvas {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly toX: Place;
  readonly series: ISeriesApi<'Line'>;
  readonly colours: PageColours;
  readonly marks: PaneMarks;
  readonly focused: number | null;
}

function paintGround(canvas: Canvas): void {
  const { context, width, height, toX, colours, marks, focused } = canvas;
  if (marks.claimDate !== null) {
    const x = Math.max(0, toX(marks.claimDate));
    if (x < width) hatch(canvas, { x, width: width - x, colour: colours.hatch, alpha: 1 });
  }
  if (!marks.hasHorizons) return;
  marks.events.forEach((event, i) => {
    if (event.entryDate === null || event.status === 'no outcome') return;
    const x = toX(event.entryDate);
    const end = event.endDate === null ? width : toX(event.endDate);
    if (end < 0 || x > width) return;
    const span = { x: Math.max(0, x), width: Math.max(1, Math.min(width, end) - Math.max(0, x)) };
    if (event.status === 'known') {
      context.globalAlpha = focused === i ? 0.34 : 0.16;
      context.fillStyle = colours.events;
      context.fillRect(span.x, 0, span.width, height);
      context.globalAlpha = 1;
    } else hatch(canvas, { ...span, colour: colours.events, alpha: focused === i ? 0.7 : 0.4 });
  });
}

function hatch({ context, height }: Canvas, area: { x: number; width: number; colour: string; alpha: number }): void {
  context.save();
  context.beginPath();
  context.rect(area.x, 0, area.width, height);
  context.clip();
  context.globalAlpha = area.alpha;
  context.strokeStyle = area.colour;
  context.lineWidth = 1.75;
  context.beginPath();
  for (let x = area.x - height; x < area.x + area.width; x += 8) {
    context.moveTo(x, height);
    context.lineTo(x + height, 0);
  }
  context.stroke();
  context.restore();
}

function paintMarks(canvas: Canvas): void {
  const { context, width, height, toX, colours, marks, focused } = canvas;
  const lanes = lanesOf(canvas);
  marks.events.forEach((event, i) => {
    const x = Math.round(toX(event.date)) + 0.5;
    if (x < -20 || x > width + 20) return;
    context.globalAlpha = focused === null || focused === i ? 1 : 0.45;
    context.strokeStyle = event.status === 'no outcome' ? colours.base : colours.events;
    context.lineWidth = focused === i ? 2.5 : 1;
    context.setLineDash(event.status === 'known' || event.status === 'no outcome' ? [] : [4, 3]);
    const lane = lanes[i];
    context.beginPath();
    context.moveTo(x, lane === undefined ? TITLE + LANE * LANES : TITLE + lane.lane * LANE + 3);
    context.lineTo(x, height);
    context.stroke();
    context.setLineDash([]);
    dot(canvas, i, x);
    if (lane !== undefined) label(canvas, marks.labels[i] as string, { ...lane, x, isMuted: event.status === 'no outcome' });
    context.globalAlpha = 1;
  });
  claimLine(canvas);
  title(canvas);
}

interface Lane {
  readonly lane: number;
  readonly turned: boolean;
}

/** The lanes of the labels in sight; an event without room for its label has none. */
function lanesOf({ width, toX, marks }: Canvas): Record<number, Lane> {
  const shown = marks.events.flatMap((event, i) => {
    const at = toX(event.date);
    return marks.labels[i] !== '' && at >= 0 && at <= width ? [{ i, at, size: textWidth(marks.labels[i] as string, 13) + 6 }] : [];
  });
  const placed = intoLanes(shown, LANES, width);
  return Object.fromEntries(
    shown.flatMap(({ i }, n) => (placed[n]!.lane === null ? [] : [[i, { lane: placed[n]!.lane, turned: placed[n]!.turned }]])),
  );
}

function label({ context, colours }: Canvas, text: string, at: Lane & { x: number; isMuted: boolean }): void {
  context.textBaseline = 'middle';
  context.textAlign = at.turned ? 'right' : 'left';
  const y = TITLE + (at.lane + 0.5) * LANE;
  ringed(context, { text, x: at.x + (at.turned ? -4 : 4), y, colour: at.isMuted ? colours.muted : colours.events, paper: colours.paper });
}

function dot({ context, series, colours, marks, focused }: Canvas, i: number, x: number): void {
  const level = marks.levels[i];
  const event = marks.events[i] as EventMark;
  const y = level === null || level === undefined ? null : series.priceToCoordinate(level);
  if (y === null) return;
  const isKnown = event.status === 'known';
  context.beginPath();
  context.arc(x, y, focused === i ? 6 : 4, 0, 2 * Math.PI);
  context.fillStyle = isKnown ? colours.events : colours.paper;
  context.fill();
  context.lineWidth = 1.75;
  context.strokeStyle = isKnown ? colours.paper : event.status === 'no outcome' ? colours.base : colours.events;
  context.stroke();
}

function claimLine({ context, width, height, toX, colours, marks }: Canvas): void {
  if (marks.claimDate === null) return;
  const x = Math.round(toX(marks.claimDate)) + 0.5;
  if (x < 0 || x > width) return;
  context.strokeStyle = colours.muted;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x, TITLE);
  context.lineTo(x, height);
  context.stroke();
  if (marks.claimLabel === '') return;
  context.textAlign = 'right';
  context.textBaseline = 'alphabetic';
  ringed(context, { text: marks.claimLabel, x: x - 5, y: height - 8, colour: colours.muted, paper: colours.paper });
}

function title({ context, colours, marks }: Canvas): void {
  context.font = `600 ${context.font}`;
  context.textAlign = 'left';
  context.textBaseline = 'top';
  ringed(context, { text: marks.title, x: 1, y: 4, colour: marks.ink, paper: colours.paper });
}

function ringed(
  context: CanvasRenderingContext2D,
  { text, x, y, colour, paper }: { text: string; x: number; y: number; colour: string; paper: string },
): void {
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = paper;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}
