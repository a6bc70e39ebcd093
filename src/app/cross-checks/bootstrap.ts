import type { CrossCheck } from '../../contract/cross-checks.ts';
import { formatNumber } from '../../contract/format.ts';
import { bootstrapMeanDifference } from '../../core/methods/bootstrap/bootstrap-mean-difference.ts';
import { outcomeBootstrapTest, stationaryBootstrapTest } from '../../core/methods/bootstrap/stationary-bootstrap-test.ts';
import type { Study } from '../../core/methods/event-study/study.ts';
import { insufficient } from '../../core/numerics/insufficient.ts';
import type { JudgedStudy } from '../family.ts';
import { pOf, row } from './row.ts';

/** The stationary bootstrap: an interval for the difference from the base rate, and a test on targets that know nothing of the events. */
export function bootstrapChecks(judged: JudgedStudy): CrossCheck[] {
  if (!judged.study.shifts) return [];
  // Hits that all went one way have no spread of their own to resample; the exact interval stands beside the binomial test.
  return judged.study.outcomes.kind === 'hit' ? [testOf(judged)] : [intervalOf(judged), testOf(judged)];
}

function intervalOf({ study, question: { seed } }: JudgedStudy): CrossCheck {
  const naming = {
    name: 'bootstrap interval',
    group: 'bootstrap',
    asks: 'How far from the base rate may the outcome after such events be?',
    page: 'bootstrap',
    measure: 'effect',
  } as const;
  const result = bootstrapMeanDifference({ ...study.circle, clusters: study.clusters }, { seed });
  return row(naming, result, ({ difference, expandedPercentile, meanBlockLength, draws, effectiveObservations }) => ({
    value: difference,
    interval: { level: expandedPercentile.level, low: expandedPercentile.lower, high: expandedPercentile.upper },
    observations: effectiveObservations,
    draws,
    note: `Percentile interval, widened for few clusters; mean block of ${formatNumber(meanBlockLength)} dates.`,
  }));
}

function testOf({ study, question: { seed, direction } }: JudgedStudy): CrossCheck {
  const naming = {
    name: 'bootstrap of the target',
    group: 'bootstrap',
    asks: 'Targets made of pieces of this one, the events left where they are: how often do they do as well?',
    page: 'bootstrap',
    measure: study.outcomes.kind === 'hit' ? 'share' : 'effect',
  } as const;
  const result =
    study.outcomes.before !== null
      ? returnsResampled(study, seed)
      : outcomeBootstrapTest(study.circle.outcomes, study.circle.events, { seed });
  return row(naming, result, (test) => ({
    value: test.observed,
    p: pOf(test, direction),
    observations: test.observations,
    draws: test.draws,
    note: `Mean block of ${formatNumber(test.meanBlockLength)}.`,
  }));
}

/** On the target's own closes, from the first admissible entry to the last exit. */
function returnsResampled({ circle, instances, outcomes: { target, periods } }: Study, seed: number) {
  const first = periods.entry[circle.indices[0] as number] as number;
  const last = periods.exit[circle.indices.at(-1) as number] as number;
  const closes = target.values.subarray(first, last + 1);
  if (!closes.every((value) => value > 0)) return insufficient('a log return asks for closes above zero', 1, 0);
  const held = instances.filter((i) => (periods.exit[i] as number) > (periods.entry[i] as number));
  const at = (place: Int32Array) => Int32Array.from(held, (i) => (place[i] as number) - first);
  return stationaryBootstrapTest(
    { logPrices: closes.map((value) => Math.log(value)), entries: at(periods.entry), exits: at(periods.exit) },
    { seed },
  );
}
