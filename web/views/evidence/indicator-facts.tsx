import type { IndicatorReading } from '../../../src/contract/evidence.ts';
import {
  capitalise,
  formatDate,
  formatInstant,
  formatInUnit,
  formatNumber,
  formatPercentile,
  keepTogether,
} from '../../../src/contract/format.ts';
import { ageInWords, speaksWhen } from '../../parts/evidence/indicator-words.ts';
import { EVIDENCE } from '../../parts/evidence/words.ts';
import { PercentileBar } from '../../parts/percentile-bar.tsx';
import { fill, useWords } from '../../words/words.ts';
import { PAGES } from './words.ts';

/** The reading in numbers: value, place among its own past, since when it could be known, what it was four weeks before. */
export function IndicatorFacts({ reading }: { readonly reading: IndicatorReading }) {
  const words = useWords(PAGES);
  const evidence = useWords(EVIDENCE);
  const { now, last, fourWeeksAgo, unit, ageDays, needs } = reading;
  const standing = now ?? last;
  return (
    <>
      {standing && (
        <p className="mt-5 flex flex-wrap items-center gap-x-5 gap-y-2">
          <span lang="en" className="text-[clamp(20px,3vw,26px)] font-semibold">
            {formatInUnit(standing.value, unit)}
          </span>
          <PercentileBar share={standing.percentile} before={fourWeeksAgo?.percentile ?? null} />
          <span className="text-[14px] text-muted">
            {fill(evidence.atOrAbove, { share: formatPercentile(standing.percentile), n: formatNumber(standing.observations) })}
          </span>
        </p>
      )}
      {needs.length > 0 && (
        <p className="mt-4 max-w-[68ch] rounded border-[1.5px] border-dashed border-base px-4 py-2 text-[15px]">
          {capitalise(evidence.needs)} <span lang="en">{keepTogether(needs.join(', '))}</span>.
        </p>
      )}
      <dl className="mt-4 grid grid-cols-2 gap-x-8 gap-y-3 border-y border-line py-3 text-[15px] sm:grid-cols-3 lg:grid-cols-5">
        <Fact name={words.speaks} value={speaksWhen(reading, evidence)} />
        {standing && <Fact name={words.date} value={formatDate(standing.date)} />}
        {standing && <Fact name={words.knownAt} value={formatInstant(standing.knownAt)} />}
        {fourWeeksAgo && (
          <Fact
            name={words.fourWeeksAgo}
            value={fill(words.fourWeeksValue, {
              value: formatInUnit(fourWeeksAgo.value, unit),
              share: formatPercentile(fourWeeksAgo.percentile),
            })}
          />
        )}
        {now && <Fact name={words.age} value={ageInWords(ageDays, evidence)} />}
      </dl>
    </>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-[13px] text-muted">{name}</dt>
      <dd>{keepTogether(value)}</dd>
    </div>
  );
}
