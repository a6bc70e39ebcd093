import { NoAnswer, Problem, useOperation } from '../../api/client.ts';
import { Button } from '../../parts/button.tsx';
import { CodeText } from '../../parts/code-text.tsx';
import { SkeletonBox, SkeletonLines } from '../../parts/skeleton.tsx';
import { useLedTo } from '../../parts/use-led-to.ts';
import { SHELL } from '../../words/shell.ts';
import { useWords } from '../../words/words.ts';
import type { ReadQuestion } from './read-question.ts';
import { Reading } from './reading.tsx';
import { READ } from './words.ts';

interface ReadAnswerProps {
  readonly question: ReadQuestion;
  /** Of the files that the texts came from. */
  readonly names: readonly (string | undefined)[];
  /** Whether the form has changed since. */
  readonly isStale: boolean;
  /** How often the reader has pressed Read. */
  readonly runs: number;
}

/** What was read, or that it is being read, or why it could not be. */
export function ReadAnswer({ question, names, isStale, runs }: ReadAnswerProps) {
  const words = useWords(READ);
  const { data, error, refetch, isFetching } = useOperation('read', question);
  const heading = useLedTo(runs, data !== undefined || error !== null);
  return (
    <section aria-labelledby="result" className="mt-10 border-t-[1.5px] border-ink pt-6">
      <h2 id="result" ref={heading} tabIndex={-1} className="mb-3 scroll-mt-10 text-[24px] outline-none">
        {words.result}
      </h2>
      {isStale && (
        <p role="status" className="no-print mb-4 rounded bg-wash px-4 py-2 text-[14px]">
          {words.stale}
        </p>
      )}
      {data !== undefined ? (
        <Reading result={data} question={question} names={names} />
      ) : error !== null && !isFetching ? (
        <Failure error={error} onAgain={() => void refetch()} />
      ) : (
        <Waiting />
      )}
    </section>
  );
}

/** As the answer will stand: a sentence, then the text with its claims beside it. */
function Waiting() {
  const words = useWords(READ);
  return (
    <>
      <p className="mb-4 text-muted">{words.reading}</p>
      <SkeletonLines lines={2} label={words.reading} />
      <div className="mt-8 grid gap-8 lg:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]">
        <SkeletonBox height={360} label={words.reading} />
        <div className="hidden lg:block">
          <SkeletonBox height={360} label={words.reading} />
        </div>
      </div>
    </>
  );
}

function Failure({ error, onAgain }: { readonly error: Error; readonly onAgain: () => void }) {
  const words = useWords(READ);
  const shell = useWords(SHELL);
  const isOffline = error instanceof NoAnswer;
  const isTooLarge = error instanceof Problem && error.status === 413;
  return (
    <section role="alert" className="max-w-[72ch] rounded border-[1.5px] border-ink px-5 py-4">
      <h3 className="text-[18px]">{words.failed}</h3>
      <p lang={isOffline ? undefined : 'en'} className="mt-2">
        <CodeText text={isOffline ? shell.offline : error.message} />
      </p>
      <p className="mt-2 text-[14px] text-muted">{isTooLarge ? words.tooLarge : words.failedHelp}</p>
      <Button className="mt-3" onClick={onAgain}>
        {shell.again}
      </Button>
    </section>
  );
}
