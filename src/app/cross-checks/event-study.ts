import type { CrossCheck } from '../../contract/cross-checks.ts';
import { capitalise } from '../../contract/format.ts';
import { marketModelTests } from '../../core/methods/abnormal-returns/market-model-tests.ts';
import { insufficient, isInsufficient } from '../../core/numerics/insufficient.ts';
import { median } from '../../core/numerics/quantile.ts';
import type { JudgedStudy } from '../family.ts';
import { MARKET } from '../market.ts';
import { pOf, row } from './row.ts';

const SHOWN = ['Kolari–Pynnönen', 'BMP', 'GRANK-T', 'Corrado–Zivney', 'generalised sign'];

/** Rejects too often below some thirty events. */
const OVERSIZED = 'GRANK-T';

/** The classical tests of abnormal returns against a market model. */
export function eventStudyChecks({ study, market, outcome, question: { direction } }: JudgedStudy): CrossCheck[] {
  if (study.outcomes.before === null || !study.shifts || outcome.series[0] === MARKET) return [];
  const result = market ? testsAgainst(study, market) : insufficient(`no series ${MARKET} stands for the market here`, 1, 0);
  return SHOWN.map((name, place) => {
    const naming = {
      name: `${name} test`,
      group: 'event study',
      asks: `Cumulative return after the events beyond what a market model on ${MARKET} expects.`,
      page: 'event-study',
      measure: 'statistic',
    } as const;
    const test = isInsufficient(result)
      ? result
      : (result.tests.find((one) => one.name === name)?.result ?? insufficient('the method gives no test', 1, 0));
    return row(naming, test, (found) => ({
      value: found.statistic,
      p: pOf(found, direction),
      observations: found.observations,
      isTest: name !== OVERSIZED && found.observations === study.instances.length,
      note: place > 0 || isInsufficient(result) || result.notes.length === 0 ? null : `${capitalise(result.notes.join('; '))}.`,
    }));
  });
}

function testsAgainst({ instances, outcomes: { target, periods } }: JudgedStudy['study'], market: NonNullable<JudgedStudy['market']>) {
  const entries = Int32Array.from(new Set(Array.from(instances, (i) => periods.entry[i] as number)));
  const lengths = Float64Array.from(instances, (i) => (periods.exit[i] as number) - (periods.entry[i] as number));
  return marketModelTests({ target, benchmark: market, entries, horizon: Math.max(1, Math.round(median(lengths))) });
}
