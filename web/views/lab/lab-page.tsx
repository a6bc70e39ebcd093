import type { EditorView } from '@codemirror/view';
import { useMemo, useRef, useState } from 'react';
import { useCatalogue } from '../../api/catalogue.ts';
import { useOperation } from '../../api/client.ts';
import { Button } from '../../parts/button.tsx';
import { Fault } from '../../parts/notice.tsx';
import { useIsWide } from '../../parts/use-is-wide.ts';
import { useAsOf } from '../../shell/as-of.tsx';
import { useWords } from '../../words/words.ts';
import { Answers } from './answers.tsx';
import { insertAtCursor } from './editor/expression-editor.tsx';
import { LabProvider } from './lab-context.tsx';
import { asksTheSame, repeated, tidy } from './lab-question.ts';
import { Material } from './material.tsx';
import { Options } from './options.tsx';
import { StudyFields } from './study-fields.tsx';
import { type Lab, useLab } from './use-lab.ts';
import { LAB } from './words.ts';

/** Where a reader tests a claim of their own. */
export function LabPage() {
  const words = useWords(LAB);
  const asOf = useAsOf();
  const lab = useLab();
  const language = useOperation('language', {});
  const series = useCatalogue();
  const cursor = useRef<EditorView | null>(null);
  const [complaint, setComplaint] = useState('');
  const vocabulary = useMemo(
    () => ({ functions: language.data?.functions ?? [], series: series.data?.series ?? [] }),
    [language.data, series.data],
  );
  const { draft, asked } = lab;
  const isWide = useIsWide();
  const run = () => {
    const missing = whatIsMissing(tidy(draft), words);
    setComplaint(missing);
    if (missing === '') lab.run();
  };
  const contents = {
    vocabulary,
    asOf,
    run,
    onFocus: (view: EditorView) => {
      cursor.current = view;
    },
  };
  const material = (
    <Material
      onUse={(question) => lab.edit({ direction: 'up', ...question })}
      onInsert={(text) => cursor.current?.dom.isConnected && insertAtCursor(cursor.current, text)}
    />
  );
  return (
    <LabProvider value={contents}>
      <title>{`${words.title} · Harbinger`}</title>
      <h1 className="text-[clamp(28px,5vw,40px)] leading-tight tracking-tight">{words.title}</h1>
      <p className="mt-2 max-w-[68ch] text-muted">{words.lead}</p>
      {asked && (
        <p className="no-print mt-2 text-[15px]">
          <a href="#answer" className="underline">
            ↓ {words.toAnswer}
          </a>
        </p>
      )}
      {language.error && <Fault error={language.error} onRetry={() => language.refetch()} />}
      <div className="no-print mt-8 grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_320px]">
        <form
          className="min-w-0"
          onSubmit={(event) => {
            event.preventDefault();
            run();
          }}
        >
          <Fields lab={lab} />
          <div className="mt-6">
            <Options draft={draft} onEdit={lab.edit} />
          </div>
          <RunBar lab={lab} complaint={complaint} />
        </form>
        {isWide && material}
      </div>
      {asked && (
        <Answers
          asked={asked}
          asOf={asOf}
          runs={lab.runs}
          member={draft.member ?? 0}
          isStale={!asksTheSame(draft, asked)}
          onMember={(member) => lab.look({ member })}
          onStop={lab.cancel}
        />
      )}
      {/* Beside the fields where there is room; else below the answer, which is what the reader came for. */}
      {!isWide && <div className="no-print mt-10">{material}</div>}
    </LabProvider>
  );
}

/** What must be mended before it can be run, in a sentence; empty where nothing must. */
function whatIsMissing(
  { when, then = [] }: ReturnType<typeof tidy>,
  words: Readonly<Record<'writeWhen' | 'writeThen' | 'twice', string>>,
): string {
  if (when === undefined) return words.writeWhen;
  if (then.length === 0) return words.writeThen;
  return repeated(then).length > 0 ? words.twice.replace('{text}', repeated(then)[0] as string) : '';
}

function Fields({ lab: { draft, edit } }: { readonly lab: Lab }) {
  const words = useWords(LAB);
  const isComparing = draft.bWhen !== undefined;
  const first = (
    <StudyFields
      when={draft.when ?? ''}
      then={draft.then ?? []}
      direction={draft.direction ?? 'up'}
      onWhen={(when) => edit({ when })}
      onThen={(then) => edit({ then })}
      onDirection={(direction) => edit({ direction })}
    />
  );
  if (!isComparing) return first;
  return (
    <div className="grid gap-8">
      <section className="min-w-0">
        <h2 className="mb-3 text-[19px]">{words.studyA}</h2>
        {first}
      </section>
      <section className="min-w-0 border-t border-line pt-5">
        <h2 className="mb-3 text-[19px]">{words.studyB}</h2>
        <StudyFields
          when={draft.bWhen ?? ''}
          then={draft.bThen ?? []}
          direction={draft.bDirection ?? 'up'}
          onWhen={(bWhen) => edit({ bWhen })}
          onThen={(bThen) => edit({ bThen })}
          onDirection={(bDirection) => edit({ bDirection })}
        />
      </section>
    </div>
  );
}

function RunBar({ lab: { draft, edit }, complaint }: { readonly lab: Lab; readonly complaint: string }) {
  const words = useWords(LAB);
  const { when = '', then = [], direction = 'up', bWhen, bThen = [], bDirection = 'up' } = draft;
  const isComparing = bWhen !== undefined;
  const nothing = { bWhen: undefined, bThen: undefined, bDirection: undefined };
  return (
    <div className="mt-6 border-t border-line pt-4">
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="main">
          {isComparing ? words.runBoth : words.run}
        </Button>
        {isComparing ? (
          <>
            <Button
              onClick={() => edit({ when: bWhen, then: bThen, direction: bDirection, bWhen: when, bThen: then, bDirection: direction })}
            >
              {words.swap}
            </Button>
            <Button onClick={() => edit(nothing)}>{words.compareEnd}</Button>
          </>
        ) : (
          <Button disabled={when === ''} onClick={() => edit({ bWhen: when, bThen: then, bDirection: direction })}>
            {words.compare}
          </Button>
        )}
        <Button onClick={() => edit({ ...nothing, when: '', then: [], direction: 'up', given: [], curve: false, trade: false, seed: 1 })}>
          {words.clear}
        </Button>
      </div>
      <p role="alert" className="mt-2 min-h-6 text-[14px]">
        {complaint}
      </p>
    </div>
  );
}
