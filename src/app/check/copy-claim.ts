import { type ClaimContext, emptyFinding, type Finding } from './claim-context.ts';

/** A copy: misquoted when it measures something else than the statement it copies. */
export function checkCopyClaim({ claim, pack }: ClaimContext): Finding {
  const copy = claim.check.copy;
  if (!copy) throw new Error('a copy without its source');
  const original = pack.claims.find(({ id }) => id === copy.of);
  const isSame = original?.measure === copy.measure;
  const others = (original?.in ?? []).map((key) => pack.articles[key]?.outlet).filter(Boolean);
  if (isSame)
    return {
      ...emptyFinding,
      verdictKind: 'reproduces',
      verdict: 'reproduces',
      why: `It measures what its source measures: ${copy.source}.`,
    };
  return {
    ...emptyFinding,
    verdictKind: 'misquoted: the source says',
    verdict: `misquoted: the source says ${copy.source}`,
    why: `This copy speaks of ${copy.measure}; ${others.length > 0 ? `the others (${[...new Set(others)].join(', ')})` : 'the source'} of ${original?.measure ?? copy.source}. The two are different figures.`,
  };
}
