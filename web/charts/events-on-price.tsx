import type { IChartApi, ISeriesApi } from 'lightweight-charts';
import { useCallback, useMemo, useRef, useState } from 'react';
import { eventLines } from '../../src/contract/figures/event-facts.ts';
import type { Asked } from '../../src/contract/figures/figure-words.ts';
import { levelAt, type PriceView, pathsOf, viewPrices } from '../../src/contract/figures/price-view.ts';
import { priceWords } from '../../src/contract/figures/price-words.ts';
import { spansTenfold } from '../../src/contract/figures/ticks.ts';
import { formatDate, formatOutcome } from '../../src/contract/format.ts';
import type { EventMark, PricePath, StudyPictures } from '../../src/contract/pictures.ts';
import { pageColours } from './colours.ts';
import { EventCard } from './event-card.tsx';
import { EventList, SpanButtons, type Step } from './event-list.tsx';
import { coordinateOf, EventMarks, LANE, LANES, type PaneMarks } from './event-marks.ts';
import { PriceChart, type PriceLine } from './price-chart.tsx';
import { type TimeAxis, timeAxis } from './time-axis.ts';
import { WordedFigure } from './worded-figure.tsx';

/** Heights of the panes: the trigger's, the target's, one alone; the time axis comes below. */
const HEIGHTS = { trigger: 216, target: 300, alone: 330, axis: 28 } as const;
/** How near an event's line the pointer must come, in pixels. */
const NEAR = 14;

interface EventsOnPriceProps {
  readonly pictures: StudyPictures;
  readonly asked: Asked;
  readonly anchor: string;
}

/** Picture 1: the trigger's series above, the target's below on one time axis, a line and a mark for each event, its horizon shaded. */
export function EventsOnPrice({ pictures, asked, anchor }: EventsOnPriceProps) {
  const view = useMemo(() => viewPrices(pictures, asked), [pictures, asked]);
  return view === null ? null : <EventsChart pictures={pictures} asked={asked} anchor={anchor} view={view} />;
}

function EventsChart({ pictures, asked, anchor, view }: EventsOnPriceProps & { readonly view: PriceView }) {
  const words = useMemo(() => priceWords(pictures, asked, view), [pictures, asked, view]);
  const paths = useMemo(() => pathsOf(pictures), [pictures]);
  const axis = useMemo(() => timeAxis(paths), [paths]);
  const lines = useMemo(() => paths.map((path, pane) => lineOf(path, pane, path === pictures.target)), [paths, pictures]);
  const [focused, setFocused] = useState<{ index: number; x: number } | null>(null);
  const drawn = useRef<Drawn | null>(null);
  const focus = useCallback((index: number | null) => {
    for (const marks of drawn.current?.marks ?? []) marks.focus(index);
    setFocused((before) =>
      index === null || drawn.current === null ? null : before?.index === index ? before : { index, x: drawn.current.toX(index) },
    );
  }, []);
  const decorate = useCallback(
    (chart: IChartApi, series: ReadonlyMap<string, ISeriesApi<'Line'>>) => {
      drawn.current = drawEvents({ pictures, asked, view, paths, axis, chart, series });
      return followPointer(chart, drawn.current, { events: pictures.events, focus, onMove: () => setFocused(null) });
    },
    [pictures, asked, view, paths, axis, focus],
  );
  const event = focused === null ? undefined : pictures.events[focused.index];
  const height = HEIGHTS.axis + (paths.length === 1 ? HEIGHTS.alone : HEIGHTS.trigger + HEIGHTS.target);
  return (
    <WordedFigure
      words={words}
      anchor={anchor}
      controls={
        <div className="no-print mt-2 flex flex-col gap-2">
          <SpanButtons
            onSpan={(span) => drawn.current?.show(span)}
            onStep={(step) => drawn.current?.step(step)}
            hasHidden={view.hidden.length > 0}
          />
          <EventList
            events={pictures.events}
            focused={focused?.index ?? null}
            describe={(mark) => eventLines(pictures, mark, asked).join('; ')}
            outcomeOf={(mark) => labelOf(mark, asked)}
            onFocus={focus}
            onChoose={(index) => {
              drawn.current?.center(index);
              focus(null);
              focus(index);
            }}
          />
        </div>
      }
    >
      <div className="relative">
        <PriceChart lines={lines} height={height} decorate={decorate} />
        {event !== undefined && focused !== null && (
          <EventCard x={focused.x} title={formatDate(event.date)} lines={eventLines(pictures, event, asked)} />
        )}
      </div>
    </WordedFigure>
  );
}

function lineOf(path: PricePath, pane: number, isTarget: boolean): PriceLine {
  return {
    id: path.id + pane,
    dates: path.dates,
    values: path.values,
    colour: isTarget ? 'target' : 'ink',
    pane,
    isLog: spansTenfold(path.values),
  };
}

/** What the reader may ask of a drawn chart. */
interface Drawn {
  readonly marks: readonly EventMarks[];
  readonly toX: (index: number) => number;
  /** Brings an event and its horizon into the middle. */
  readonly center: (index: number) => void;
  readonly show: (span: 'own' | 'all' | 'fiveYears') => void;
  readonly step: (step: Step) => void;
}

interface Drawing {
  readonly pictures: StudyPictures;
  readonly asked: Asked;
  readonly view: PriceView;
  readonly paths: readonly PricePath[];
  readonly axis: TimeAxis;
  readonly chart: IChartApi;
  readonly series: ReadonlyMap<string, ISeriesApi<'Line'>>;
}

const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const later = (date: string, days: number): string => iso(Date.parse(date) + days * 86_400_000);

function drawEvents(drawing: Drawing): Drawn {
  const { pictures, view, paths, axis, chart, series } = drawing;
  const colours = pageColours(chart.chartElement());
  const timeScale = chart.timeScale();
  const range = (from: string, to: string) => timeScale.setVisibleLogicalRange({ from: axis.place(from), to: axis.place(to) });
  const marks = paths.map((path, pane) => {
    const line = series.get(path.id + pane) as ISeriesApi<'Line'>;
    const height = HEIGHTS[paths.length === 1 ? 'alone' : path === pictures.target ? 'target' : 'trigger'];
    chart.panes()[pane]?.setStretchFactor(height);
    line.priceScale().applyOptions({ scaleMargins: { top: (LANE * LANES + 26) / height, bottom: 0.06 } });
    const primitive = new EventMarks(paneMarks(drawing, path, colours[path === pictures.target ? 'target' : 'ink']), {
      chart,
      series: line,
      place: axis.place,
      colours,
    });
    chart.panes()[pane]?.attachPrimitive(primitive);
    return primitive;
  });
  const end = iso(view.to);
  chart.applyOptions({ timeScale: { minBarSpacing: 0.01, lockVisibleTimeRangeOnResize: true } });
  range(iso(view.from), end);
  return {
    marks,
    toX: (index) => coordinateOf(chart, axis.place(pictures.events[index]!.date)),
    center: (index) => {
      const { date, endDate } = pictures.events[index] as EventMark;
      range(later(date, -400), later(endDate ?? date, 400));
    },
    step: (step) => stepRange(timeScale, step),
    show: (span) => {
      const [from, to] = {
        own: [iso(view.from), end],
        all: [axis.dates[0]!, end],
        fiveYears: [later(view.lastDate, -1826), end],
      }[span] as [string, string];
      range(from, to);
    },
  };
}

function stepRange(timeScale: ReturnType<IChartApi['timeScale']>, step: Step): void {
  const seen = timeScale.getVisibleLogicalRange();
  if (seen === null) return;
  const third = (seen.to - seen.from) / 3;
  const [from, to] = { earlier: [-third, -third], later: [third, third], closer: [third / 2, -third / 2], wider: [-third, third] }[
    step
  ] as [number, number];
  timeScale.setVisibleLogicalRange({ from: seen.from + from, to: seen.to + to });
}

function paneMarks({ pictures, asked, view, paths }: Drawing, path: PricePath, ink: string): PaneMarks {
  const isTarget = path === pictures.target;
  const isAlone = paths.length === 1;
  const label = (event: EventMark) => {
    const outcome = labelOf(event, asked);
    if (isAlone) return `${formatDate(event.date)} ${outcome}`.trim();
    return isTarget ? outcome : formatDate(event.date);
  };
  return {
    title: `${path.title}${path.unit === '' || path.unit === 'unit not stated' ? '' : `, ${path.unit}`}${spansTenfold(path.values) ? ', log scale' : ''}`,
    ink,
    events: pictures.events,
    labels: pictures.events.map(label),
    levels: pictures.events.map((event) => levelOf(path, event, isTarget)),
    hasHorizons: isTarget,
    claimDate: view.claim === null ? null : view.claim.toISOString().slice(0, 10),
    claimLabel: isTarget || isAlone ? 'claim made' : '',
  };
}

// An event's value belongs to the trigger's first series; beside another one it would stand in the wrong place.
function levelOf(path: PricePath, event: EventMark, isTarget: boolean): number | null {
  const at = isTarget ? event.entryDate : event.date;
  return at === null ? null : levelAt(path, at);
}

function labelOf(event: EventMark, { kind }: Asked): string {
  if (event.status === 'pending') return 'pending';
  if (event.outcome === null) return '';
  return kind === 'hit' ? (event.outcome > 0 ? 'hit' : 'no hit') : formatOutcome(event.outcome, kind);
}

interface Following {
  readonly events: readonly EventMark[];
  readonly focus: (index: number | null) => void;
  readonly onMove: () => void;
}

/** Lifts out the event under the pointer; a card that stands beside a line goes when the line moves. */
function followPointer(chart: IChartApi, drawn: Drawn, { events, focus, onMove }: Following): () => void {
  let hovered: number | null = null;
  chart.subscribeCrosshairMove(({ point }) => {
    if (point === undefined) {
      if (hovered !== null) focus(null);
      hovered = null;
      return;
    }
    const near = events
      .map((_, index) => ({ index, away: Math.abs(drawn.toX(index) - point.x) }))
      .filter(({ away }) => away <= NEAR)
      .sort((a, b) => a.away - b.away)[0];
    const index = near?.index ?? null;
    if (index === hovered) return;
    hovered = index;
    focus(index);
  });
  chart.timeScale().subscribeVisibleLogicalRangeChange(() => {
    if (hovered === null) return;
    hovered = null;
    onMove();
  });
  return () => {
    for (const marks of drawn.marks) marks.focus(null);
  };
}
