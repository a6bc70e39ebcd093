import { isStated } from '../../contract/format.ts';
import type { ClaimState } from '../../contract/state.ts';
import type { StudyResult } from '../../contract/study.ts';
import type { JudgedStudy } from '../family.ts';
import { withheldReason } from '../present/withheld-words.ts';

/**
 * What the cases before a claim did, the ones on which its verdict rests: how many went as claimed, beside the base rate. Null where the claim
 * is no study. A p that is not to be stated is left out.
 */
export function pastOf(judged: JudgedStudy | undefined, study: StudyResult | undefined): ClaimState['past'] {
  if (!judged || !study) return null;
  const {
    outcome,
    outcomeKind: kind,
    direction,
    asOf: to,
    observations,
    effectiveObservations: clusters,
    observed,
    baseRate,
    headline,
  } = study;
  const asClaimed = (rate: number | null | undefined) => (rate == null ? null : direction === 'up' ? rate : 1 - rate);
  const hitRate = asClaimed(observed?.hitRate);
  const isTold = isStated(headline.adjusted, headline);
  return {
    ...{ outcome, kind, direction, to, observations, clusters, hitRate },
    hits: hitRate === null ? null : Math.round(hitRate * observations),
    baseRate: asClaimed(baseRate?.stateMatched?.hitRate ?? baseRate?.hitRate),
    p: isTold ? headline.adjusted : null,
    withheld: isTold ? null : withheldReason(judged),
    visibleFactor: study.power?.factor ?? null,
  };
}
