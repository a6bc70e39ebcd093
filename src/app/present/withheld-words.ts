import { formatP } from '../../contract/format.ts';
import { beforeEvidence, clusterCount } from '../../core/claims/judge-study.ts';
import { whyWithheld } from '../../core/claims/withholding.ts';
import type { JudgedStudy } from '../family.ts';

/** Why the small p of a study are not stated, as one sentence; null where they are, or where none is small. */
export function withheldWords({
  study,
  standing,
  question: { direction },
}: Pick<JudgedStudy, 'study' | 'standing' | 'question'>): string | null {
  const before = beforeEvidence(study, direction);
  const reservations = { clusters: clusterCount(study), before: 'p' in before ? before.p : null };
  const own = [study.headline, standing?.raw, standing?.adjusted].flatMap((p) => (p ? [p[direction]] : []));
  const reasons = own.map((p) => whyWithheld(p, reservations));
  if (reasons.includes('before the event')) {
    const moved = direction === 'up' ? 'risen' : 'fallen';
    return `The p is withheld: the target had already ${moved} as unusually over the same span before the events (${formatP(reservations.before)}), and luck alone then gives a small p too often.`;
  }
  if (reasons.includes('few clusters')) {
    return 'The p is withheld: from fewer than six independent cases luck alone gives p of up to 0.10 more often than they say.';
  }
  return null;
}
