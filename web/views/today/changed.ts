import type { Change } from '../../../src/contract/evidence.ts';
import type { NowResult } from '../../../src/contract/state.ts';

/** What a reader calls the thing that changed: the claim's sentence, the indicator's or the catalyst's title; its id where it is none of them. */
export function nameOfChanged(
  { kind, id }: Pick<Change, 'kind' | 'id'>,
  { claims, evidence }: Pick<NowResult, 'claims' | 'evidence'>,
): string {
  if (kind === 'indicator') return evidence?.indicators.find((one) => one.id === id)?.title ?? id;
  if (kind === 'catalyst') return evidence?.catalysts.find((one) => one.id === id)?.title ?? id;
  return claims.find((one) => one.id === id)?.statement ?? id;
}
