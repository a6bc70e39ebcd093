import { formatNumber } from '../../../src/contract/format.ts';
import type { StudyResult } from '../../../src/contract/study.ts';
import { VerdictChip } from '../../parts/chip.tsx';
import { Prose } from '../../parts/prose.tsx';
import { fill, useWords } from '../../words/words.ts';
import { ANSWER } from './answer-words.ts';
import { keyFigures } from './key-figures.ts';

/** The verdict, why, and the numbers that it stands on. */
export function AnswerHead({ study }: { readonly study: StudyResult }) {
  const words = useWords(ANSWER);
  return (
    <div>
      <div className="flex flex-wrap items-center gap-3">
        <VerdictChip kind={study.verdictKind} isLink />
        {study.verdict !== study.verdictKind && (
          <span lang="en" className="text-[15px]">
            <Prose text={study.verdict} />
          </span>
        )}
      </div>
      <p lang="en" className="mt-3 max-w-[68ch] text-[19px] leading-snug">
        <Prose text={study.sentence} />
      </p>
      {study.foreword !== '' && (
        <p lang="en" className="mt-3 max-w-[72ch] border-l-[3px] border-base pl-3 text-[15px]">
          <Prose text={study.foreword} />
        </p>
      )}
      <dl className="mt-5 grid grid-cols-2 gap-x-6 gap-y-3 border-y border-line py-3 sm:grid-cols-3 lg:grid-cols-[repeat(auto-fit,minmax(7.5rem,1fr))]">
        {keyFigures(study).map(([name, value]) => (
          <div key={name} className="flex flex-col justify-between">
            <dt className="text-[13px] leading-5 text-muted">
              {name === 'adjusted' ? fill(words.pAdjusted, { n: study.headline.familySize }) : words[name]}
            </dt>
            <dd className="text-[19px] font-semibold whitespace-nowrap">{value}</dd>
          </div>
        ))}
      </dl>
      <OtherStudies count={study.headline.otherStudies} />
    </div>
  );
}

/** What else has been asked of the same series: whoever tries often finds something. */
function OtherStudies({ count }: { readonly count: number }) {
  const words = useWords(ANSWER);
  const text = count === 0 ? words.variantsNone : count === 1 ? words.variants1 : words.variants;
  return <p className="mt-2 text-[14px] text-muted">{fill(text, { k: formatNumber(count), n: formatNumber(count + 1) })}</p>;
}
