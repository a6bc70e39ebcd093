import { formatLevel, formatNumber, formatP } from '../../../src/contract/format.ts';
import type { DiffResult } from '../../../src/contract/store.ts';
import { useOperation } from '../../api/client.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Fault } from '../../parts/notice.tsx';
import { Prose } from '../../parts/prose.tsx';
import { SkeletonLines } from '../../parts/skeleton.tsx';
import { fill, useWords } from '../../words/words.ts';
import { RUNS } from './words.ts';

type RunWords = ReturnType<typeof useWords<keyof typeof RUNS.en>>;

/** Two runs beside each other: what changed in verdicts and numbers, and why. */
export function Difference({ before, after }: { readonly before: string; readonly after: string }) {
  const words = useWords(RUNS);
  const answer = useOperation('store diff', { before, after });
  return (
    <section aria-labelledby="difference" className="mt-8 border-t-[3px] border-ink pt-3">
      <h2 id="difference" className="text-[21px]">
        {words.changed}
      </h2>
      {answer.isError ? (
        <Fault error={answer.error} onRetry={() => answer.refetch()} />
      ) : answer.data ? (
        <Changes diff={answer.data} />
      ) : (
        <SkeletonLines lines={4} label={words.loading} />
      )}
    </section>
  );
}

function Changes({ diff }: { readonly diff: DiffResult }) {
  const words = useWords(RUNS);
  const changed = diff.verdicts.filter((verdict) => verdict.changed);
  return (
    <div lang="en">
      <p className="mt-2 max-w-[68ch] text-[18px] leading-snug">
        <Prose text={diff.sentence} />
      </p>
      <h3 className="mt-5 text-[15px]">{words.causes}</h3>
      {diff.causes.length === 0 ? (
        <p className="text-[14px] text-muted">{words.noCause}</p>
      ) : (
        <ul className="list-disc pl-5 text-[15px]">
          {diff.causes.map(({ cause, sentence }) => (
            <li key={cause}>
              <Prose text={sentence} />
            </li>
          ))}
        </ul>
      )}
      {changed.length > 0 && (
        <div className="mt-5">
          <h3 className="text-[15px]">{words.verdicts}</h3>
          <DataTable
            title={words.verdicts}
            columns={verdictColumns(words)}
            rows={changed}
            rowKey={({ pack, claim }) => `${pack} ${claim}`}
          />
        </div>
      )}
      <h3 className="mt-5 text-[15px]">{words.numbers}</h3>
      <p className="text-[14px] text-muted">
        {fill(diff.numbers.length === 0 ? words.noNumbers : words.compared, { n: formatNumber(diff.compared) })}
      </p>
      {diff.numbers.length > 0 && (
        <div className="max-h-[480px] overflow-y-auto">
          <DataTable
            title={words.numbers}
            columns={numberColumns(words)}
            rows={diff.numbers}
            rowKey={({ path }) => path}
            exportName="harbinger-difference"
          />
        </div>
      )}
    </div>
  );
}

function verdictColumns(words: RunWords): readonly Column<DiffResult['verdicts'][number]>[] {
  const text = (side: { verdict: string; p: number | null } | null) =>
    side === null ? words.missing : `${side.verdict}${side.p === null ? '' : `, ${formatP(side.p)}`}`;
  return [
    { id: 'claim', header: words.claim, value: ({ claim }) => claim, align: 'text' },
    { id: 'before', header: words.before, value: ({ before }) => text(before), align: 'text' },
    { id: 'after', header: words.after, value: ({ after }) => text(after), align: 'text' },
  ];
}

function numberColumns(words: RunWords): readonly Column<DiffResult['numbers'][number]>[] {
  return [
    { id: 'number', header: words.number, value: ({ label }) => label, align: 'text' },
    { id: 'before', header: words.before, value: ({ before }) => before, cell: ({ before }) => formatLevel(before) },
    { id: 'after', header: words.after, value: ({ after }) => after, cell: ({ after }) => formatLevel(after) },
  ];
}
