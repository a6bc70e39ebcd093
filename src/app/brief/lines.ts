import type { BriefLine } from '../../contract/brief.ts';
import type { ClaimState, NowResult } from '../../contract/state.ts';
import type { VerdictKind } from '../../contract/verdict.ts';
import { verdictWords } from '../../contract/verdict-words.ts';
import type { Voice } from './expression-words.ts';
import { type Phrase, sentence } from './speech.ts';

/** A claim and its place in the result. */
export interface ClaimAt {
  readonly claim: ClaimState;
  readonly at: string;
}

/** The claims of a result with their places. */
export const claimsAt = ({ claims }: NowResult): ClaimAt[] => claims.map((claim, i) => ({ claim, at: `/claims/${i}` }));

/** A line about no claim. */
export const plainLine = (phrase: Phrase): BriefLine => ({
  ...{ claim: null, verdictKind: null, verdict: null, statement: null },
  ...{ text: sentence(phrase).text, values: [...phrase.values] },
});

/** A line under the words of a verdict. */
export const verdictLine = (kind: VerdictKind, phrase: Phrase, { speech }: Voice): BriefLine => ({
  ...plainLine(phrase),
  ...{ verdictKind: kind, verdict: verdictWords(kind, speech.language) },
});

/** A line on a claim, under its verdict. */
export const claimLine = ({ claim }: ClaimAt, phrase: Phrase, voice: Voice): BriefLine => ({
  ...verdictLine(claim.verdictKind, phrase, voice),
  claim: claim.id,
});

/** A line on a claim, with its statement in quotation marks before its verdict. */
export const quotedLine = (one: ClaimAt, phrase: Phrase, voice: Voice): BriefLine => ({
  ...claimLine(one, phrase, voice),
  statement: voice.content.statement(one.claim.id),
});
