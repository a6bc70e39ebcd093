import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { formatNumber, formatPercent, keepTogether } from '../../../src/contract/format.ts';
import type { ScanPlanResult, ScanResult } from '../../../src/contract/scan.ts';
import { operation } from '../../api/client.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { useSettled } from '../../parts/use-settled.ts';
import { fill, useWords } from '../../words/words.ts';
import { formatDuration } from './duration.ts';
import { DEFAULTS, type Lack, lackOf, questionOf } from './scan-question.ts';
import type { ScanSearch } from './scan-search.ts';
import { SCAN, type ScanWords } from './words.ts';

/** A pause in the writing after which it is counted anew, in milliseconds. */
const PAUSE = 300;

interface EstimateProps {
  readonly draft: ScanSearch;
  readonly asOf: string | undefined;
}

/** What the set-up as it stands would try, how long that takes and what luck would make of it; or what is wrong with it. */
export function Estimate({ draft, asOf }: EstimateProps) {
  const words = useWords(SCAN);
  const id = useId();
  const settled = useSettled(draft, PAUSE);
  const lack = lackOf(draft);
  const question = questionOf(settled, asOf);
  const { data, error, isPlaceholderData, isPending } = useQuery({
    ...operation('scan', { ...(question ?? { targets: [] }), dryRun: true }),
    enabled: question !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const plan = planOf(data);
  const isBehind = settled !== draft || isPlaceholderData || (isPending && question !== undefined);
  return (
    <section aria-labelledby={id} className="rounded bg-wash px-5 py-4">
      <h2 id={id} className="text-[16px]">
        {words.estimate}
      </h2>
      <div aria-live="polite" aria-busy={isBehind} className={`mt-1 min-h-[4.5rem] text-[15px] ${isBehind ? 'text-muted' : ''}`}>
        {lack !== undefined ? (
          <Complaint>{lackWords(lack, words)}</Complaint>
        ) : error && !isBehind ? (
          <Complaint>
            <span lang="en">
              <CodeText text={error.message} />
            </span>
          </Complaint>
        ) : plan ? (
          <Plan plan={plan} level={settled.level ?? DEFAULTS.level} />
        ) : (
          <p className="text-muted">{words.estimating}</p>
        )}
      </div>
    </section>
  );
}

const planOf = (data: ScanResult | undefined): ScanPlanResult | undefined => (data?.kind === 'plan' ? data : undefined);

/** What is lacking, in a sentence. */
export function lackWords(lack: Lack, words: ScanWords): string {
  const names = {
    targets: 'lackTargets',
    horizons: 'lackHorizons',
    triggers: 'lackTriggers',
    level: 'lackLevel',
    fewest: 'lackFewest',
  } as const;
  return words[names[lack]];
}

function Complaint({ children }: { readonly children: React.ReactNode }) {
  return (
    <p className="flex gap-2">
      <span aria-hidden="true" className="flex-none font-bold text-events">
        !
      </span>
      <span className="min-w-0">{children}</span>
    </p>
  );
}

function Plan({ plan, level }: { readonly plan: ScanPlanResult; readonly level: number }) {
  const words = useWords(SCAN);
  const { hypotheses, triggers, series, seconds, notes } = plan;
  const counted = fill(words.counted, {
    ...{ n: formatNumber(hypotheses), triggers: formatNumber(triggers), series: formatNumber(series) },
    columns: formatNumber(triggers === 0 ? 0 : hypotheses / triggers),
  });
  const lucky = Math.round(hypotheses * level);
  const byLuck = fill(words.byLuck, { n: formatNumber(lucky), level: formatPercent(level) });
  return (
    <>
      <p>
        {keepTogether(counted)} <strong className="font-semibold">{fill(words.takes, { time: formatDuration(seconds, words) })}</strong>
      </p>
      {lucky > 0 && <p className="mt-1 text-[14px] text-muted">{keepTogether(byLuck)}</p>}
      {notes.map((note) => (
        <p key={note} lang="en" className="mt-1 text-[14px]">
          <CodeText text={note} />
        </p>
      ))}
    </>
  );
}
