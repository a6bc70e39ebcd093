import type { DoctorFinding } from '../../../src/contract/doctor.ts';
import { formatDate } from '../../../src/contract/format.ts';
import { useOperation } from '../../api/client.ts';
import { Fault } from '../../parts/notice.tsx';
import { Prose } from '../../parts/prose.tsx';
import { SkeletonLines } from '../../parts/skeleton.tsx';
import { useWords } from '../../words/words.ts';
import { SERIES } from './words.ts';

const SIGNS = { error: '✗', warning: '!', note: 'i' } as const;

/** What was found wrong or odd with a series, the worst first, and what hangs on it. */
export function Quality({ id, asOf }: { readonly id: string; readonly asOf: string | undefined }) {
  const words = useWords(SERIES);
  const { data, error, refetch } = useOperation('doctor', { ids: [id], ...(asOf === undefined ? {} : { asOf }) });
  const findings = data?.series[0]?.findings;
  return (
    <section className="mt-10 min-w-0">
      <h2 className="mb-2 text-[20px]">{words.quality}</h2>
      {error ? (
        <Fault error={error} onRetry={() => refetch()} />
      ) : !findings ? (
        <SkeletonLines lines={3} label={words.qualityBusy} />
      ) : findings.length === 0 ? (
        <p>
          <span aria-hidden="true">✓ </span>
          {words.qualityNone}
        </p>
      ) : (
        <ul className="grid gap-4">
          {findings.map((finding) => (
            <Finding key={`${finding.kind} ${finding.from}`} finding={finding} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Finding({ finding }: { readonly finding: DoctorFinding }) {
  const words = useWords(SERIES);
  const { kind, severity, from, to, sentence, advice, effect, effects } = finding;
  return (
    <li className="grid gap-x-4 gap-y-1 border-t border-line pt-3 md:grid-cols-[11rem_minmax(0,1fr)]">
      <p className="text-[14px]">
        <span
          aria-hidden="true"
          className={`mr-2 inline-flex size-5 items-center justify-center rounded-full border text-[12px] font-bold ${severity === 'error' ? 'border-ink bg-ink text-paper' : 'border-current'}`}
        >
          {SIGNS[severity]}
        </span>
        <strong className="font-semibold">{words[severity]}</strong>
        <span lang="en" className="block text-muted">
          {kind}
          {from !== null && <span className="block">{from === to ? formatDate(from) : `${formatDate(from)} … ${formatDate(to)}`}</span>}
        </span>
      </p>
      <div lang="en" className="max-w-[72ch] text-[15px]">
        <p>
          <Prose text={sentence} />
        </p>
        <p className="mt-1 text-muted">
          <Prose text={advice} />
        </p>
        {effect !== '' && (
          <p className="mt-1">
            <span className="font-semibold">{words.hangs}:</span> <Prose text={effect} />
          </p>
        )}
        {effects.length > 0 && (
          <ul className="mt-1 list-disc pl-5 text-[14px]">
            {effects.map((one) => (
              <li key={`${one.claim} ${one.expression}`}>
                <Prose text={one.sentence} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
