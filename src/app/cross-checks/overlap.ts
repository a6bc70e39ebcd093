import type { CrossCheck } from '../../contract/cross-checks.ts';
import { instanceEnds, type Study } from '../../core/methods/event-study/study.ts';
import { nonOverlappingCheck } from '../../core/methods/long-horizon/non-overlapping.ts';
import { overlapDummyRegression } from '../../core/methods/long-horizon/overlap-dummy-regression.ts';
import type { SlopeEstimator } from '../../core/methods/long-horizon/overlapping-slope.ts';
import { insufficient, isInsufficient } from '../../core/numerics/insufficient.ts';
import { median } from '../../core/numerics/quantile.ts';
import type { JudgedStudy } from '../family.ts';
import { pOf, row } from './row.ts';

/** What overlapping horizons do to the finding: the first of each run alone, and the regressions that allow for overlap. */
export function overlapChecks(judged: JudgedStudy): CrossCheck[] {
  const { study } = judged;
  if (!study.shifts) return [];
  return [nonOverlapping(judged), ...(study.outcomes.before !== null ? regressions(judged) : [])];
}

function nonOverlapping({ study, question: { direction } }: JudgedStudy): CrossCheck {
  const { entries, ends } = instanceEnds(study.outcomes, study.instances);
  const naming = {
    name: 'first of each run',
    group: 'overlap',
    asks: 'Both exact shifts on events that share no part of their horizons; the larger p.',
    page: 'overlap',
    measure: study.outcomes.kind === 'hit' ? 'share' : 'effect',
  } as const;
  const checkOf = (outcomes: Float64Array) => nonOverlappingCheck(outcomes, study.circle.events, { entries, exits: ends });
  const [plain, centred] = [checkOf(study.circle.outcomes), checkOf(study.centredOutcomes)];
  const both = isInsufficient(plain)
    ? plain
    : isInsufficient(centred)
      ? centred
      : { ...plain, p: Math.max(pOf(plain, direction), pOf(centred, direction)) };
  return row(naming, both, (test) => ({
    value: test.mean,
    p: test.p,
    observations: test.observations,
    // Where nothing overlaps it is the headline once more.
    isTest: test.observations < study.instances.length,
    draws: study.circle.dates.length,
  }));
}

const ESTIMATORS: readonly { estimator: SlopeEstimator; name: string }[] = [
  { estimator: 'newey-west', name: 'Newey–West regression' },
  { estimator: 'hodrick-1b', name: 'Hodrick 1B regression' },
];

function regressions({ study, question: { direction } }: JudgedStudy): CrossCheck[] {
  const regression = dummyRegression(study);
  return ESTIMATORS.map(({ estimator, name }) => {
    const naming = {
      name,
      group: 'overlap',
      describes: true,
      asks: 'Return over the horizon on a dummy for the events, with errors that allow for overlap.',
      page: 'overlap',
      measure: 'effect',
    } as const;
    const estimate = isInsufficient(regression)
      ? regression
      : (regression.rows.find((one) => one.estimator === estimator)?.estimate ?? insufficient('the method gives no estimate', 1, 0));
    return row(naming, estimate, ({ coefficient, pUpper }) => ({
      value: coefficient,
      p: direction === 'up' ? pUpper : 1 - pUpper,
      observations: isInsufficient(regression) ? 0 : regression.events,
      note: 'Its errors are too small with few events: the shifts are the ones to go by.',
    }));
  });
}

/** The regression on the target's own calendar, from the first admissible entry to the last exit. */
function dummyRegression({ circle, instances, outcomes: { target, periods } }: Study) {
  const entryOf = (i: number) => periods.entry[i] as number;
  const first = entryOf(circle.indices[0] as number);
  const last = periods.exit[circle.indices.at(-1) as number] as number;
  const values = target.values.subarray(first, last + 1);
  if (!values.every((value) => value > 0)) return insufficient('a log return asks for closes above zero', 1, 0);
  const returns = values.map((value, i) => (i === 0 ? 0 : Math.log(value / (values[i - 1] as number))));
  const lengths = Float64Array.from(circle.indices, (i) => (periods.exit[i] as number) - entryOf(i));
  const horizon = Math.max(1, Math.round(median(lengths)));
  const events = Int32Array.from(new Set(Array.from(instances, (i) => entryOf(i) - first)));
  return overlapDummyRegression(events, returns, { horizon });
}
