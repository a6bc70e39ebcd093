import type { Indicator } from '../../contract/indicators.ts';
import { makeSchedule } from '../../core/calendar/calendars.ts';
import { type EpochDay, isoWeekStart } from '../../core/calendar/civil-date.ts';
import { countUpTo } from '../../core/calendar/schedule.ts';
import { expandingMidRanks, isStaleAt } from '../../core/evidence/standing.ts';
import type { Checked } from '../../core/language/check.ts';
import { evaluateSeries } from '../../core/language/evaluate.ts';
import type { Curve } from '../../core/series/curve.ts';
import { endOfDay } from '../../core/series/panel.ts';
import type { Series } from '../../core/series/series.ts';
import { environmentAsOf, type Panel } from '../panel.ts';
import { type Evidential, PAST, readable, standingAsOf, towardsThesis } from './indicator-reading.ts';

/** The equal-weight reading at the end of each week, from what was known then. */
export interface ReadingHistory {
  /** Fridays, days since 1970-01-01. */
  readonly dates: Int32Array;
  /** Mean percentile of the indicators that could be read, turned so that high speaks for the thesis. */
  readonly percentiles: Float64Array;
  /** How many could be read. */
  readonly indicators: Int32Array;
}

/** Fewer indicators than these are no reading of a whole. */
export const FEWEST = 5;
const FRIDAY = 4;

/** The reading of every week up to the date of the question in which enough indicators could be read. */
export function readingHistory(indicators: readonly Indicator[], { panel, known, asOf }: Evidential): ReadingHistory {
  const read = indicators.flatMap((indicator) => {
    const checked = readable(indicator, known);
    return checked ? [weeklyOf(indicator, checked, { panel, asOf })] : [];
  });
  const first = Math.min(...read.map(({ from }) => from));
  const weeks = Number.isFinite(first) ? fridays(first, asOf) : new Int32Array(0);
  const found = Array.from(weeks, (week) => read.map(({ at }) => at(week)).filter((share) => !Number.isNaN(share)));
  const kept = Int32Array.from(found.keys()).filter((i) => (found[i] as number[]).length >= FEWEST);
  return {
    dates: Int32Array.from(kept, (i) => weeks[i] as number),
    percentiles: Float64Array.from(kept, (i) => meanOf(found[i] as number[])),
    indicators: Int32Array.from(kept, (i) => (found[i] as number[]).length),
  };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function fridays(from: EpochDay, to: EpochDay): Int32Array {
  const first = isoWeekStart(from) + FRIDAY;
  return Int32Array.from({ length: Math.max(0, Math.floor((to - first) / 7) + 1) }, (_, i) => first + 7 * i);
}

interface Weekly {
  /** Date of the first value. */
  readonly from: EpochDay;
  /** The turned percentile at the end of a date; NaN where it could not be read. */
  readonly at: (week: EpochDay) => number;
}

/**
 * An indicator at any date. Where no series behind it was ever revised, cutting off the future changes nothing, and one evaluation gives
 * all dates; else each date is evaluated as of then.
 */
function weeklyOf(indicator: Indicator, checked: Checked, { panel, asOf }: Pick<Evidential, 'panel' | 'asOf'>): Weekly {
  const curve = evaluateSeries(checked, environmentAsOf(panel, asOf));
  const from = curve.dates[curve.warmup] ?? Number.POSITIVE_INFINITY;
  if (checked.series.some((id) => panel.series.get(id)?.versions))
    return { from, at: (week) => asOfThen(indicator, checked, { panel, week }) };
  const values = withoutMissing(curve);
  const places = expandingMidRanks(values.values);
  return {
    from,
    at(week) {
      const i = countUpTo(values.knownAt, endOfDay(week)) - 1;
      if (i < PAST - 1 || isStaleAt(values, i, week)) return Number.NaN;
      return towardsThesis(indicator, places[i] as number);
    },
  };
}

function asOfThen(indicator: Indicator, checked: Checked, { panel, week }: { panel: Panel; week: EpochDay }): number {
  const standing = standingAsOf(checked, panel, week);
  if (!standing || standing.isStale || standing.observations < PAST) return Number.NaN;
  return towardsThesis(indicator, standing.midRank);
}

/** A curve from its warm-up on, without the dates on which it has no value. */
export function withoutMissing(curve: Curve): Curve {
  const keep = Int32Array.from(curve.dates.keys()).filter((i) => i >= curve.warmup && !Number.isNaN(curve.values[i]));
  const pick = (from: Int32Array | Float64Array) => Float64Array.from(keep, (i) => from[i] as number);
  return { ...curve, dates: Int32Array.from(pick(curve.dates)), values: pick(curve.values), knownAt: pick(curve.knownAt), warmup: 0 };
}

/** Id under which the reading can be asked like any series. */
export const READING = 'EVIDENCE';

/** The history as a series: each value is known at the end of its Friday. */
export const readingSeries = ({ dates, percentiles }: ReadingHistory, title: string): Series => ({
  id: READING,
  title,
  unit: 'share',
  calendar: 'weekly-utc',
  dates,
  values: percentiles,
  knownAt: Float64Array.from(dates, endOfDay),
  schedule: makeSchedule('weekly-utc', dates),
  source: 'computed from the indicators',
  notes: [],
});
