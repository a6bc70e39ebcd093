import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ForecastLine, ForecastResult } from '../../../src/contract/forecast.ts';
import { formatNumber } from '../../../src/contract/format.ts';
import { Problem, useOperation } from '../../api/client.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Fault, Notice } from '../../parts/notice.tsx';
import { Prose } from '../../parts/prose.tsx';
import { Section } from '../../parts/section.tsx';
import { SkeletonLines } from '../../parts/skeleton.tsx';
import { fill, useWords } from '../../words/words.ts';
import { BackCast } from './back-cast.tsx';
import { ForecastTable } from './forecast-table.tsx';
import { Scores } from './scores.tsx';
import { Standings } from './standings.tsx';
import { LEDGER } from './words.ts';

/** Sealed forecasts: what is open, what came true, who has been right; and, apart from them, the past replayed. */
export function LedgerPage() {
  const words = useWords(LEDGER);
  const { early } = useSearch({ from: '/ledger' });
  const answer = useOperation('forecast show', early ? { early } : {});
  const isMissing = answer.error instanceof Problem && answer.error.code === 'data';
  return (
    <>
      <title>{`${words.title} · Harbinger`}</title>
      <h1 className="text-[clamp(28px,5vw,40px)] leading-tight tracking-tight">{words.title}</h1>
      <p className="mt-2 max-w-[68ch] text-muted">{words.lead}</p>
      {isMissing || answer.data?.head.entries === 0 ? (
        <Notice title={words.none}>
          <p>
            <CodeText text={isMissing ? words.noStore : words.noneHelp} />
          </p>
        </Notice>
      ) : answer.isError ? (
        <Fault error={answer.error} onRetry={() => answer.refetch()} />
      ) : answer.data ? (
        <Ledger ledger={answer.data} />
      ) : (
        <div className="mt-8">
          <SkeletonLines lines={9} label={words.loading} />
        </div>
      )}
      <BackCast />
    </>
  );
}

function Ledger({ ledger }: { readonly ledger: ForecastResult }) {
  const words = useWords(LEDGER);
  const { sentence, fault, forecasts, scores, byClaim, bySource, head } = ledger;
  return (
    <>
      {fault !== null && (
        <Notice title={words.broken}>
          <p lang="en">
            <Prose text={fault} />
          </p>
          <p>
            <CodeText text={words.brokenHelp} />
          </p>
        </Notice>
      )}
      <p lang="en" className="mt-4 max-w-[68ch] text-[clamp(17px,2.2vw,20px)] leading-snug">
        <Prose text={sentence} />
      </p>
      <EarlyChoice />
      <Forecasts id="open" title={words.open} rows={of(forecasts, 'open')} />
      <Forecasts id="due" title={words.due} rows={of(forecasts, 'due')} />
      <Section id="scores" title={words.scores} hint={words.scoresHint}>
        <Scores title={words.scores} scores={scores} what="sealed forecasts" anchor="reliability" />
      </Section>
      {bySource.length > 0 && (
        <Section id="sources" title={words.bySource} hint={words.bySourceHint}>
          <Standings title={words.bySource} rows={bySource} by="by" />
        </Section>
      )}
      {byClaim.length > 0 && (
        <Section id="claims" title={words.byClaim}>
          <Standings title={words.byClaim} rows={byClaim} by="claim" />
        </Section>
      )}
      <Forecasts id="scored" title={words.scored} rows={of(forecasts, 'scored')} isScored />
      <Section id="head" title={fill(words.head, { n: formatNumber(head.entries) })} hint={words.headHint}>
        <p className="flex flex-wrap items-center gap-3">
          <code className="text-[13px] break-all">{head.hash}</code>
          <CopyButton text={head.hash} label={words.copy} />
          <a className="no-print text-[14px] underline" href="/api/v1/forecast/export?format=jsonl" download>
            {words.export}
          </a>
        </p>
      </Section>
    </>
  );
}

const of = (lines: readonly ForecastLine[], status: ForecastLine['status']) => lines.filter((line) => line.status === status);

interface ForecastsProps {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly ForecastLine[];
  readonly isScored?: boolean;
}

function Forecasts({ id, title, rows, isScored = false }: ForecastsProps) {
  if (rows.length === 0) return null;
  return (
    <Section id={id} title={`${title} (${formatNumber(rows.length)})`}>
      <ForecastTable title={title} rows={rows} isScored={isScored} />
    </Section>
  );
}

/** All of them, or those that were sealed before much of the horizon had been seen. */
function EarlyChoice() {
  const words = useWords(LEDGER);
  const { early } = useSearch({ from: '/ledger' });
  const navigate = useNavigate({ from: '/ledger' });
  const choices = [
    [words.all, undefined],
    [words.early, true],
  ] as const;
  return (
    <fieldset className="no-print mt-4 flex flex-wrap items-center gap-x-5 gap-y-1 text-[14px]">
      <legend className="sr-only">{words.show}</legend>
      {choices.map(([label, value]) => (
        <label key={label} className="inline-flex min-h-9 items-center gap-2">
          <input
            type="radio"
            name="early"
            checked={early === value}
            onChange={() =>
              void navigate({ search: ({ early: _, ...all }) => (value ? { ...all, early: value } : all), resetScroll: false })
            }
            className="size-5 accent-ink"
          />
          {label}
        </label>
      ))}
      <span className="text-muted">{words.earlyHint}</span>
    </fieldset>
  );
}
