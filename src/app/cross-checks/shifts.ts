import type { CrossCheck } from '../../contract/cross-checks.ts';
import type { Study } from '../../core/methods/event-study/study.ts';
import { rankShiftTest, startYears, volatilityScaledShiftTest } from '../../core/methods/inference/shift-variants.ts';
import { realizedVolatility } from '../../core/methods/risk/realized-volatility.ts';
import { isInsufficient } from '../../core/numerics/insufficient.ts';
import { median } from '../../core/numerics/quantile.ts';
import type { JudgedStudy } from '../family.ts';
import { row } from './row.ts';

/** Variants of the exact shift: by ranks, by volatility, and from later years on. */
export function shiftChecks(judged: JudgedStudy): CrossCheck[] {
  const { study } = judged;
  if (!study.shifts) return [];
  const isReturn = study.outcomes.before !== null;
  return [
    ...(study.outcomes.kind === 'hit' ? [] : [rankCheck(judged)]),
    ...(isReturn ? [volatilityCheck(judged)] : []),
    ...startYearCheck(judged),
  ];
}

function rankCheck({ study, question: { direction } }: JudgedStudy): CrossCheck {
  const naming = {
    name: 'shift of ranks',
    group: 'shifts',
    asks: 'The same shifts on the outcomes’ ranks, so that no single outcome can carry the mean.',
    page: 'small-n',
    measure: 'share',
  } as const;
  return row(naming, rankShiftTest(study.circle), ({ plain, p, dates, observations }) => ({
    value: plain.observed,
    p: p[direction],
    observations,
    draws: dates,
  }));
}

/** Observations of a realised volatility, as DESIGN has it. */
const VOLATILITY_LOOKBACK = 90;

function volatilityCheck({ study, question: { direction } }: JudgedStudy): CrossCheck {
  const naming = {
    name: 'shift of outcomes over volatility',
    group: 'shifts',
    asks: 'The same shifts with each outcome in units of what its own time made usual.',
    page: 'small-n',
    measure: 'statistic',
  } as const;
  const result = volatilityScaledShift(study);
  return row(naming, result, ({ plain, p, dates, observations, leftOut }) => ({
    value: plain.observed,
    p: p[direction],
    observations,
    draws: dates,
    note: leftOut.events > 0 ? `${leftOut.events} of the events come before the volatility could be measured.` : null,
  }));
}

/** The shifts of a study with each outcome over the realised volatility of its target at entry. */
export const volatilityScaledShift = (study: Study): ReturnType<typeof volatilityScaledShiftTest> =>
  volatilityScaledShiftTest({ ...study.circle, ...volatilityAtEntry(study) });

/** Realised volatility of one observation at each admissible date's entry, and the observations of a horizon. */
function volatilityAtEntry({ circle, outcomes: { target, periods } }: Study): { volatility: Float64Array; horizonObservations: number } {
  const perObservation = realizedVolatility(
    target.values,
    Int32Array.from(target.values, (_, i) => i - VOLATILITY_LOOKBACK + 1),
  );
  const lengths = Float64Array.from(circle.indices, (i) => Math.max(1, (periods.exit[i] as number) - (periods.entry[i] as number)));
  return {
    volatility: Float64Array.from(circle.indices, (i) => perObservation[periods.entry[i] as number] as number),
    horizonObservations: median(lengths),
  };
}

/** The weakest p among the studies that begin in a later year and keep most of the events. */
function startYearCheck({ study, question: { direction } }: JudgedStudy): CrossCheck[] {
  const naming = {
    name: 'weakest later start',
    describes: true,
    group: 'shifts',
    asks: 'Had the data begun in a later year, with at least three of the events left: the largest p.',
    page: 'small-n',
    measure: 'effect',
  } as const;
  const able = startYears(study.circle)
    .slice(1)
    .flatMap(({ year, dates, observations, observed, p }) =>
      observations < 3 || observed === null || isInsufficient(p) ? [] : [{ year, dates, observations, observed, p: p[direction] }],
    );
  if (able.length === 0) return [];
  const weakest = able.reduce((worst, one) => (one.p > worst.p ? one : worst));
  return [
    row(
      { ...naming, measure: study.outcomes.kind === 'hit' ? 'share' : 'effect' },
      weakest,
      ({ year, dates, observations, observed, p }) => ({
        value: observed,
        p,
        observations,
        draws: dates,
        note: `From ${year} on.`,
      }),
    ),
  ];
}
