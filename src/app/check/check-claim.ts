import { formatDate } from '../../contract/format.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import { type ClaimContext, type Finding, untestable } from './claim-context.ts';
import { checkConditionClaim } from './condition-claim.ts';
import { checkCopyClaim } from './copy-claim.ts';
import { checkEventClaim } from './event-claim.ts';
import { checkGainClaim } from './gain-claim.ts';
import { checkLagClaim } from './lag-claim.ts';
import { checkSignalClaim } from './signal-claim.ts';
import { checkSinceClaim } from './since-claim.ts';
import { checkStudyClaim } from './study-claim.ts';

const checks = {
  study: checkStudyClaim,
  signal: checkSignalClaim,
  lag: checkLagClaim,
  event: checkEventClaim,
  gain: checkGainClaim,
  condition: checkConditionClaim,
  since: checkSinceClaim,
  copy: checkCopyClaim,
} as const;

/** Checks one claim by the way that its entry names. */
export function checkClaim(context: ClaimContext): Finding {
  if (context.asOf < context.madeOn)
    return untestable(context, [], {
      data: [`a date of the question from ${formatDate(formatCivilDate(context.madeOn))} on, when it was said`],
    });
  const { check } = context.claim;
  const way = (Object.keys(checks) as (keyof typeof checks)[]).find((name) => check[name] !== undefined);
  return way ? checks[way](context) : untestable(context, [], check.needs);
}
