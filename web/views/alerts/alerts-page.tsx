import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { AlertLine, AlertsResult } from '../../../src/contract/alerts.ts';
import { formatDate, formatInstant } from '../../../src/contract/format.ts';
import { operation, Problem } from '../../api/client.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Fault, Notice } from '../../parts/notice.tsx';
import { Section } from '../../parts/section.tsx';
import { SkeletonLines } from '../../parts/skeleton.tsx';
import { fill, useWords } from '../../words/words.ts';
import { AlertHistory } from './alert-history.tsx';
import { readingWords } from './reading-words.ts';
import { RuleTrial } from './rule-trial.tsx';
import { ALERTS, type AlertWords, stepWord } from './words.ts';

/** Rules move while the page is open: it looks again after so many milliseconds. */
const LOOK_AGAIN = 30_000;

/** How the watched rules stand, what they did, and what a rule would have done. */
export function AlertsPage() {
  const words = useWords(ALERTS);
  const alerts = useQuery({ ...operation('alerts', {}), refetchInterval: LOOK_AGAIN });
  const isMissing = alerts.error instanceof Problem && alerts.error.code === 'data';
  return (
    <>
      <title>{`${words.title} · Harbinger`}</title>
      <h1 className="text-[clamp(28px,5vw,40px)] leading-tight tracking-tight">{words.title}</h1>
      <p className="mt-2 max-w-[68ch] text-muted">{words.lead}</p>
      {isMissing || alerts.data?.alerts.length === 0 ? (
        <Notice title={words.none}>
          <p>
            <CodeText text={isMissing ? words.noStore : words.noneHelp} />
          </p>
        </Notice>
      ) : alerts.isError ? (
        <Fault error={alerts.error} onRetry={() => alerts.refetch()} />
      ) : alerts.data ? (
        <Standing standing={alerts.data} />
      ) : (
        <div className="mt-8">
          <SkeletonLines lines={6} label={words.loading} />
        </div>
      )}
      <Section id="try" title={words.editor} hint={words.editorHint}>
        <RuleTrial />
      </Section>
    </>
  );
}

function Standing({ standing }: { readonly standing: AlertsResult }) {
  const words = useWords(ALERTS);
  const { rule } = useSearch({ from: '/alerts' });
  const { alerts, silences, dead, waiting, sentence } = standing;
  return (
    <>
      <p lang="en" className="mt-6 max-w-[68ch] text-[18px] leading-snug">
        {sentence}
      </p>
      <Section id="rules" title={words.rules}>
        <DataTable
          title={words.rules}
          columns={ruleColumns(words)}
          rows={alerts}
          rowKey={(line) => line.rule}
          exportName="harbinger-alerts"
        />
      </Section>
      <Section id="history" title={words.history}>
        <AlertHistory rule={rule} />
      </Section>
      <Section id="silences" title={words.silences} hint={words.silencesHint}>
        {silences.length === 0 ? (
          <p className="text-[15px]">{words.silencesNone}</p>
        ) : (
          <DataTable title={words.silences} columns={silenceColumns(words)} rows={silences} rowKey={({ id }) => id} />
        )}
      </Section>
      <Section id="dead" title={words.dead} hint={words.deadHint}>
        {waiting > 0 && <p className="mb-2 text-[15px]">{fill(words.waiting, { n: waiting })}</p>}
        {dead.length === 0 ? (
          <p className="text-[15px]">{words.deadNone}</p>
        ) : (
          <DataTable title={words.dead} columns={deadColumns(words)} rows={dead} rowKey={({ id }) => id} />
        )}
      </Section>
    </>
  );
}

function ruleColumns(words: AlertWords): readonly Column<AlertLine>[] {
  return [
    { id: 'rule', header: words.rule, value: ({ title }) => title, cell: (line) => <RuleName line={line} />, align: 'text' },
    { id: 'state', header: words.state, value: ({ status }) => status, cell: (line) => <State line={line} />, align: 'text' },
    {
      id: 'since',
      header: words.since,
      value: ({ isFiring, episode, heldFrom }) => (isFiring ? episode : heldFrom),
      cell: ({ isFiring, episode, heldFrom }) => formatDate(isFiring ? episode : heldFrom),
    },
    {
      id: 'reading',
      header: words.reading,
      value: ({ reading }) => reading,
      cell: ({ reading }) => <span lang="en">{readingWords(reading)}</span>,
    },
    { id: 'of', header: words.of, value: ({ readingDate }) => readingDate, cell: ({ readingDate }) => formatDate(readingDate) },
    {
      id: 'severity',
      header: words.severity,
      value: ({ severity }) => severity,
      cell: ({ severity }) => <span lang="en">{severity}</span>,
    },
  ];
}

/** The rule's title leads to its own history. */
function RuleName({ line }: { readonly line: AlertLine }) {
  return (
    <>
      <Link to="/alerts" search={(all) => ({ ...all, rule: line.rule })} hash="history" className="underline">
        {line.title}
      </Link>
      <code className="mt-0.5 block text-[12px] text-muted">{line.definition.when ?? line.definition.claim}</code>
    </>
  );
}

function State({ line: { status, isFiring, silencedUntil } }: { readonly line: AlertLine }) {
  const words = useWords(ALERTS);
  const look = isFiring
    ? 'border-ink bg-ink text-paper'
    : status === 'inactive' || status === 'resolved'
      ? 'border-dashed border-current text-muted'
      : 'border-current';
  return (
    <>
      <span className={`inline-block rounded border-[1.5px] px-2 py-0.5 text-[14px] leading-5 font-semibold whitespace-nowrap ${look}`}>
        {stepWord(words, isFiring ? 'firing' : status)}
      </span>
      {isFiring && status !== 'firing' && <span className="mt-1 block text-[13px]">{stepWord(words, status)}</span>}
      {silencedUntil !== null && (
        <span className="mt-1 block text-[13px] text-muted">{fill(words.silencedUntil, { until: formatInstant(silencedUntil) })}</span>
      )}
    </>
  );
}

function silenceColumns(words: AlertWords): readonly Column<AlertsResult['silences'][number]>[] {
  return [
    {
      id: 'rule',
      header: words.rule,
      value: ({ rule }) => rule,
      cell: ({ rule }) => <code className="text-[13px]">{rule}</code>,
      align: 'text',
    },
    {
      id: 'until',
      header: words.until,
      value: ({ until }) => until,
      cell: ({ until, isOver }) => (isOver ? words.over : formatInstant(until)),
    },
    { id: 'why', header: words.why, value: ({ why }) => why, align: 'text' },
    { id: 'who', header: words.who, value: ({ who }) => who, align: 'text' },
  ];
}

function deadColumns(words: AlertWords): readonly Column<AlertsResult['dead'][number]>[] {
  return [
    { id: 'message', header: words.message, value: ({ text }) => text, cell: ({ text }) => <span lang="en">{text}</span>, align: 'text' },
    { id: 'sink', header: words.sink, value: ({ sink }) => sink, align: 'text' },
    { id: 'why', header: words.why, value: ({ why }) => why, cell: ({ why }) => <span lang="en">{why}</span>, align: 'text' },
  ];
}
