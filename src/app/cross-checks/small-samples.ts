import type { CrossCheck } from '../../contract/cross-checks.ts';
import { formatNumber, formatProbability } from '../../contract/format.ts';
import { clusterCount } from '../../core/claims/judge-study.ts';
import { clusterMeans } from '../../core/methods/event-study/clusters.ts';
import { outcomesAtEvents } from '../../core/methods/event-study/study.ts';
import { binomialTest, clopperPearsonInterval } from '../../core/methods/inference/binomial-test.ts';
import { lowestSignFlipP } from '../../core/methods/inference/p-floor.ts';
import { signFlipTest } from '../../core/methods/inference/sign-flip.ts';
import { insufficient, isInsufficient } from '../../core/numerics/insufficient.ts';
import { mean } from '../../core/numerics/moments.ts';
import type { JudgedStudy } from '../family.ts';
import { pOf, row } from './row.ts';

/** Exact tests on the clusters: hits against the base rate, and the sign of what each cluster shows. */
export function smallSampleChecks(judged: JudgedStudy): CrossCheck[] {
  return [...hitChecks(judged), ...(judged.study.outcomes.kind === 'hit' ? [] : [signFlipCheck(judged)])];
}

function hitChecks({ study, placebos, question: { direction } }: JudgedStudy): CrossCheck[] {
  const overall = study.baseRate?.hitRate ?? null;
  if (study.clusterHits === null || overall === null) return [];
  const matched = study.outcomes.kind === 'hit' ? placebos.find(({ name }) => name === 'state-matched')?.expected : undefined;
  const counted = { hits: study.clusterHits, trials: clusterCount(study) };
  const interval = clopperPearsonInterval(counted, { level: 0.9 });
  const naming = {
    name: 'exact binomial on clusters',
    group: 'small samples',
    asks: 'Do more clusters hit than the base rate would give by chance?',
    page: 'small-n',
    measure: 'share',
  } as const;
  return [
    row(naming, binomialTest(counted, matched ?? overall), (test) => ({
      value: counted.hits / counted.trials,
      interval: isInsufficient(interval) ? null : { level: interval.level, low: interval.lower, high: interval.upper },
      p: pOf(test, direction),
      observations: test.observations,
      note: `The lowest p that ${formatNumber(counted.trials)} clusters can give is ${test.lowestP[direction].toPrecision(2)}; the interval is Clopper–Pearson's.`,
    })),
  ];
}

function signFlipCheck({ study, question: { direction, seed } }: JudgedStudy): CrossCheck {
  const base = study.circle.outcomes.length > 0 ? mean(study.circle.outcomes) : 0;
  const excess = clusterMeans(study.clusters, outcomesAtEvents(study)).map((value) => value - base);
  const naming = {
    name: 'exact sign flip on clusters',
    group: 'small samples',
    asks: 'Is the clusters’ mean away from the base rate, had each been as likely above as below?',
    page: 'small-n',
    measure: 'effect',
  } as const;
  const result = study.shifts ? signFlipTest(excess, { seed }) : insufficient('no event has a complete outcome', 1, 0);
  return row(naming, result, (test) => ({
    value: mean(excess),
    p: pOf(test, direction),
    observations: test.observations,
    draws: test.draws,
    note: `It takes the outcomes as symmetric about the base rate, which those of crypto are not; the lowest p that ${formatNumber(test.observations)} clusters can give is ${formatProbability(lowestSignFlipP(test.observations))}.`,
  }));
}
