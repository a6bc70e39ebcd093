import type { BriefLine } from '../../../contract/brief.ts';
import type { NowResult } from '../../../contract/state.ts';
import type { Voice } from '../expression-words.ts';

/** What is not as it was: of each earlier state that differs, the newest comparison first. */
export function changed(_now: NowResult, _voice: Voice): BriefLine[] {
  return [];
}
