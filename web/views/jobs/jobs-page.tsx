import { useQuery } from '@tanstack/react-query';
import { formatInstant } from '../../../src/contract/format.ts';
import type { JobLine, JobsResult } from '../../../src/contract/job-queue.ts';
import { operation, Problem } from '../../api/client.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Fault, Notice } from '../../parts/notice.tsx';
import { Section } from '../../parts/section.tsx';
import { SkeletonLines } from '../../parts/skeleton.tsx';
import { fill, useWords } from '../../words/words.ts';
import { DeadJobs } from './dead-jobs.tsx';
import { JobName, LOOK_AGAIN } from './job-name.tsx';
import { JOBS, type JobWords } from './words.ts';

/** What the workers of a team do, what waits for them, and what was given up. */
export function JobsPage() {
  const words = useWords(JOBS);
  const jobs = useQuery({ ...operation('jobs', {}), refetchInterval: LOOK_AGAIN });
  const isAlone = jobs.error instanceof Problem && jobs.error.code === 'caller';
  return (
    <>
      <title>{`${words.title} · Harbinger`}</title>
      <h1 className="text-[clamp(28px,5vw,40px)] leading-tight tracking-tight">{words.title}</h1>
      <p className="mt-2 max-w-[68ch] text-muted">{words.lead}</p>
      {isAlone ? (
        <Notice title={words.alone}>
          <p>{words.aloneHelp}</p>
        </Notice>
      ) : jobs.isError ? (
        <Fault error={jobs.error} onRetry={() => jobs.refetch()} />
      ) : jobs.data ? (
        <Standing standing={jobs.data} />
      ) : (
        <div className="mt-8">
          <SkeletonLines lines={6} label={words.loading} />
        </div>
      )}
    </>
  );
}

function Standing({ standing: { sentence, depth, jobs } }: { readonly standing: JobsResult }) {
  const words = useWords(JOBS);
  return (
    <>
      <p lang="en" className="mt-6 max-w-[68ch] text-[18px] leading-snug">
        {sentence}
      </p>
      <Section id="depth" title={words.depth} hint={words.depthHint}>
        <DataTable title={words.depth} columns={depthColumns(words)} rows={depth} rowKey={({ kind }) => kind} />
      </Section>
      <Section id="dead" title={words.dead} hint={words.deadHint}>
        <DeadJobs />
      </Section>
      <Section id="recent" title={words.recent}>
        {jobs.length === 0 ? (
          <p className="text-[15px]">{words.recentNone}</p>
        ) : (
          <DataTable title={words.recent} columns={jobColumns(words)} rows={jobs} rowKey={({ id }) => id} exportName="harbinger-jobs" />
        )}
      </Section>
    </>
  );
}

function depthColumns(words: JobWords): readonly Column<JobsResult['depth'][number]>[] {
  return [
    { id: 'kind', header: words.kind, value: ({ kind }) => kind, cell: ({ kind }) => <span lang="en">{kind}</span>, align: 'text' },
    { id: 'running', header: words.running, value: ({ running }) => running },
    { id: 'waiting', header: words.waiting, value: ({ waiting }) => waiting },
    { id: 'later', header: words.later, value: ({ later }) => later },
  ];
}

function jobColumns(words: JobWords): readonly Column<JobLine>[] {
  return [
    { id: 'job', header: words.job, value: ({ id }) => id, cell: (job) => <JobName job={job} />, align: 'text' },
    { id: 'state', header: words.state, value: ({ state }) => state, cell: ({ state }) => stateWord(words, state), align: 'text' },
    { id: 'asked', header: words.asked, value: ({ sentAt }) => sentAt, cell: ({ sentAt }) => formatInstant(sentAt) },
    { id: 'by', header: words.by, value: ({ by }) => by, align: 'text' },
    { id: 'remark', header: words.remark, value: (job) => remarkOf(job, words), align: 'text' },
  ];
}

const stateWord = (words: JobWords, state: JobLine['state']): string => words[state === 'running' ? 'runs' : state];

const remarkOf = ({ notBefore, retries, why }: JobLine, words: JobWords): string =>
  [
    notBefore === null ? '' : fill(words.due, { at: formatInstant(notBefore) }),
    retries === 0 ? '' : fill(words.begun, { n: retries + 1 }),
    why ?? '',
  ]
    .filter(Boolean)
    .join('; ');
