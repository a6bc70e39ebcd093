import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, useEffect, useMemo, useState } from 'react';
import { useCatalogue } from '../../api/catalogue.ts';
import { useOperation } from '../../api/client.ts';
import { Later } from '../../charts/lazy.tsx';
import { Button } from '../../parts/button.tsx';
import { CodeText } from '../../parts/code-text.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Fault } from '../../parts/notice.tsx';
import { SkeletonLines } from '../../parts/skeleton.tsx';
import { fill, useWords } from '../../words/words.ts';
import { ExpressionField } from '../lab/expression-field.tsx';
import { LabProvider } from '../lab/lab-context.tsx';
import { type AlertSearch, isDate, isSpan, ruleYaml } from './alert-search.ts';
import { ALERTS } from './words.ts';

const FiringChart = lazy(async () => ({ default: (await import('./firing-chart.tsx')).FiringChart }));

type Draft = Readonly<Record<'when' | 'for' | 'keep' | 'from', string>>;

/** A rule in the making: its expression and spans, when it would have fired, and what goes into the file. */
export function RuleTrial() {
  const words = useWords(ALERTS);
  const search = useSearch({ from: '/alerts' });
  const navigate = useNavigate({ from: '/alerts' });
  const language = useOperation('language', {});
  const series = useCatalogue();
  const { when = '', for: pendingFor = '', keep = '', from = '' } = search;
  const [draft, setDraft] = useState<Draft>({ when, for: pendingFor, keep, from });
  // Going back shows what was asked then.
  useEffect(() => setDraft({ when, for: pendingFor, keep, from }), [when, pendingFor, keep, from]);
  const vocabulary = useMemo(
    () => ({ functions: language.data?.functions ?? [], series: series.data?.series ?? [] }),
    [language.data, series.data],
  );
  const isFit = draft.when.trim() !== '' && isSpan(draft.for) && isSpan(draft.keep) && isDate(draft.from);
  const run = () => {
    if (!isFit) return;
    const asked = Object.fromEntries(Object.entries(draft).map(([key, value]) => [key, value.trim() || undefined]));
    void navigate({ search: (all) => ({ ...all, ...asked }), resetScroll: false });
  };
  const edit = (key: keyof Draft) => (value: string) => setDraft((before) => ({ ...before, [key]: value }));
  return (
    <LabProvider value={{ vocabulary, asOf: undefined, run, onFocus: () => {} }}>
      <form
        className="no-print mt-4 grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <ExpressionField kind="trigger" label={words.when} help={words.whenHelp} value={draft.when} onChange={edit('when')} />
        <div className="flex flex-wrap items-end gap-4">
          <SpanField label={words.pendingFor} value={draft.for} onChange={edit('for')} />
          <SpanField label={words.keepFiring} value={draft.keep} onChange={edit('keep')} />
          <label className="grid gap-1 text-[14px]">
            {words.from}
            <input type="date" value={draft.from} onChange={(event) => edit('from')(event.target.value)} className={FIELD} />
          </label>
          <Button type="submit" look="main" disabled={!isFit}>
            {words.run}
          </Button>
        </div>
      </form>
      {search.when !== undefined && <Trial asked={search} />}
    </LabProvider>
  );
}

const FIELD = 'min-h-10 w-44 rounded border border-base bg-paper px-3 text-[15px] placeholder:text-muted aria-invalid:border-events';

function SpanField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  const words = useWords(ALERTS);
  return (
    <label className="grid gap-1 text-[14px]">
      {label}
      <input
        type="text"
        value={value}
        placeholder="2w"
        title={words.spanHelp}
        aria-invalid={!isSpan(value)}
        onChange={(event) => onChange(event.target.value)}
        className={FIELD}
      />
    </label>
  );
}

/** What the rule would have done, and the rule as a file has it. */
function Trial({ asked }: { readonly asked: AlertSearch }) {
  const words = useWords(ALERTS);
  const { when = '', for: pendingFor, keep, from } = asked;
  const answer = useOperation('alerts dry-run', {
    when,
    ...(pendingFor === undefined ? {} : { for: pendingFor }),
    ...(keep === undefined ? {} : { keepFiring: keep }),
    ...(from === undefined ? {} : { from }),
  });
  const yaml = ruleYaml(asked);
  if (answer.isError) return <Fault error={answer.error} onRetry={() => answer.refetch()} />;
  const run = answer.data?.runs[0];
  if (!run)
    return (
      <div className="mt-6">
        <SkeletonLines lines={8} label={words.loading} />
      </div>
    );
  return (
    <>
      {run.needs.length > 0 ? (
        <p role="alert" className="mt-6 text-[16px]">
          {fill(words.needs, { ids: run.needs.join(', ') })}
        </p>
      ) : (
        <Later height={420}>
          <FiringChart run={run} />
        </Later>
      )}
      <section className="mt-8" aria-labelledby="rule-yaml">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h3 id="rule-yaml" className="text-[16px]">
            {words.yaml}
          </h3>
          <CopyButton text={yaml} label={words.copy} />
        </div>
        <p className="mt-1 max-w-[68ch] text-[14px] text-muted">
          <CodeText text={words.yamlHint} />
        </p>
        <pre className="mt-2 rounded bg-wash p-4 text-[13px] break-words whitespace-pre-wrap">{yaml}</pre>
      </section>
    </>
  );
}
