import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { SeriesDetail } from '../../../src/contract/claims.ts';
import { capitalise, formatDate, formatNumber, keepTogether } from '../../../src/contract/format.ts';
import { addressOf, operation, useOperation } from '../../api/client.ts';
import { SkeletonBox, SkeletonLines } from '../../parts/skeleton.tsx';
import { useAsOf } from '../../shell/as-of.tsx';
import { keepAsOf } from '../../shell/shell.tsx';
import { fill, useWords } from '../../words/words.ts';
import { ageInWords, calendarInWords } from './catalogue-entry.ts';
import { KnownWhen } from './known-when.tsx';
import { LastRows } from './last-rows.tsx';
import { NoSeries } from './no-series.tsx';
import { Quality } from './quality.tsx';
import { revisionsBetween, type Values } from './revisions.ts';
import { SeriesChart } from './series-chart.tsx';
import type { SeriesChoice } from './series-choice.ts';
import { SERIES_FORMATS, type SeriesSearch } from './series-search.ts';
import { SERIES } from './words.ts';

const ROWS = 20;
/** A range of values from which on the axis is logarithmic unless told otherwise. */
const WIDE = 10;
const NOTHING: Values = { dates: [], values: [] };

/** One series: its values, where they come from, what was known when, and what is wrong with them. */
export function SeriesPage() {
  const words = useWords(SERIES);
  const { id } = useParams({ from: '/series/$id' });
  const asOf = useAsOf();
  const { data, error, refetch } = useOperation('series show', { id, values: true, rows: ROWS, ...(asOf === undefined ? {} : { asOf }) });
  return (
    <>
      <title>{`${id} · Harbinger`}</title>
      <p className="no-print text-[14px]">
        <Link to="/series" search={keepAsOf} className="underline">
          ← {words.back}
        </Link>
      </p>
      {error ? (
        <NoSeries id={id} error={error} onRetry={() => refetch()} />
      ) : !data ? (
        <>
          <h1 className="mt-2 text-[clamp(28px,5vw,40px)] leading-tight tracking-tight">{id}</h1>
          <div className="mt-4">
            <SkeletonLines lines={3} label={words.loading} />
          </div>
          <SkeletonBox height={400} label={words.loading} />
        </>
      ) : (
        <Shown detail={data} asOf={asOf} />
      )}
    </>
  );
}

function Shown({ detail, asOf }: { readonly detail: SeriesDetail; readonly asOf: string | undefined }) {
  const { id } = detail;
  const { known, log, span = 'all' } = useSearch({ from: '/series/$id' }) as SeriesSearch;
  const navigate = useNavigate();
  const now = detail.values ?? NOTHING;
  const then = useKnown(id, known, now);
  const { first, until } = bounds(detail, asOf);
  const choose = (choice: SeriesChoice) =>
    void navigate({
      to: '/series/$id',
      params: { id },
      search: (all: Record<string, unknown>) =>
        Object.fromEntries(Object.entries({ ...all, ...choice }).filter(([, value]) => value !== undefined && value !== 'all')),
      replace: true,
      resetScroll: false,
    });
  return (
    <>
      <Head detail={detail} />
      <SeriesChart
        detail={detail}
        now={now}
        then={known !== undefined && then ? { date: known, ...then } : null}
        isLog={log ?? isWide(now)}
        span={span}
        onChoice={choose}
      />
      {first !== null && (
        <KnownWhen from={first} until={until} known={known} onKnown={(date) => choose({ known: date })} then={then} unit={detail.unit} />
      )}
      <Downloads id={id} asOf={known ?? asOf} />
      <LastRows detail={detail} />
      <Quality id={id} asOf={asOf} />
      <Provenance detail={detail} />
    </>
  );
}

/** What was known of a series at a date, with what has changed since; undefined where none is chosen. */
function useKnown(id: string, known: string | undefined, now: Values) {
  const { data } = useQuery({
    ...operation('series show', { id, values: true, rows: 1, ...(known === undefined ? {} : { asOf: known }) }),
    enabled: known !== undefined,
    placeholderData: keepPreviousData,
  });
  const values = known === undefined ? undefined : (data as SeriesDetail | undefined)?.values;
  return useMemo(() => (values ? { values, ...revisionsBetween(values, now) } : undefined), [values, now]);
}

const bounds = ({ from }: SeriesDetail, asOf: string | undefined) => ({
  first: from,
  until: asOf ?? new Date().toISOString().slice(0, 10),
});

const isWide = ({ values }: Values): boolean => {
  const lowest = values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const highest = values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
  return lowest > 0 && highest / lowest > WIDE;
};

function Head({ detail }: { readonly detail: SeriesDetail }) {
  const words = useWords(SERIES);
  const { id, title, unit, calendar, source, from, to, rows, ageDays } = detail;
  const facts = [
    [words.unit, unit],
    [words.calendar, calendarInWords(calendar, words)],
    [words.source, source],
    [words.span, from === null ? '–' : `${formatDate(from)} … ${formatDate(to)}`],
    [words.rows, formatNumber(rows)],
    [words.age, ageInWords(ageDays, words)],
  ] as const;
  return (
    <header>
      <h1 className="mt-2 text-[clamp(28px,5vw,40px)] leading-tight tracking-tight">
        {title} {title !== id && <code className="font-mono text-[0.6em] font-normal text-muted">{id}</code>}
      </h1>
      <dl className="mt-4 grid gap-x-8 gap-y-2 text-[15px] sm:grid-cols-2 lg:grid-cols-3">
        {facts.map(([name, value]) => (
          <div key={name} className="min-w-0">
            <dt className="text-[13px] text-muted">{capitalise(name)}</dt>
            <dd className="break-words">{keepTogether(value)}</dd>
          </div>
        ))}
      </dl>
      <p className="no-print mt-4 flex flex-wrap gap-x-6 gap-y-2 text-[14px]">
        <Link to="/lab" search={(all) => ({ ...keepAsOf(all), when: `all_time_high(${id}, after: 1y)` })} className="underline">
          {words.useTrigger}
        </Link>
        <Link to="/lab" search={(all) => ({ ...keepAsOf(all), then: [`return(${id}, 180d)`] })} className="underline">
          {words.useOutcome}
        </Link>
      </p>
    </header>
  );
}

function Downloads({ id, asOf }: { readonly id: string; readonly asOf: string | undefined }) {
  const words = useWords(SERIES);
  return (
    <section className="no-print mt-8">
      <h2 className="text-[20px]">{words.download}</h2>
      <p className="mt-1 text-[14px] text-muted">
        {asOf === undefined ? words.downloadNow : fill(words.downloadAsOf, { date: formatDate(asOf) })}
      </p>
      <ul className="mt-2 flex gap-2">
        {SERIES_FORMATS.map((format) => (
          <li key={format}>
            <a
              href={addressOf('series show', { id, asOf }, format)}
              download
              className="inline-flex min-h-9 items-center rounded border border-line px-3 text-[14px] no-underline hover:border-ink"
            >
              {words[format]}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Provenance({ detail: { source, notes } }: { readonly detail: SeriesDetail }) {
  const words = useWords(SERIES);
  return (
    <section className="mt-10">
      <h2 className="mb-2 text-[20px]">{words.provenance}</h2>
      <p lang="en">{source}</p>
      {notes.length > 0 && (
        <ul lang="en" className="mt-2 grid max-w-[76ch] list-disc gap-1 pl-5 text-[15px]">
          {notes.map((note) => (
            <li key={note}>{keepTogether(note)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
