import { Link, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Evidence, EvidenceResult, IndicatorReading } from '../../../src/contract/evidence.ts';
import { formatDate, formatInUnit, formatNumber, formatPercentile } from '../../../src/contract/format.ts';
import { addressOf, useOperation } from '../../api/client.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { SIDES, SIGNS } from '../../parts/evidence/indicator-words.ts';
import { Reading } from '../../parts/evidence/reading.tsx';
import { EVIDENCE } from '../../parts/evidence/words.ts';
import { Fault } from '../../parts/notice.tsx';
import { Section } from '../../parts/section.tsx';
import { SkeletonBox, SkeletonLines } from '../../parts/skeleton.tsx';
import { useAsOf } from '../../shell/as-of.tsx';
import { keepAsOf } from '../../shell/shell.tsx';
import { fill, useWords } from '../../words/words.ts';
import { Again } from './again.tsx';
import { type Half, HistoryChart } from './history-chart.tsx';
import { yearEndsOf } from './in-sight.ts';
import { PAGES } from './words.ts';

/** The reading of all indicators over time, what it was worth, and every indicator in a table. */
export function EvidencePage() {
  const words = useWords(PAGES);
  const { pack } = useParams({ from: '/evidence/$pack' });
  const asOf = useAsOf();
  const { data, error, refetch } = useOperation('evidence', { pack, ...(asOf === undefined ? {} : { asOf }) });
  return (
    <article className="min-h-screen min-w-0">
      <title>{`${words.title} · Harbinger`}</title>
      <p className="no-print text-[14px]">
        <Link to="/" search={(all) => ({ ...keepAsOf(all), pack })} className="inline-flex min-h-6 items-center underline">
          ← {words.toToday}
        </Link>
      </p>
      {error ? (
        <Fault error={error} onRetry={() => refetch()} />
      ) : data ? (
        <Shown result={data} asOf={asOf} />
      ) : (
        <>
          <div className="mt-4">
            <SkeletonLines lines={5} label={words.loading} />
          </div>
          <SkeletonBox height={440} label={words.loading} />
        </>
      )}
    </article>
  );
}

function Shown({ result, asOf }: { readonly result: EvidenceResult; readonly asOf: string | undefined }) {
  const words = useWords(PAGES);
  const evidenceWords = useWords(EVIDENCE);
  const { evidence, pack } = result;
  return (
    <>
      <header>
        <h1 lang="en" className="mt-3 max-w-[40ch] text-[clamp(24px,4.2vw,36px)] leading-[1.16] tracking-tight">
          {evidence.title}
        </h1>
        <p className="mt-2 text-[15px] text-muted">
          {evidenceWords.thesis}: <span lang="en">{evidence.thesis}</span>
        </p>
        <Reading reading={evidence.reading} heading="h2" />
      </header>
      <OverTime reading={evidence.reading} source={result.dataSource} />
      <Section id="indicators" title={words.table}>
        <AllIndicators evidence={evidence} pack={pack} />
      </Section>
      <Again result={result} href={addressOf('evidence', { pack, asOf }, 'csv')} label={words.csvAll} />
    </>
  );
}

/** The equal-weight reading at the end of each week with its half, and of how many indicators it was made. */
function OverTime({ reading: { history }, source }: { readonly reading: Evidence['reading']; readonly source: string }) {
  return history === null || history.dates.length < 2 ? null : <Drawn history={history} source={source} />;
}

function Drawn({ history, source }: { readonly history: NonNullable<Evidence['reading']['history']>; readonly source: string }) {
  const words = useWords(PAGES);
  const { dates, percentiles, indicators } = history;
  const upper = useMemo(
    (): Half => ({ values: percentiles.map((share) => share * 100), name: words.readingUpper, level: { at: 50, name: words.half } }),
    [percentiles, words],
  );
  const lower = useMemo((): Half => ({ values: indicators, name: words.readingLower, level: null }), [indicators, words]);
  const last = { value: formatNumber(100 * (percentiles.at(-1) ?? 0)), date: formatDate(dates.at(-1) ?? null) };
  const columns: Column<number>[] = [
    { id: 'date', header: words.date, value: (i) => dates[i] ?? null, cell: (i) => formatDate(dates[i] ?? null) },
    {
      id: 'reading',
      header: words.readingUpper,
      value: (i) => percentiles[i] ?? null,
      cell: (i) => formatNumber(100 * (percentiles[i] ?? 0)),
    },
    { id: 'indicators', header: words.readingLower, value: (i) => indicators[i] ?? null },
  ];
  return (
    <>
      <HistoryChart
        anchor="reading"
        title={fill(words.readingTitle, last)}
        alt={fill(words.readingAlt, { ...last, n: formatNumber(dates.length), from: formatDate(dates[0] ?? null), to: last.date })}
        source={source}
        dates={dates}
        upper={upper}
        lower={lower}
        table={<DataTable title={words.readingUpper} columns={columns} rows={yearEndsOf(dates)} rowKey={String} />}
      />
      <p className="mt-1 max-w-[76ch] text-[13px] text-muted">{words.readingHint}</p>
    </>
  );
}

function AllIndicators({ evidence, pack }: { readonly evidence: Evidence; readonly pack: string }) {
  const words = useWords(PAGES);
  const sides = useWords(EVIDENCE);
  const groupOf = ({ group }: IndicatorReading) => evidence.groups.find(({ id }) => id === group)?.title ?? group;
  const columns: Column<IndicatorReading>[] = [
    {
      id: 'indicator',
      header: words.indicator,
      align: 'text',
      value: (row) => row.title,
      cell: (row) => (
        <Link
          to="/evidence/$pack/$indicator"
          params={{ pack, indicator: row.id }}
          search={keepAsOf}
          lang="en"
          className="underline max-sm:block max-sm:max-w-[11rem]"
        >
          {row.title}
        </Link>
      ),
    },
    { id: 'group', header: words.group, align: 'text', value: groupOf, cell: (row) => <span lang="en">{groupOf(row)}</span> },
    {
      id: 'side',
      header: words.side,
      value: (row) => SIDES.indexOf(row.side),
      cell: (row) => `${SIGNS[row.side]} ${sides[row.side]}`,
    },
    {
      id: 'percentile',
      header: words.percentile,
      value: (row) => row.now?.percentile ?? null,
      cell: (row) => formatPercentile(row.now?.percentile ?? null),
    },
    {
      id: 'before',
      header: words.fourWeeksAgo,
      value: (row) => row.fourWeeksAgo?.percentile ?? null,
      cell: (row) => formatPercentile(row.fourWeeksAgo?.percentile ?? null),
    },
    {
      id: 'value',
      header: words.value.replace(/,.*$/, ''),
      value: (row) => row.now?.value ?? null,
      cell: (row) => (row.now ? formatInUnit(row.now.value, row.unit) : '–'),
    },
    { id: 'date', header: words.date, value: (row) => row.now?.date ?? null, cell: (row) => formatDate(row.now?.date ?? null) },
  ];
  return <DataTable title={words.table} columns={columns} rows={evidence.indicators} rowKey={({ id }) => id} />;
}
