import type { CrossCheck } from '../../contract/cross-checks.ts';
import type { JudgedStudy } from '../family.ts';
import { bootstrapChecks } from './bootstrap.ts';
import { eventStudyChecks } from './event-study.ts';
import { overlapChecks } from './overlap.ts';
import { pathChecks } from './path.ts';
import { shiftChecks } from './shifts.ts';
import { smallSampleChecks } from './small-samples.ts';
import { stabilityChecks } from './stability.ts';

/** The study's question by every other method that its outcome admits. None of them feeds a verdict. */
export function crossChecksOf(judged: JudgedStudy): CrossCheck[] {
  return [smallSampleChecks, shiftChecks, pathChecks, bootstrapChecks, overlapChecks, eventStudyChecks, stabilityChecks].flatMap((checks) =>
    checks(judged),
  );
}
