import type { CrossCheck } from '../../contract/cross-checks.ts';
import { cardinal, formatCount, formatEffect, formatNumber, formatP, formatProbability } from '../../contract/format.ts';
import type { LagResult } from '../../contract/lag.ts';
import { type EpochDay, formatCivilDate, type Span } from '../../core/calendar/civil-date.ts';
import type { Direction } from '../../core/claims/judge-study.ts';
import type { Change } from '../../core/methods/lead-lag/align.ts';
import type { GrangerTest } from '../../core/methods/lead-lag/granger.ts';
import type { Lead } from '../../core/methods/lead-lag/lead.ts';
import { type LeadLag, type LeadLagParts, NOT_ASKED } from '../../core/methods/lead-lag/lead-lag.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../core/numerics/insufficient.ts';
import type { Series } from '../../core/series/series.ts';
import { type Found, type Naming, row } from '../cross-checks/row.ts';
import { windowYears } from '../lag.ts';

/** Names of the two series, for the reader, and how they were asked. */
export interface PairNames {
  readonly a: string;
  readonly b: string;
  /** Default log returns. */
  readonly change?: Change;
  /** Which way the two are said to move together. Default up. */
  readonly direction?: Direction;
}

/** A pair's lead and lag in the contract's shape. */
export function presentLag(
  result: LeadLag,
  names: PairNames,
  { asOf, within, series }: { readonly asOf: EpochDay; readonly within: Span; readonly series: readonly Series[] },
): LagResult {
  const { raw } = result.crossCorrelation;
  const shifts = isInsufficient(result.crossCorrelation.preWhitened) ? null : result.crossCorrelation.preWhitened.shifts;
  const tests = lagTests(result, names);
  return {
    ...names,
    asOf: formatCivilDate(asOf),
    from: formatCivilDate(result.from),
    to: formatCivilDate(result.to),
    observations: result.observations,
    sources: series.map(({ id, source }) => `${id}: ${source}`),
    clock: result.clock.statement,
    tests,
    correlations: isInsufficient(raw)
      ? raw
      : {
          lags: Array.from(raw.values, (_, i) => i - raw.maxLag),
          values: Array.from(raw.values),
          band: shifts && !isInsufficient(shifts) ? shifts.band : null,
        },
    stability: stabilityOf(result),
    windowYears: windowYears(within),
    peakSides: { ...result.peakSides },
    sentence: sentenceOf(result, names, windowYears(within)),
    notes: [
      ...series.flatMap(({ id, notes }) => notes.map((note) => `${id}: ${note}`)),
      'These are many looks at one pair: one small p among them is not a finding.',
      'An event is a record close that ends at least 90 days without one.',
      'In the tests of a lead each value of the leader stands before the follower’s with which it is paired, so that their lags count from 1.',
      'Changes are log returns between the instants at which both are known; a lag counts observations of the pair.',
    ],
  };
}

const naming = (name: string, asks: string, measure: Naming['measure'] = 'statistic'): Naming => ({
  name,
  group: 'lead and lag',
  asks,
  page: 'lead-lag',
  measure,
});

/** Every test of a pair that was asked for, as rows. */
export function lagTests(parts: LeadLagParts, names: PairNames): CrossCheck[] {
  const { a, b } = names;
  return [
    row(
      naming(`${a} and ${b} at the same time`, `Their correlation, once what ${a}’s own past tells is taken out.`),
      parts.sameTime,
      (test): Found => ({
        value: test.peak.value,
        p: isInsufficient(test.p) ? null : test.p,
        observations: test.observations,
        draws: isInsufficient(test.shifts) ? null : test.shifts.draws,
      }),
    ),
    row(
      naming(
        `${a} and ${b} at the same time (Hayashi–Yoshida)`,
        'Do the two move together, each on its own clock? Means are not taken out, so a common drift counts.',
      ),
      parts.hayashiYoshida.sameTime,
      ({ correlation, observations }) => ({
        value: correlation,
        observations: Math.min(observations.x, observations.y),
      }),
    ),
    phaseRow(parts, names),
    ...leadRows(parts.aLeads, a, b),
    contrastRow(parts, 'xLeads', { leader: a, follower: b }),
    ...leadRows(parts.bLeads, b, a),
    contrastRow(parts, 'yLeads', { leader: b, follower: a }),
    row(
      naming(
        `order of events of ${a} and ${b}`,
        `Does ${a}’s event come before ${b}’s more often than shifts allow? Net pairs; p is one-sided.`,
        'count',
      ),
      parts.eventOrder,
      (order) => ({
        value: order.net.observed,
        p: order.net.pUpper,
        observations: order.events.a + order.events.b,
        draws: order.observations,
        note: `${formatCount(order.aFirst.observed, 'pair')} with ${a} first, ${formatNumber(order.bFirst.observed)} with ${b}, within ${formatCount(order.windowDays, 'day')}.`,
      }),
    ),
    ...peakRows(parts, { a, b }),
  ].filter(({ insufficient: why }) => why !== NOT_ASKED);
}

/** The larger p of the F test and of the one that is robust to persistent errors. */
const grangerP = (test: GrangerTest | Insufficient): number | null =>
  isInsufficient(test) ? null : isInsufficient(test.robust) ? test.pF : Math.max(test.pF, test.robust.pF);

/** So many observations of a pair in calendar days. */
export const lagInDays = (lag: number, { from, to, observations }: Pick<LeadLagParts, 'from' | 'to' | 'observations'>): number =>
  Math.round((lag * (to - from)) / observations);

function phaseRow(parts: LeadLagParts, { a, b, change = 'log-return', direction = 'up' }: PairNames): CrossCheck {
  const isGrowth = change === 'log-return';
  const shown = (value: number) => (isGrowth ? formatEffect(value, 'return') : formatNumber(value, 2));
  const { phases } = parts;
  const estimate = isInsufficient(phases)
    ? phases
    : (phases.rows.find(({ estimator }) => estimator === 'newey-west')?.estimate ?? insufficient('the method gives no estimate', 1, 0));
  const verb = isGrowth ? 'grow' : 'rise';
  const asks = `How much more does ${b} ${verb} over stretches in which ${a} rises than over the others? p is one-sided, ${direction === 'up' ? 'for more' : 'for less'}, by Newey–West.`;
  return row(
    naming(`${b} while ${a} rises`, asks, isGrowth ? 'effect' : 'statistic'),
    estimate,
    ({ coefficient, pUpper, observations }) => {
      if (isInsufficient(phases)) return { value: null, observations: 0 };
      const days = formatCount(lagInDays(phases.length, parts), 'day');
      return {
        value: coefficient,
        p: direction === 'up' ? pUpper : 1 - pUpper,
        observations,
        note: `Stretches of ${days}: ${shown(phases.whenUp)} where ${a} rose, ${shown(phases.whenDown)} elsewhere.`,
      };
    },
  );
}

function contrastRow(
  { hayashiYoshida: { contrast } }: LeadLagParts,
  side: 'xLeads' | 'yLeads',
  { leader, follower }: { readonly leader: string; readonly follower: string },
): CrossCheck {
  const asks = `The largest covariation with ${follower} read later, each on its own clock, without moves that share time as they are.`;
  const found = isInsufficient(contrast) ? contrast : contrast[side];
  return row(naming(`${leader} first: Hayashi–Yoshida`, asks), found, ({ peak, circle }) => ({
    value: peak.value,
    p: circle.p,
    observations: isInsufficient(contrast) ? 0 : Math.min(contrast.observations.x, contrast.observations.y),
    draws: circle.draws,
    note: `${formatNumber(Math.abs(peak.shift) / 24, 1)} days apart.`,
  }));
}

function leadRows({ crossCorrelation, granger, todaYamamoto }: Lead, leader: string, follower: string): CrossCheck[] {
  const chosen = isInsufficient(granger) ? granger : granger.test;
  return [
    row(
      naming(
        `${leader} first: cross-correlation`,
        `The largest pre-whitened correlation of ${leader} with a later ${follower}, all lags counted.`,
      ),
      crossCorrelation,
      (test): Found => ({
        value: test.peak.value,
        p: isInsufficient(test.p) ? null : test.p,
        observations: test.observations,
        draws: isInsufficient(test.shifts) ? null : test.shifts.draws,
        note: `At a lag of ${formatNumber(test.peak.lag)}.`,
      }),
    ),
    row(naming(`${leader} first: Granger`, `Do past changes of ${leader} help to foretell those of ${follower}?`), chosen, (test) => ({
      value: test.f,
      p: grangerP(test),
      observations: test.observations,
      note: `Order ${test.order}; the larger of the F test and the one robust to persistent errors.`,
    })),
    row(naming(`${leader} first: Toda–Yamamoto`, `The same on levels, which need not be stationary.`), todaYamamoto, ({ test }) => ({
      value: test.chiSquare,
      p: test.pChiSquare,
      observations: test.observations,
      note: `Order ${test.order}, and ${test.integrationOrder} more that is not tested.`,
    })),
  ];
}

function peakRows({ timeToPeak }: LeadLagParts, { a, b }: PairNames): CrossCheck[] {
  const peak = timeToPeak.bAfterA;
  return [
    row(
      naming(`days to ${b}’s peak after ${a}’s event`, 'Does the peak come sooner than after other dates? p is one-sided.', 'days'),
      peak,
      (found) => ({
        value: found.atEvents.median,
        p: Math.max(found.median.plain.pLower, found.median.eraCentred.pLower),
        observations: found.observations,
        draws: found.admissible,
        note: `After all dates ${formatNumber(found.atAllDates.median)}.`,
      }),
    ),
    row(
      naming(`spread of the days to ${b}’s peak`, 'Are the peaks closer together in time than after other dates? p is one-sided.', 'days'),
      peak,
      (found) => ({
        value: found.spread.observed,
        p: found.spread.pLower,
        observations: found.observations,
        draws: found.admissible,
        note: `Quartiles ${formatNumber(found.atEvents.lowerQuartile)} and ${formatNumber(found.atEvents.upperQuartile)} days.`,
      }),
    ),
  ];
}

function stabilityOf({ rolling, eras }: LeadLag): LagResult['stability'] {
  const pOf = (test: { readonly pF: number } | Insufficient) => (isInsufficient(test) ? null : test.pF);
  const windows = rolling.map(({ from, to, correlation, granger }) => ({
    kind: 'window' as const,
    from: formatCivilDate(from),
    to: formatCivilDate(to),
    sameTime: isInsufficient(correlation) ? null : correlation.sameTime,
    peakLag: isInsufficient(correlation) ? null : correlation.peak.lag,
    peak: isInsufficient(correlation) ? null : correlation.peak.value,
    aFirst: pOf(granger.aToB),
    bFirst: pOf(granger.bToA),
    observations: isInsufficient(correlation) ? 0 : correlation.observations,
  }));
  const halves = eras.map(({ from, to, result }) => {
    const raw = isInsufficient(result) ? result : result.crossCorrelation.raw;
    const whitened = isInsufficient(result) ? result : result.crossCorrelation.preWhitened;
    const causal = (lead: Lead | Insufficient) =>
      isInsufficient(lead) || isInsufficient(lead.granger) ? null : grangerP(lead.granger.test);
    return {
      kind: 'era' as const,
      from: formatCivilDate(from),
      to: formatCivilDate(to),
      sameTime: isInsufficient(raw) ? null : (raw.values[raw.maxLag] as number),
      peakLag: isInsufficient(whitened) ? null : whitened.peak.lag,
      peak: isInsufficient(whitened) ? null : whitened.peak.value,
      aFirst: causal(isInsufficient(result) ? result : result.aLeads),
      bFirst: causal(isInsufficient(result) ? result : result.bLeads),
      observations: isInsufficient(result) ? 0 : result.observations,
    };
  });
  return [...halves, ...windows];
}

function sentenceOf(result: LeadLag, { a, b }: PairNames, years: number): string {
  const { raw } = result.crossCorrelation;
  const same = isInsufficient(raw)
    ? ''
    : `${a} and ${b} move together with a correlation of ${formatNumber(raw.values[raw.maxLag] as number, 2)}. `;
  const lead = (one: Lead, leader: string, follower: string) =>
    isInsufficient(one.crossCorrelation) || isInsufficient(one.crossCorrelation.p)
      ? `Whether ${leader} moves before ${follower} cannot be told`
      : `${leader} before ${follower}: the strongest correlation is ${formatNumber(one.crossCorrelation.peak.value, 2)}, ${formatCount(lagInDays(one.crossCorrelation.peak.lag, result), 'day')} on (${formatP(one.crossCorrelation.p)}${isInsufficient(one.todaYamamoto) ? '' : `; Toda–Yamamoto ${formatProbability(one.todaYamamoto.test.pChiSquare)}`})`;
  const { aFirst, sameTime, bFirst } = result.peakSides;
  const windows = aFirst + sameTime + bFirst;
  const steady =
    windows === 0
      ? ''
      : ` Of ${formatCount(windows, 'window')} of ${cardinal(years)} years ${a} is first in ${aFirst}, ${b} in ${bFirst}, neither in ${sameTime}.`;
  return `${same}${lead(result.aLeads, a, b)}. ${lead(result.bLeads, b, a)}.${steady}`;
}
