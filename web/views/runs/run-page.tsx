import { Link, useParams } from '@tanstack/react-router';
import { formatDate, formatInstant, formatP } from '../../../src/contract/format.ts';
import type { RunResult } from '../../../src/contract/store.ts';
import { useOperation } from '../../api/client.ts';
import { downloadText } from '../../parts/csv.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Fault } from '../../parts/notice.tsx';
import { SkeletonLines } from '../../parts/skeleton.tsx';
import { useWords } from '../../words/words.ts';
import { questionOf } from './run-text.ts';
import { RUNS } from './words.ts';

/** One run as it is kept. */
export function RunPage() {
  const words = useWords(RUNS);
  const { id } = useParams({ from: '/runs/$id' });
  const answer = useOperation('store run', { id });
  return (
    <>
      <title>{`${words.title} · Harbinger`}</title>
      <p className="no-print text-[14px]">
        <Link to="/runs" className="underline">
          ← {words.back}
        </Link>
      </p>
      {answer.isError ? (
        <Fault error={answer.error} onRetry={() => answer.refetch()} />
      ) : answer.data ? (
        <Run run={answer.data} />
      ) : (
        <SkeletonLines lines={9} label={words.loading} />
      )}
    </>
  );
}

function Run({ run }: { readonly run: RunResult }) {
  const words = useWords(RUNS);
  const facts = [
    [words.when, formatInstant(run.at)],
    [words.asOf, formatDate(run.asOf)],
    [words.version, run.version],
    [words.data, run.dataHash],
  ] as const;
  const columns: readonly Column<RunResult['verdicts'][number]>[] = [
    { id: 'claim', header: words.claim, value: ({ claim }) => claim, align: 'text' },
    { id: 'verdict', header: words.verdicts, value: ({ verdict }) => verdict, align: 'text' },
    { id: 'p', header: words.p, value: ({ p }) => p, cell: ({ p }) => (p === null ? '–' : formatP(p)) },
  ];
  return (
    <>
      <h1 lang="en" className="mt-3 text-[clamp(22px,4vw,32px)] leading-tight tracking-tight">
        {run.operation}: <code className="text-[0.75em] break-words">{questionOf(run)}</code>
      </h1>
      <dl className="mt-4 grid max-w-[76ch] grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1 text-[14px]">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="break-all">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="no-print mt-4 flex flex-wrap gap-4 text-[14px]">
        <AskAgain run={run} />
        <button
          type="button"
          className="underline"
          onClick={() => downloadText(`harbinger-run-${run.id.slice(0, 8)}.json`, 'application/json', JSON.stringify(run, null, 2))}
        >
          {words.json}
        </button>
      </p>
      <h2 className="mt-8 mb-2 text-[18px]">{words.result}</h2>
      <DataTable
        title={words.result}
        columns={columns}
        rows={run.verdicts}
        rowKey={({ pack, claim }, i) => `${pack} ${claim} ${i}`}
        exportName={`harbinger-run-${run.id.slice(0, 8)}`}
      />
      <h2 className="mt-8 mb-2 text-[18px]">{words.input}</h2>
      <pre className="overflow-x-auto rounded bg-wash p-4 text-[13px] whitespace-pre-wrap">{JSON.stringify(run.input, null, 2)}</pre>
    </>
  );
}

/** Leads to where the same question can be asked on the data of now. */
function AskAgain({ run }: { readonly run: RunResult }) {
  const words = useWords(RUNS);
  const { when, then, pack, claim } = (run.input ?? {}) as Record<string, string | string[] | undefined>;
  if (typeof when === 'string' && Array.isArray(then))
    return (
      <Link to="/lab" search={{ when, then, run: true }} className="underline">
        {words.again}
      </Link>
    );
  if (run.operation !== 'check') return null;
  if (typeof claim === 'string')
    return (
      <Link to="/claims/$pack/$claim" params={{ pack: String(pack ?? 'russell-crypto'), claim }} className="underline">
        {words.again}
      </Link>
    );
  return (
    <Link to="/claims" className="underline">
      {words.again}
    </Link>
  );
}
