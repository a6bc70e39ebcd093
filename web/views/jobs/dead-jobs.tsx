import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { formatInstant } from '../../../src/contract/format.ts';
import type { DeadJobLine } from '../../../src/contract/job-queue.ts';
import { change, operation } from '../../api/client.ts';
import { Button } from '../../parts/button.tsx';
import { CodeText } from '../../parts/code-text.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Fault } from '../../parts/notice.tsx';
import { SkeletonLines } from '../../parts/skeleton.tsx';
import { fill, useWords } from '../../words/words.ts';
import { JobName, LOOK_AGAIN } from './job-name.tsx';
import { JOBS, type JobWords } from './words.ts';

/** What was given up, each with the reason and a way to try it again, for whoever has a token that may. */
export function DeadJobs() {
  const words = useWords(JOBS);
  const queries = useQueryClient();
  const [token, setToken] = useState('');
  const dead = useQuery({ ...operation('jobs dead', {}), refetchInterval: LOOK_AGAIN });
  const retry = useMutation({
    mutationFn: (id: string) => change('jobs retry', { ids: [id] }, token),
    onSuccess: () => Promise.all(['jobs', 'jobs dead'].map((name) => queries.invalidateQueries({ queryKey: [name] }))),
  });
  if (dead.isError) return <Fault error={dead.error} onRetry={() => dead.refetch()} />;
  if (!dead.data) return <SkeletonLines lines={2} label={words.loading} />;
  const said = retry.error?.message ?? retry.data?.sentence ?? '';
  return (
    <>
      <p lang="en" role="status" className="min-h-5 text-[14px]">
        <CodeText text={said} />
      </p>
      {dead.data.dead.length === 0 ? (
        <p className="text-[15px]">{words.deadNone}</p>
      ) : (
        <>
          <AdminToken token={token} onToken={setToken} />
          <DataTable
            title={words.dead}
            columns={columnsOf(words, { isBusy: retry.isPending, onRetry: (id) => retry.mutate(id) })}
            rows={dead.data.dead}
            rowKey={({ id }) => id}
            exportName="harbinger-jobs-given-up"
          />
        </>
      )}
    </>
  );
}

/** A token for one look at the page: it is kept nowhere. */
function AdminToken({ token, onToken }: { readonly token: string; readonly onToken: (token: string) => void }) {
  const words = useWords(JOBS);
  const id = useId();
  return (
    <p className="no-print mb-3">
      <label htmlFor={id} className="mb-1 block text-[14px]">
        <span className="font-semibold">{words.token}</span> <span className="text-muted">{words.tokenHelp}</span>
      </label>
      <input
        id={id}
        type="password"
        autoComplete="off"
        value={token}
        onChange={({ target }) => onToken(target.value.trim())}
        className="min-h-9 w-full max-w-80 rounded border border-base bg-paper px-2 text-[15px]"
      />
    </p>
  );
}

interface Retrying {
  readonly isBusy: boolean;
  readonly onRetry: (id: string) => void;
}

function columnsOf(words: JobWords, { isBusy, onRetry }: Retrying): readonly Column<DeadJobLine>[] {
  return [
    { id: 'job', header: words.job, value: ({ id }) => id, cell: (job) => <JobName job={job} />, align: 'text' },
    { id: 'why', header: words.why, value: ({ why }) => why, cell: ({ why }) => <span lang="en">{why}</span>, align: 'text' },
    { id: 'by', header: words.by, value: ({ by }) => by, align: 'text' },
    { id: 'dead', header: words.gaveUp, value: ({ deadAt }) => deadAt, cell: ({ deadAt }) => formatInstant(deadAt) },
    {
      id: 'again',
      header: words.again,
      value: () => null,
      cell: ({ id, operation: name, kind }) => (
        <Button
          look="small"
          disabled={isBusy}
          aria-label={fill(words.againLabel, { job: `${name ?? kind} ${id.slice(0, 8)}` })}
          onClick={() => onRetry(id)}
        >
          {words.again}
        </Button>
      ),
      isSortable: false,
    },
  ];
}
