import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { median } from '../../numerics/quantile.ts';
import { requireInteger } from '../../numerics/require.ts';
import type { EventSet } from '../../series/curve.ts';
import type { Series } from '../../series/series.ts';
import { type Change, changesOf, pairAsKnown, pairClosest } from './align.ts';
import { crossCorrelations, type Lagged, peakOf } from './cross-correlation.ts';
import { type EventOrder, eventOrder } from './event-order.ts';
import { grangerOrders } from './granger-orders.ts';
import { type HayashiYoshida, hayashiYoshida } from './hayashi-yoshida.ts';
import { commonEra, type Era, eventsWithin, seriesWithin } from './slices.ts';
import { ticksOf } from './ticks.ts';
import type { TimeToPeak } from './time-to-peak.ts';

/** Windows of so many calendar days, a new one every so many. */
export interface Rolling {
  readonly windowDays: number;
  readonly stepDays: number;
}

/** Granger's F of one order, on the values of a window. */
export interface RollingGranger {
  readonly order: number;
  readonly f: number;
  readonly pF: number;
  readonly observations: number;
}

/** What the lead and lag look like in one window. */
export interface RollingRow extends Era {
  /** Correlation at the same time and the largest in absolute value within ±L, of the changes as they are. */
  readonly correlation: { readonly sameTime: number; readonly peak: Lagged; readonly observations: number } | Insufficient;
  /** At the order of the whole sample. */
  readonly granger: { readonly aToB: RollingGranger | Insufficient; readonly bToA: RollingGranger | Insufficient };
  readonly hayashiYoshida: HayashiYoshida | Insufficient;
  readonly eventOrder: EventOrder | Insufficient;
  /** Median days to the peak after the events of the window. */
  readonly daysToPeak: { readonly bAfterA: number | Insufficient; readonly aAfterB: number | Insufficient };
}

/** How often the largest correlation of a window has a first, b first, or neither. */
export interface PeakSides {
  readonly aFirst: number;
  readonly sameTime: number;
  readonly bFirst: number;
}

/** What the windows are measured with. */
export interface RollingOptions {
  readonly rolling: Rolling;
  readonly maxLag: number;
  readonly change: Change | undefined;
  readonly windowDays: number;
  /** Order of Granger's test each way. */
  readonly orders: { readonly aToB: number; readonly bToA: number };
  readonly events: { readonly a: EventSet; readonly b: EventSet };
  readonly timeToPeak: { readonly bAfterA: TimeToPeak | Insufficient; readonly aAfterB: TimeToPeak | Insufficient };
}

/**
 * Correlation, lead, Granger's test, covariation, order of events and time to the peak in rolling windows of the common time.
 *
 * @param a - Any two calendars.
 * @param b - As `a`.
 * @returns One row for each window that lies within the common time, in time order; none where it is shorter than a window.
 * @throws RangeError for windows or steps that are no whole number from 1.
 * @remarks Windows overlap, so neighbours are no independent evidence; nothing here is a test of change. Missing values: as the parts.
 */
export function rollingRows(a: Series, b: Series, options: RollingOptions): RollingRow[] {
  const { windowDays, stepDays } = options.rolling;
  requireInteger('the rolling window in days', windowDays, { minimum: 1 });
  requireInteger('the step in days', stepDays, { minimum: 1 });
  const whole = commonEra(a, b);
  if (!whole) return [];
  const count = Math.max(0, Math.floor((whole.to - whole.from + 1 - windowDays) / stepDays) + 1);
  return Array.from({ length: count }, (_, i) => {
    const from = whole.from + i * stepDays;
    return rowOf(a, b, { era: { from, to: from + windowDays - 1 }, ...options });
  });
}

function rowOf(wholeA: Series, wholeB: Series, { era, ...options }: RollingOptions & { readonly era: Era }): RollingRow {
  const [a, b] = [seriesWithin(wholeA, era), seriesWithin(wholeB, era)];
  const ticks = ticksOf(a, b, options.change);
  const [aEvents, bEvents] = [eventsWithin(options.events.a, era), eventsWithin(options.events.b, era)];
  return {
    ...era,
    correlation: correlationOf(a, b, options),
    granger: {
      aToB: grangerOf(a, b, { order: options.orders.aToB, change: options.change }),
      bToA: grangerOf(b, a, { order: options.orders.bToA, change: options.change }),
    },
    hayashiYoshida: isInsufficient(ticks) ? ticks : hayashiYoshida(ticks.x, ticks.y),
    eventOrder: eventOrder(aEvents, bEvents, options.windowDays),
    daysToPeak: { bAfterA: medianDays(options.timeToPeak.bAfterA, era), aAfterB: medianDays(options.timeToPeak.aAfterB, era) },
  };
}

function correlationOf(a: Series, b: Series, { maxLag, change }: RollingOptions): RollingRow['correlation'] {
  const changes = changesOf(pairClosest(a, b), change);
  if (isInsufficient(changes)) return changes;
  const needed = 4 * maxLag + 2;
  if (changes.observations < needed) return insufficient('the lags reach over half of the data', needed, changes.observations);
  const found = crossCorrelations(changes.a, changes.b, maxLag);
  if (isInsufficient(found)) return found;
  return {
    sameTime: found.values[maxLag] as number,
    peak: peakOf(found, { from: -maxLag, to: maxLag }),
    observations: changes.observations,
  };
}

function grangerOf(
  cause: Series,
  effect: Series,
  { order, change }: { readonly order: number; readonly change: Change | undefined },
): RollingGranger | Insufficient {
  const changes = changesOf(pairAsKnown(cause, effect), change);
  if (isInsufficient(changes)) return changes;
  // By the lag recursion, since there are many windows; the last of the orders stands on the same values as a test of that order alone.
  const found = grangerOrders(changes.a, changes.b, order);
  if (isInsufficient(found)) return found;
  const { f, p } = found.aToB;
  return { order, f: f[order - 1] as number, pF: p[order - 1] as number, observations: found.observations };
}

function medianDays(found: TimeToPeak | Insufficient, { from, to }: Era): number | Insufficient {
  if (isInsufficient(found)) return found;
  const days = found.days.filter((_, i) => (found.dates[i] as number) >= from && (found.dates[i] as number) <= to);
  return days.length > 0 ? median(days) : insufficient('no event of the window has a complete horizon', 1, 0);
}

/** Counts on which side of 0 the largest correlation lies, over the rows that have one. */
export function peakSides(rows: readonly RollingRow[]): PeakSides {
  const lags = rows.flatMap(({ correlation }) => (isInsufficient(correlation) ? [] : [correlation.peak.lag]));
  const count = (holds: (lag: number) => boolean) => lags.filter(holds).length;
  return { aFirst: count((lag) => lag > 0), sameTime: count((lag) => lag === 0), bFirst: count((lag) => lag < 0) };
}
