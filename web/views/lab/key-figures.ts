import { formatNumber, formatStated } from '../../../src/contract/format.ts';
import { baseHitRate, formatMean, hitsOf, smallestVisible } from '../../../src/contract/measures.ts';
import type { StudyOutput, StudyResult } from '../../../src/contract/study.ts';

type Name = 'events' | 'clusters' | 'hits' | 'baseRate' | 'mean' | 'meanAll' | 'p' | 'adjusted' | 'smallest';

/** The members of an answer: one, or those of its family. */
export const membersOf = (output: StudyOutput): readonly StudyResult[] => ('members' in output ? output.members : [output]);

/** The key figures of a study as they are printed, by their names. */
export function keyFigures(study: StudyResult): readonly (readonly [Name, string])[] {
  const { headline, outcomeKind, observed, baseRate } = study;
  const isCounted = outcomeKind === 'return' || outcomeKind === 'hit' || outcomeKind === 'log difference';
  return [
    ['events', formatNumber(study.observations)],
    ['clusters', formatNumber(study.effectiveObservations)],
    ...(isCounted
      ? ([
          ['hits', hitsOf(study)],
          ['baseRate', baseHitRate(study)],
        ] as const)
      : []),
    ...(outcomeKind === 'hit'
      ? []
      : ([
          ['mean', formatMean(observed, outcomeKind)],
          ['meanAll', formatMean(baseRate, outcomeKind)],
        ] as const)),
    ['p', formatStated(headline.p, headline)],
    ...(headline.familySize > 1 ? ([['adjusted', formatStated(headline.adjusted, headline)]] as const) : []),
    ['smallest', smallestVisible(study)],
  ];
}
