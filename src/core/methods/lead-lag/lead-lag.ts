import { type EpochDay, type Span, spanDays } from '../../calendar/civil-date.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { requireInteger } from '../../numerics/require.ts';
import type { EventSet } from '../../series/curve.ts';
import type { Series } from '../../series/series.ts';
import { breakouts } from '../triggers/breakout.ts';
import { changesOf, type PairedChanges, pairClosest } from './align.ts';
import { type PairClock, pairClock } from './clock.ts';
import { type CrossCorrelations, crossCorrelations } from './cross-correlation.ts';
import { type EventOrder, eventOrder } from './event-order.ts';
import { type HayashiYoshida, hayashiYoshida } from './hayashi-yoshida.ts';
import { type HayashiYoshidaContrast, hayashiYoshidaContrast } from './hayashi-yoshida-contrast.ts';
import { type Lead, type LeadOptions, leadOf, type WhitePeakTest, whitePeakTest } from './lead.ts';
import { type Phases, phases } from './phases.ts';
import { commonEra, type Era, erasOf, eventsWithin, seriesWithin } from './slices.ts';
import { type PeakSides, peakSides, type Rolling, type RollingRow, rollingRows } from './stability.ts';
import { ticksOf } from './ticks.ts';
import { type TimeToPeak, timeToPeak } from './time-to-peak.ts';

/** A question that two series can be asked. */
export type LeadLagQuestion = 'same time' | 'lead' | 'order' | 'timing';

/** How two series are held against each other; all of it is declared before the data are seen. */
export interface LeadLagOptions extends LeadOptions {
  /** How far an event of one may lie from one of the other, and how long a peak is waited for. */
  readonly horizon: Span;
  /** What is asked; the parts that answer other questions are left out, and say so. Default all. */
  readonly asked?: readonly LeadLagQuestion[];
  /** Dates on which a new era begins, ascending. Default none. */
  readonly eraStarts?: readonly EpochDay[];
  /** Default windows of 730 days, every 91. */
  readonly rolling?: Rolling;
  /** Events of each; by default breakouts above the highest close of 250 observations that end 20 before, after 120 quiet ones. */
  readonly events?: { readonly a: EventSet; readonly b: EventSet };
}

/** Lead and lag of a and b over one stretch of time: each part, or why it is missing. */
export interface LeadLagParts extends Era {
  /** How the two clocks lie and from which lag a lead counts. */
  readonly clock: PairClock;
  readonly crossCorrelation: {
    /** Of the changes as they are, at the lags −L … L. */
    readonly raw: CrossCorrelations | Insufficient;
    /** The largest over −L … L after the autoregression of a is taken out; lags with common hours are among them. */
    readonly preWhitened: WhitePeakTest | Insufficient;
  };
  /** The pre-whitened correlation of the pairs as they are, lag 0 alone. */
  readonly sameTime: WhitePeakTest | Insufficient;
  /** What b did over stretches of half of L in which a rose. */
  readonly phases: Phases | Insufficient;
  readonly aLeads: Lead;
  readonly bLeads: Lead;
  readonly hayashiYoshida: {
    readonly sameTime: HayashiYoshida | Insufficient;
    /** Shifts in hours: multiples of the pair's median interval up to L of them either way. */
    readonly contrast: HayashiYoshidaContrast | Insufficient;
  };
  readonly eventOrder: EventOrder | Insufficient;
  readonly timeToPeak: { readonly bAfterA: TimeToPeak | Insufficient; readonly aAfterB: TimeToPeak | Insufficient };
  /** Pairs of changes. */
  readonly observations: number;
}

/** Lead and lag of two series, with its stability. */
export interface LeadLag extends LeadLagParts {
  readonly rolling: readonly RollingRow[];
  readonly peakSides: PeakSides;
  readonly eras: readonly (Era & { readonly result: LeadLagParts | Insufficient })[];
}

const TWO_YEARS_EVERY_QUARTER: Rolling = { windowDays: 730, stepDays: 91 };

/**
 * Does one series lead the other? Cross-correlation, Granger's and Toda and Yamamoto's tests both ways, covariation on clocks of their own,
 * order of events, time to the peak, and all of it by era and in rolling windows.
 *
 * @param a - Any two calendars; instants of knowledge decide what comes first, never dates.
 * @param b - As `a`.
 * @returns The parts, each a value or why it is missing; insufficient where a and b share fewer than L + 1 intervals.
 * @throws RangeError for options outside their range.
 * @remarks Nothing is drawn by chance: all shifts are counted. The parts are many looks at one pair; one small p among them is not a finding.
 * Missing values: a level without a logarithm is insufficient.
 */
export function leadLag(a: Series, b: Series, options: LeadLagOptions): LeadLag | Insufficient {
  requireInteger('the largest lag', options.maxLag, { minimum: 1 });
  requireInteger('the horizon', options.horizon.count, { minimum: 1 });
  const events = options.events ?? { a: usualBreakouts(a), b: usualBreakouts(b) };
  const whole = commonEra(a, b);
  if (!whole) return insufficient('the two series have no common dates', 1, 0);
  const parts = partsWithin(a, b, { era: whole, events, options });
  if (isInsufficient(parts)) return parts;
  const eras = erasOf(whole, options.eraStarts ?? []);
  const rolling = rollingRows(a, b, {
    rolling: options.rolling ?? TWO_YEARS_EVERY_QUARTER,
    maxLag: options.maxLag,
    change: options.change,
    windowDays: spanDays(options.horizon),
    orders: { aToB: orderOf(parts.aLeads), bToA: orderOf(parts.bLeads) },
    events,
    timeToPeak: parts.timeToPeak,
  });
  return {
    ...parts,
    rolling,
    peakSides: peakSides(rolling),
    eras: eras.length < 2 ? [] : eras.map((era) => ({ ...era, result: partsWithin(a, b, { era, events, options }) })),
  };
}

interface Stretch {
  readonly era: Era;
  readonly events: { readonly a: EventSet; readonly b: EventSet };
  readonly options: LeadLagOptions;
}

/** What stands in the place of a part that answers another question. */
export const NOT_ASKED = insufficient('it was not asked', 1, 0);
const NO_LEAD: Lead = { crossCorrelation: NOT_ASKED, granger: NOT_ASKED, todaYamamoto: NOT_ASKED, observations: 0 };

function partsWithin(wholeA: Series, wholeB: Series, { era, events, options }: Stretch): LeadLagParts | Insufficient {
  const { maxLag, horizon, change } = options;
  const [a, b] = [seriesWithin(wholeA, era), seriesWithin(wholeB, era)];
  const changes = changesOf(pairClosest(a, b), change);
  if (isInsufficient(changes)) return changes;
  if (changes.observations <= maxLag)
    return insufficient('the lags reach over all of the common intervals', maxLag + 1, changes.observations);
  const isAsked = (question: LeadLagQuestion) => options.asked?.includes(question) ?? true;
  const ifAsked = <T>(question: LeadLagQuestion, part: () => T): T | Insufficient => (isAsked(question) ? part() : NOT_ASKED);
  const [aEvents, bEvents] = [eventsWithin(events.a, era), eventsWithin(events.b, era)];
  const clock = pairClock(changes, { maxLag, names: { a: a.id, b: b.id } });
  return {
    ...era,
    clock,
    crossCorrelation: bothWays(changes, maxLag),
    sameTime: ifAsked('same time', () => whitePeakTest(changes, { from: 0, to: 0 })),
    phases: ifAsked('same time', () => phases(changes.a, changes.b, Math.ceil(maxLag / 2))),
    aLeads: isAsked('lead') ? leadOf(a, b, options) : NO_LEAD,
    bLeads: isAsked('lead') ? leadOf(b, a, options) : NO_LEAD,
    hayashiYoshida: covariationOf(a, b, { options, stepHours: clock.intervalHours.median, isLeadAsked: isAsked('lead') }),
    eventOrder: ifAsked('order', () => eventOrder(aEvents, bEvents, spanDays(horizon))),
    timeToPeak: {
      bAfterA: ifAsked('timing', () => timeToPeak(aEvents, { target: wholeB, horizon })),
      aAfterB: ifAsked('timing', () => timeToPeak(bEvents, { target: wholeA, horizon })),
    },
    observations: changes.observations,
  };
}

const bothWays = (changes: PairedChanges, maxLag: number): LeadLagParts['crossCorrelation'] => ({
  raw: crossCorrelations(changes.a, changes.b, maxLag),
  preWhitened: whitePeakTest(changes, { from: -maxLag, to: maxLag }),
});

function covariationOf(
  a: Series,
  b: Series,
  { options, stepHours, isLeadAsked }: { readonly options: LeadLagOptions; readonly stepHours: number; readonly isLeadAsked: boolean },
): LeadLagParts['hayashiYoshida'] {
  const ticks = ticksOf(a, b, options.change);
  if (isInsufficient(ticks)) return { sameTime: ticks, contrast: ticks };
  const shifts = Float64Array.from({ length: 2 * options.maxLag + 1 }, (_, i) => (i - options.maxLag) * stepHours);
  return {
    sameTime: hayashiYoshida(ticks.x, ticks.y),
    contrast: isLeadAsked ? hayashiYoshidaContrast(ticks.x, ticks.y, shifts) : NOT_ASKED,
  };
}

/** The order of Granger's test; 1 where there is none. */
const orderOf = ({ granger }: Lead): number => (isInsufficient(granger) || isInsufficient(granger.test) ? 1 : granger.test.order);

/** Breakouts above the highest close of 250 observations that end 20 before the date, after 120 quiet ones. */
function usualBreakouts({ dates, values, knownAt, schedule }: Series): EventSet {
  const rule = { lookback: { count: 250 }, gap: { count: 20 }, quiet: { count: 120 }, margin: 0, first: 0 };
  const { on, warmup } = breakouts(dates, values, rule);
  return { dates, values, knownAt, schedule, on, warmup, notes: [] };
}
