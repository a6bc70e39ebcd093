import { formatP } from '../../contract/format.ts';
import { beforeEvidence, clusterCount } from '../../core/claims/judge-study.ts';
import { whyWithheld } from '../../core/claims/withholding.ts';
import type { JudgedStudy } from '../family.ts';

type Asked = Pick<JudgedStudy, 'study' | 'standing' | 'question'>;

/** Why the small p of a study are not stated; null where they are, or where none is small. */
export function withheldReason(judged: Asked): ReturnType<typeof whyWithheld> {
  const { study, standing, question } = judged;
  const own = [study.headline, standing?.raw, standing?.adjusted].flatMap((p) => (p ? [p[question.direction]] : []));
  const reasons = own.map((p) => whyWithheld(p, { clusters: clusterCount(study), before: beforeOf(judged) }));
  return reasons.find((reason) => reason === 'before the event') ?? reasons.find((reason) => reason !== null) ?? null;
}

/** The same as one sentence. */
export function withheldWords(judged: Asked): string | null {
  const reason = withheldReason(judged);
  if (reason === 'before the event') {
    const moved = judged.question.direction === 'up' ? 'risen' : 'fallen';
    return `The p is withheld: the target had already ${moved} as unusually over the same span before the events (${formatP(beforeOf(judged))}), and luck alone then gives a small p too often.`;
  }
  if (reason === 'few clusters') {
    return 'The p is withheld: from fewer than six independent cases luck alone gives p of up to 0.10 more often than they say.';
  }
  return null;
}

/** The p of what came before the events. */
function beforeOf({ study, question }: Asked): number | null {
  const before = beforeEvidence(study, question.direction);
  return 'p' in before ? before.p : null;
}
