import { capitalise } from '../../../src/contract/format.ts';
import type { ClaimState } from '../../../src/contract/state.ts';
import { useVerdictWords } from '../../parts/verdict-words.ts';
import { useWords } from '../../words/words.ts';
import { TODAY } from './words.ts';

const UNIT = 9;

/** How many statements have each verdict: one mark for each, so that the whole is seen at a glance. */
export function VerdictCounts({ claims }: { readonly claims: readonly ClaimState[] }) {
  const words = useWords(TODAY);
  const verdict = useVerdictWords();
  const counts = [...Map.groupBy(claims, ({ verdictKind }) => verdictKind)]
    .map(([kind, all]) => ({ kind, count: all.length }))
    .toSorted((a, b) => b.count - a.count);
  return (
    <section aria-labelledby="verdict-counts" className="mt-8 md:mt-6">
      <h2 id="verdict-counts" className="border-b-[1.5px] border-ink pb-1 text-[14px]">
        {words.verdicts} <span className="font-normal text-muted">{claims.length}</span>
      </h2>
      <ul className="text-[13px] leading-5">
        {counts.map(({ kind, count }) => (
          <li key={kind} className="flex items-center justify-between gap-4 border-b border-line py-1">
            <span>{capitalise(verdict(kind))}</span>
            <span className="flex flex-none items-center gap-2">
              <svg width={count * UNIT} height="8" aria-hidden="true">
                {Array.from({ length: count }, (_, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the marks are all alike
                  <rect key={i} x={i * UNIT} width="6" height="8" fill={kind === 'stands out from luck' ? 'var(--ink)' : 'var(--base)'} />
                ))}
              </svg>
              <span className="w-5 text-right font-semibold">{count}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
