import { Link } from '@tanstack/react-router';
import type { AlertHistoryResult } from '../../../src/contract/alerts.ts';
import { formatDate, formatInstant } from '../../../src/contract/format.ts';
import { useOperation } from '../../api/client.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Fault } from '../../parts/notice.tsx';
import { SkeletonLines } from '../../parts/skeleton.tsx';
import { fill, useWords } from '../../words/words.ts';
import { readingWords } from './reading-words.ts';
import { ALERTS, type AlertWords, stepWord } from './words.ts';

type Line = AlertHistoryResult['steps'][number];

/** The last steps of one rule, or of all. */
export function AlertHistory({ rule }: { readonly rule: string | undefined }) {
  const words = useWords(ALERTS);
  const answer = useOperation('alerts history', rule === undefined ? {} : { rule });
  if (answer.isError) return <Fault error={answer.error} onRetry={() => answer.refetch()} />;
  if (!answer.data) return <SkeletonLines lines={4} label={words.loading} />;
  const { steps } = answer.data;
  return (
    <>
      {rule !== undefined && (
        <p className="no-print mb-2 text-[14px]">
          <code>{rule}</code> ·{' '}
          <Link to="/alerts" search={({ rule: _, ...rest }) => rest} hash="history" className="underline">
            {words.historyAll}
          </Link>
        </p>
      )}
      {steps.length === 0 ? (
        <p className="text-[15px]">{words.historyNone}</p>
      ) : (
        <DataTable
          title={words.history}
          columns={columnsOf(words)}
          rows={steps}
          rowKey={({ id }) => id}
          exportName="harbinger-alert-history"
        />
      )}
    </>
  );
}

function columnsOf(words: AlertWords): readonly Column<Line>[] {
  return [
    { id: 'noticed', header: words.noticed, value: ({ noticedAt }) => noticedAt, cell: ({ noticedAt }) => formatInstant(noticedAt) },
    {
      id: 'rule',
      header: words.rule,
      value: ({ rule }) => rule,
      cell: ({ rule }) => <code className="text-[13px]">{rule}</code>,
      align: 'text',
    },
    { id: 'step', header: words.step, value: ({ kind }) => kind, cell: ({ kind }) => stepWord(words, kind), align: 'text' },
    { id: 'of', header: words.of, value: ({ date }) => date, cell: ({ date }) => formatDate(date) },
    { id: 'known', header: words.known, value: ({ at }) => at, cell: ({ at }) => formatInstant(at) },
    {
      id: 'reading',
      header: words.reading,
      value: ({ reading }) => reading,
      cell: ({ reading }) => <span lang="en">{readingWords(reading)}</span>,
    },
    { id: 'remark', header: words.remark, value: (line) => remarkOf(line, words), align: 'text' },
  ];
}

const remarkOf = ({ withheld, detail, isLate }: Line, words: AlertWords): string =>
  [isLate ? words.late : '', withheld === null ? '' : fill(words.notTold, { why: withheld }), detail ?? ''].filter(Boolean).join('; ');
