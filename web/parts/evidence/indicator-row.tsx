import { Link } from '@tanstack/react-router';
import type { IndicatorReading } from '../../../src/contract/evidence.ts';
import { formatDate, formatInUnit, formatNumber, formatPercentile, keepTogether } from '../../../src/contract/format.ts';
import { keepAsOf } from '../../shell/shell.tsx';
import { fill, useWords } from '../../words/words.ts';
import { PercentileBar } from '../percentile-bar.tsx';
import { ageInWords, sourcesOf, speaksWhen } from './indicator-words.ts';
import { EVIDENCE } from './words.ts';

interface RowProps {
  readonly reading: IndicatorReading;
  readonly pack: string;
}

/** An indicator: its value, its place among its own past now and four weeks ago, which values speak for the thesis, age, source. */
export function IndicatorRow({ reading, pack }: RowProps) {
  const words = useWords(EVIDENCE);
  const { now, fourWeeksAgo, unit, ageDays, speaks } = reading;
  return (
    <li className="border-b border-line py-2.5 text-[14px] leading-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <Title reading={reading} pack={pack} />
        {now && (
          <span lang="en" className="ml-auto text-right font-semibold whitespace-nowrap">
            {formatInUnit(now.value, unit)}
          </span>
        )}
      </div>
      {now ? (
        <div className="text-[13px] text-muted">
          <div className="mt-1 flex items-center justify-between gap-x-4">
            <PercentileBar share={now.percentile} before={fourWeeksAgo?.percentile ?? null} />
            <span className="text-right">
              <span aria-hidden="true">{speaks === 'high' ? '↑ ' : '↓ '}</span>
              {keepTogether(speaksWhen(reading, words))}
            </span>
          </div>
          <p className="mt-0.5">
            {keepTogether(fill(words.atOrAbove, { share: formatPercentile(now.percentile), n: formatNumber(now.observations) }))}
            {fourWeeksAgo && keepTogether(`; ${fill(words.fourWeeksAgo, { share: formatPercentile(fourWeeksAgo.percentile) })}`)}
          </p>
          <p className="flex min-w-0 flex-wrap items-center gap-x-3">
            <span className="flex-none">
              {keepTogether(formatDate(now.date))}, {ageInWords(ageDays, words)}
            </span>
            <Sources reading={reading} />
          </p>
        </div>
      ) : (
        <Unread reading={reading} />
      )}
    </li>
  );
}

function Title({ reading: { id, title }, pack }: RowProps) {
  return (
    <Link
      to="/evidence/$pack/$indicator"
      params={{ pack, indicator: id }}
      search={keepAsOf}
      lang="en"
      className="min-w-0 flex-[1_1_11rem] font-semibold no-underline hover:underline"
    >
      {title}
    </Link>
  );
}

/** What it would take to read it, and what it said last. */
function Unread({ reading: { needs, last, unit } }: Pick<RowProps, 'reading'>) {
  const words = useWords(EVIDENCE);
  return (
    <p className="text-[13px] text-muted">
      {words.needs} <span lang="en">{keepTogether(needs.join(', '))}</span>
      {last && `; ${keepTogether(fill(words.last, { value: formatInUnit(last.value, unit), date: formatDate(last.date) }))}`}
    </p>
  );
}

/** The series that were read, and where their figures come from. */
function Sources({ reading }: Pick<RowProps, 'reading'>) {
  const sources = sourcesOf(reading);
  return (
    <span lang="en" className="flex min-w-0 flex-[1_1_15rem] flex-wrap items-center gap-x-2">
      {reading.series.map(({ id }) => (
        <Link key={id} to="/series/$id" params={{ id }} search={keepAsOf} className="inline-flex min-h-6 items-center underline">
          {id}
        </Link>
      ))}
      <span className="min-w-0 flex-[1_1_8rem] truncate" title={sources.join('; ')}>
        {sources.join('; ')}
      </span>
    </span>
  );
}
