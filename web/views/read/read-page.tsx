import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { useAsOf } from '../../shell/as-of.tsx';
import { useWords } from '../../words/words.ts';
import { useKeptTexts } from './kept-texts.ts';
import { ReadAnswer } from './read-answer.tsx';
import { ReadOptions } from './read-options.tsx';
import { asksTheSame, type Lack, lackOf, questionOf, writtenTexts } from './read-question.ts';
import { TextFields } from './text-fields.tsx';
import { READ } from './words.ts';

/** Where a reader pastes articles and sees what they claim, which claim it is, and what is to be held of it. */
export function ReadPage() {
  const words = useWords(READ);
  const asOf = useAsOf();
  const { draft, asked, edit, ask, clear } = useKeptTexts();
  const [lack, setLack] = useState<Lack>();
  const [runs, setRuns] = useState(0);
  const read = () => {
    const found = lackOf(draft);
    setLack(found);
    if (found !== undefined) return;
    ask();
    setRuns((count) => count + 1);
  };
  return (
    <>
      <title>{`${words.title} · Harbinger`}</title>
      <h1 className="text-[clamp(28px,5vw,40px)] leading-tight tracking-tight">{words.title}</h1>
      <p className="mt-2 max-w-[68ch] text-muted">{words.lead}</p>
      <form
        className="no-print mt-6"
        onSubmit={(event) => {
          event.preventDefault();
          read();
        }}
      >
        <TextFields texts={draft.texts} onTexts={(change) => edit((before) => ({ ...before, texts: change(before.texts) }))} />
        <ReadOptions draft={draft} onEdit={(change) => edit((before) => ({ ...before, ...change }))} />
        <div className="mt-4 flex flex-wrap items-center gap-3">
          <Button type="submit" look="main">
            {words.read}
          </Button>
          <Button
            onClick={() => {
              clear();
              setLack(undefined);
            }}
          >
            {words.clear}
          </Button>
        </div>
        <p role="alert" className="mt-2 min-h-6 text-[14px]">
          {lack !== undefined && words[lack]}
        </p>
      </form>
      {asked !== undefined && lackOf(asked) === undefined && (
        <ReadAnswer
          question={questionOf(asked, asOf)}
          names={writtenTexts(asked).map(({ name }) => name)}
          isStale={!asksTheSame(draft, asked)}
          runs={runs}
        />
      )}
    </>
  );
}
