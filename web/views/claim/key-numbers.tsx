import type { ClaimResult } from '../../../src/contract/claims.ts';
import { formatDate, formatNumber, formatPercentile, formatProbability, formatStated } from '../../../src/contract/format.ts';
import { baseHitRate, hitsOf, hitWord, smallestVisible, withUnit } from '../../../src/contract/measures.ts';
import type { StudyResult } from '../../../src/contract/study.ts';
import { fill, useWords } from '../../words/words.ts';
import { CLAIM } from './words.ts';

interface Figure {
  readonly name: string;
  readonly value: string;
  readonly note?: string;
}

type Words = ReturnType<typeof useWords<keyof (typeof CLAIM)['en']>>;

/** The numbers on which the verdict rests, each with its n within sight. */
export function KeyNumbers({ claim }: { readonly claim: ClaimResult }) {
  const words = useWords(CLAIM);
  const study = claim.known[claim.primary] ?? claim.known[0];
  const figures = study === undefined ? otherFigures(claim, words) : studyFigures(study, words);
  if (figures.length === 0) return null;
  return (
    <dl className="mt-8 grid grid-cols-2 gap-x-4 border-y-[1.5px] border-ink sm:flex sm:flex-wrap sm:gap-x-0">
      {figures.map(({ name, value, note }) => (
        <div key={name} className="min-w-0 flex-1 basis-[7.5rem] border-line py-2 sm:px-3 sm:py-3 sm:first:pl-0 sm:not-first:border-l">
          <dt className="text-[13px] text-muted">{name}</dt>
          <dd className="text-[22px] leading-7 font-semibold">{value}</dd>
          {note !== undefined && note !== '' && <dd className="text-[13px] text-muted">{note}</dd>}
        </div>
      ))}
    </dl>
  );
}

function studyFigures(study: StudyResult, words: Words): Figure[] {
  const { headline, observations, effectiveObservations, baseRate, outcomeKind } = study;
  const stated = (p: number | null) => formatStated(p, headline);
  return [
    { name: words.events, value: formatNumber(observations), note: fill(words.inClusters, { n: formatNumber(effectiveObservations) }) },
    ...(observations === 0
      ? []
      : [{ name: outcomeKind === 'days' ? words.outcome : hitWord(study), value: hitsOf(study), note: study.outcome }]),
    ...(baseRate === null
      ? []
      : [
          {
            name: words.baseRate,
            value: baseHitRate(study),
            note: baseRate.stateMatched
              ? `${words.matched}, n ${formatNumber(baseRate.stateMatched.observations)}`
              : `n ${formatNumber(baseRate.observations)}`,
          },
        ]),
    ...(headline.p === null
      ? []
      : [
          {
            name: 'p',
            value: stated(headline.p),
            note: headline.familySize > 1 ? fill(words.ofFamily, { n: headline.familySize, p: stated(headline.adjusted) }) : '',
          },
        ]),
    ...(study.power === null ? [] : [{ name: words.smallest, value: smallestVisible(study), note: words.smallestHint }]),
  ];
}

function otherFigures(claim: ClaimResult, words: Words): Figure[] {
  const adjusted = claim.gates.find(({ name }) => name === 'adjusted');
  const first = claim.relations[0];
  if (first !== undefined)
    return [
      ...(first.value === null
        ? []
        : [{ name: first.name, value: formatNumber(first.value, 2), note: `n ${formatNumber(first.observations)}` }]),
      ...(first.p === null ? [] : [{ name: 'p', value: formatProbability(first.p) }]),
      ...(adjusted?.p == null ? [] : [{ name: words.relationP, value: formatProbability(adjusted.p) }]),
    ];
  const conditions = claim.conditions.filter(({ value }) => value !== null).slice(0, 3);
  if (conditions.length > 0)
    return conditions.map(({ label, value, unit, percentile, date, observations }) => ({
      name: label,
      value: withUnit(value, unit),
      note: [
        percentile === null ? '' : fill(words.atOrAbove, { share: formatPercentile(percentile), n: formatNumber(observations) }),
        formatDate(date),
      ]
        .filter((part) => part !== '')
        .join(', '),
    }));
  return claim.figures
    .filter(({ value }) => value !== null)
    .sort((a, b) => Number(b.reproduces) - Number(a.reproduces))
    .slice(0, 4)
    .map((figure) => ({
      name: figure.label,
      value: withUnit(figure.value, figure.start !== null && figure.end !== null ? 'return' : ''),
      note: [figure.start, figure.end]
        .filter((date) => date !== null)
        .map(formatDate)
        .join(' to '),
    }));
}
