import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { mean } from '../../numerics/moments.ts';
import { median } from '../../numerics/quantile.ts';
import { requireFinite, requireInteger, requireSameLength } from '../../numerics/require.ts';
import { commonDates, firstIndexFrom } from '../../series/curve.ts';
import { type AbnormalReturns, abnormalReturns } from './abnormal-returns.ts';
import { bmpTest, buyAndHoldTest, crossSectionalTest, patellTest } from './cross-sectional-tests.ts';
import type { EventTest } from './event-test.ts';
import { type DayRange, dayCount, type PlacedEvent } from './event-windows.ts';
import { generalizedSignTest } from './generalized-sign-test.ts';
import { adjustedPatellTest, kolariPynnonenTest } from './kolari-pynnonen-tests.ts';
import { corradoRankTest, corradoZivneyTest, grankTest } from './rank-tests.ts';
import type { WindowOverlaps } from './window-overlaps.ts';

/** Closes on ascending dates, days since 1970-01-01. */
export interface Closes {
  readonly dates: Int32Array;
  readonly values: Float64Array;
}

/** A target, its benchmark, and the closes at which the events are entered. */
export interface MarketModelStudy {
  readonly target: Closes;
  readonly benchmark: Closes;
  /** Indices of the events' entry closes in the target. */
  readonly entries: Int32Array;
  /** In observations of the target. */
  readonly horizon: number;
}

/** A test, or why there is none. */
export interface NamedEventTest {
  readonly name: string;
  readonly result: EventTest | Insufficient;
}

/** The classical tests of a study's events against a market model. */
export interface MarketModelTests {
  /** In observations that target and benchmark have in common, relative to the entry. */
  readonly estimationWindow: DayRange;
  readonly eventWindow: DayRange;
  /** Mean CAR in logs, over the whole event window. */
  readonly cumulativeAverageAbnormalReturn: number;
  readonly averageBuyAndHoldAbnormalReturn: number;
  /** Mean of the events' betas. */
  readonly averageBeta: number;
  readonly tests: readonly NamedEventTest[];
  /** Entries left out, by their place in `entries`, and why. */
  readonly excluded: AbnormalReturns['excluded'];
  readonly overlaps: WindowOverlaps;
  /** What the reader must know of the tests. */
  readonly notes: readonly string[];
  /** Number of events tested. */
  readonly observations: number;
}

/** 250 observations that end 20 before the entry. */
const ESTIMATION_WINDOW: DayRange = { from: -269, to: -20 };
/** Below this the generalised rank test rejects too often: see its docstring. */
const ENOUGH_FOR_GRANK = 30;

/** An event window above a tenth of the estimation window is long for rank tests that take its days as independent. */
const LONG_SHARE = 10;

const METHODS = [
  { name: 'Kolari–Pynnönen', test: kolariPynnonenTest },
  { name: 'adjusted Patell', test: adjustedPatellTest },
  { name: 'BMP', test: bmpTest },
  { name: 'Patell', test: patellTest },
  { name: 'cross-sectional t', test: crossSectionalTest },
  { name: 'buy-and-hold t', test: buyAndHoldTest },
  { name: 'GRANK-T', test: grankTest },
  { name: 'Corrado rank', test: corradoRankTest },
  { name: 'Corrado–Zivney', test: corradoZivneyTest },
  { name: 'generalised sign', test: generalizedSignTest },
] as const;

/**
 * The classical tests of the abnormal returns of a target after its events, against a market model on a benchmark.
 *
 * Log returns from one date that both have to the next, so that a return over a closed day stands beside the other's return over the same days;
 * estimation on the 250 such observations that end 20 before the entry, at least half of them; event window from the first observation after
 * the entry to the horizon's. An entry on a date that the benchmark has not moves to the next that both have.
 *
 * @param study - Closes, entries and the horizon. Where the benchmark has fewer dates, the event window is the median number of common dates in the events' horizons.
 * @returns The tests, or Insufficient for a close that is not above zero or where no event can be judged.
 * @throws RangeError for a close that is not finite, arrays of different length, an entry outside the target or a horizon below 1.
 * @remarks Missing values: refuses. `notes` say where the events' windows overlap: then only the two tests that correct for it,
 * Kolari–Pynnönen and adjusted Patell with the correlation from the calendar, come near their level. Checked against the tests called one by one.
 */
export function marketModelTests(study: MarketModelStudy): MarketModelTests | Insufficient {
  const { target, benchmark } = study;
  requireStudy(study);
  if (![target, benchmark].every(({ values }) => values.every((value) => value > 0))) {
    return insufficient('a log return asks for closes above zero', 1, 0);
  }
  const { left, right } = commonDates(target.dates, benchmark.dates);
  const placed = placeEntries(study, left);
  if (isInsufficient(placed)) return placed;
  const { events, length } = placed;
  const eventWindow = { from: 1, to: length };
  const abnormal = abnormalReturns({ assets: [logReturns(target.values, left)], market: logReturns(benchmark.values, right) }, events, {
    model: { kind: 'market' },
    returns: 'log',
    estimationWindow: ESTIMATION_WINDOW,
    eventWindow,
  });
  if (isInsufficient(abnormal)) return abnormal;
  return {
    estimationWindow: ESTIMATION_WINDOW,
    eventWindow,
    cumulativeAverageAbnormalReturn: abnormal.cumulativeAverageAbnormalReturns.at(-1) as number,
    averageBuyAndHoldAbnormalReturn: abnormal.averageBuyAndHoldAbnormalReturn,
    averageBeta: mean(Float64Array.from(abnormal.events, ({ fit }) => fit.beta)),
    tests: METHODS.map(({ name, test }) => ({ name, result: test(abnormal) })),
    excluded: [
      ...placed.excluded,
      ...abnormal.excluded.map(({ event, reason }) => ({ event: (events[event] as PlacedEntry).entry, reason })),
    ].sort((a, b) => a.event - b.event),
    overlaps: abnormal.overlaps,
    notes: [...placed.notes, ...notesOn(abnormal)],
    observations: abnormal.observations,
  };
}

function requireStudy({ target, benchmark, entries, horizon }: MarketModelStudy): void {
  for (const [name, { dates, values }] of Object.entries({ target, benchmark })) {
    requireSameLength(`the ${name}'s values`, values.length, dates.length);
    requireFinite(`the ${name}'s values`, values);
    const fault = dates.findIndex((day, i) => i > 0 && day <= (dates[i - 1] as number));
    if (fault > 0) throw new RangeError(`the ${name}'s dates must ascend, were ${dates[fault - 1]} and ${dates[fault]} at index ${fault}`);
  }
  requireInteger('the horizon', horizon, { minimum: 1 });
  for (const entry of entries) requireInteger('an entry', entry, { minimum: 0, maximum: target.dates.length - 1 });
}

/** ln(P_i / P_(i−1)) from one common date to the next; NaN for the first. */
const logReturns = (values: Float64Array, common: Int32Array): Float64Array =>
  Float64Array.from(common, (at, i) =>
    i === 0 ? Number.NaN : Math.log((values[at] as number) / (values[common[i - 1] as number] as number)),
  );

interface PlacedEntry extends PlacedEvent {
  /** Its place in `entries`. */
  readonly entry: number;
}

interface PlacedEntries {
  readonly events: readonly PlacedEntry[];
  /** Days of the event window. */
  readonly length: number;
  readonly excluded: readonly { readonly event: number; readonly reason: string }[];
  readonly notes: readonly string[];
}

/** The entries among the common dates, and the length of the event window there. */
function placeEntries({ target, entries, horizon }: MarketModelStudy, common: Int32Array): PlacedEntries | Insufficient {
  const dates = common.map((i) => target.dates[i] as number);
  const events: PlacedEntry[] = [];
  const excluded: { event: number; reason: string }[] = [];
  const lengths: number[] = [];
  entries.forEach((at, entry) => {
    const index = firstIndexFrom(dates, target.dates[at] as number);
    const exit = target.dates[at + horizon];
    if (exit === undefined) excluded.push({ event: entry, reason: 'the horizon is longer than the data' });
    else if (events.some((other) => other.index === index)) {
      excluded.push({ event: entry, reason: 'another event has the same date, among those that target and benchmark have in common' });
    } else if (index >= dates.length) excluded.push({ event: entry, reason: 'the benchmark has no date from the entry on' });
    else {
      events.push({ asset: 0, index, entry });
      lengths.push(firstIndexFrom(dates, exit + 1) - firstIndexFrom(dates, (target.dates[at] as number) + 1));
    }
  });
  if (events.length === 0) return insufficient(`no event can be judged${excluded[0] ? `; of the first: ${excluded[0].reason}` : ''}`, 1, 0);
  const length = Math.floor(median(Float64Array.from(lengths)));
  if (length < 1) return insufficient('no date within the horizon that target and benchmark have in common', 1, 0);
  const moved = events.filter(({ entry, index }) => dates[index] !== target.dates[entries[entry] as number]).length;
  return { events, length, excluded, notes: placementNotes({ moved, length, horizon }) };
}

const placementNotes = ({ moved, length, horizon }: { moved: number; length: number; horizon: number }): string[] => [
  ...(moved > 0 ? [`${counted(moved, 'entry', 'entries')} moved to the next date that the benchmark has`] : []),
  ...(length !== horizon
    ? [`the horizon of ${horizon} observations is ${length} of the dates that target and benchmark have in common`]
    : []),
];

function notesOn({ overlaps, observations, windows }: AbnormalReturns): string[] {
  const { eventWindowPairs, contaminatedEstimations } = overlaps;
  const [before, after] = [dayCount(windows.estimationWindow), dayCount(windows.eventWindow)];
  return [
    ...(eventWindowPairs > 0
      ? [
          `the event windows of ${counted(eventWindowPairs, 'pair', 'pairs')} of events share days: read Kolari–Pynnönen and adjusted Patell alone`,
        ]
      : []),
    ...(contaminatedEstimations > 0
      ? [`the estimation windows of ${counted(contaminatedEstimations, 'event', 'events')} hold days after another event`]
      : []),
    ...(observations < ENOUGH_FOR_GRANK ? [`with fewer than ${ENOUGH_FOR_GRANK} events GRANK-T rejects too often`] : []),
    ...(after * LONG_SHARE > before ? ['over so long an event window the rank tests of Corrado and of Corrado–Zivney are cautious'] : []),
  ];
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
