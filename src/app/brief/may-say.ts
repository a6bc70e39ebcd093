import type { VerdictKind } from '../../contract/verdict.ts';
import type { MessageKey } from './messages/en.ts';

/** What may be told of a claim beside its verdict: counted cases, their p, the chance of the next case. */
export type Assertion = 'cases' | 'p' | 'chance';

/** What a verdict allows, and the only words on its strength and on what would change it. */
interface Allowed {
  readonly tells: readonly Assertion[];
  readonly means: MessageKey | null;
  readonly would: MessageKey | null;
}

const NOTHING: Allowed = { tells: [], means: null, would: null };

/** By verdict: nothing that is said of a claim anywhere on the page goes beyond its row. */
export const MAY_SAY: Readonly<Record<VerdictKind, Allowed>> = {
  reproduces: NOTHING,
  'reproduces only if': NOTHING,
  'does not reproduce': NOTHING,
  'true then': NOTHING,
  'false then': NOTHING,
  'misquoted: the source says': NOTHING,
  'untestable: needs': NOTHING,
  'came true': NOTHING,
  'did not come true': NOTHING,
  'open until': { tells: [], means: 'means.open', would: 'would.open' },
  // With fewer than three independent cases a share says nothing, so no chance and no p.
  'too few events': { tells: ['cases'], means: 'means.tooFew', would: 'would.tooFew' },
  'could not have been seen': { tells: ['cases'], means: 'means.unseen', would: 'would.unseen' },
  'no better than luck so far': { tells: ['cases', 'p', 'chance'], means: 'means.noBetter', would: 'would.noBetter' },
  contradicted: { tells: ['cases', 'p', 'chance'], means: 'means.contradicted', would: 'would.contradicted' },
  'suggestive, but hangs on': { tells: ['cases', 'p', 'chance'], means: 'means.suggestive', would: 'would.suggestive' },
  'stands out from luck': { tells: ['cases', 'p', 'chance'], means: 'means.standsOut', would: 'would.standsOut' },
};

export const maySay = (kind: VerdictKind, what: Assertion): boolean => MAY_SAY[kind].tells.includes(what);
