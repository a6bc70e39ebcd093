import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { formatDate, formatInstant } from '../../../src/contract/format.ts';
import type { RunsResult } from '../../../src/contract/store.ts';
import { Problem, useOperation } from '../../api/client.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Fault, Notice } from '../../parts/notice.tsx';
import { SkeletonLines } from '../../parts/skeleton.tsx';
import { useWords } from '../../words/words.ts';
import { Difference } from './difference.tsx';
import { questionOf, verdictsOf } from './run-text.ts';
import { RUNS } from './words.ts';

type Run = RunsResult['runs'][number];

/** The runs that the store keeps, and any two of them beside each other. */
export function RunsPage() {
  const words = useWords(RUNS);
  const { before, after } = useSearch({ from: '/runs' });
  const runs = useOperation('store runs', { limit: 200 });
  const isMissing = runs.error instanceof Problem && runs.error.code === 'data';
  return (
    <>
      <title>{`${words.title} · Harbinger`}</title>
      <h1 className="text-[clamp(28px,5vw,40px)] leading-tight tracking-tight">{words.title}</h1>
      <p className="mt-2 max-w-[68ch] text-muted">{words.lead}</p>
      <p className="no-print mt-1 text-[14px]">
        <Link to="/jobs" className="underline">
          {words.jobs}
        </Link>
      </p>
      {before !== undefined && after !== undefined && <Difference before={before} after={after} />}
      {isMissing || runs.data?.runs.length === 0 ? (
        <Notice title={words.none}>
          <p>{words.noneHelp}</p>
        </Notice>
      ) : runs.isError ? (
        <Fault error={runs.error} onRetry={() => runs.refetch()} />
      ) : runs.data ? (
        <RunTable runs={runs.data.runs} />
      ) : (
        <div className="mt-8">
          <SkeletonLines lines={9} label={words.loading} />
        </div>
      )}
    </>
  );
}

function RunTable({ runs }: { readonly runs: readonly Run[] }) {
  const words = useWords(RUNS);
  const { before, after } = useSearch({ from: '/runs' });
  const columns: readonly Column<Run>[] = [
    {
      id: 'when',
      header: words.when,
      value: ({ at }) => at,
      cell: ({ id, at }) => (
        <Link to="/runs/$id" params={{ id }} className="whitespace-nowrap underline">
          {formatInstant(at)}
        </Link>
      ),
    },
    { id: 'operation', header: words.operation, value: ({ operation }) => operation, align: 'text' },
    {
      id: 'question',
      header: words.question,
      value: questionOf,
      cell: (run) => <code className="text-[13px] break-words">{questionOf(run)}</code>,
      align: 'text',
    },
    { id: 'verdicts', header: words.verdicts, value: verdictsOf, align: 'text' },
    { id: 'asOf', header: words.asOf, value: ({ asOf }) => asOf, cell: ({ asOf }) => formatDate(asOf) },
    {
      id: 'data',
      header: words.data,
      value: ({ dataHash }) => dataHash,
      cell: ({ dataHash }) => <code className="text-[12px]">{dataHash.slice(0, 8)}</code>,
    },
    { id: 'version', header: words.version, value: ({ version }) => version },
    {
      id: 'before',
      header: words.before,
      value: () => null,
      isSortable: false,
      cell: ({ id }) => <Choice id={id} side="before" isChosen={id === before} />,
    },
    {
      id: 'after',
      header: words.after,
      value: () => null,
      isSortable: false,
      cell: ({ id }) => <Choice id={id} side="after" isChosen={id === after} />,
    },
  ];
  return (
    <div className="mt-8">
      <p className="no-print mb-1 text-[14px] text-muted">{words.chooseTwo}</p>
      <DataTable title={words.title} columns={columns} rows={runs} rowKey={({ id }) => id} exportName="harbinger-runs" />
    </div>
  );
}

function Choice({ id, side, isChosen }: { readonly id: string; readonly side: 'before' | 'after'; readonly isChosen: boolean }) {
  const words = useWords(RUNS);
  const navigate = useNavigate({ from: '/runs' });
  return (
    <input
      type="radio"
      name={side}
      checked={isChosen}
      aria-label={`${words[side]}: ${id.slice(0, 8)}`}
      onChange={() => void navigate({ search: (all) => ({ ...all, [side]: id }), resetScroll: false })}
      className="size-5 accent-ink"
    />
  );
}
