import { NoAnswer } from '../../api/client.ts';
import type { RunningJob } from '../../api/use-job.ts';
import { Button } from '../../parts/button.tsx';
import { CodeText } from '../../parts/code-text.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useLedTo } from '../../parts/use-led-to.ts';
import { SHELL } from '../../words/shell.ts';
import { useWords } from '../../words/words.ts';
import { Progress } from './progress.tsx';
import type { ScanQuestion } from './scan-question.ts';
import { TriggerScan } from './trigger-scan.tsx';
import { SCAN } from './words.ts';

interface ScanAnswerProps {
  readonly job: RunningJob<'scan'>;
  /** What was run; undefined before the first run and after a stop. */
  readonly question: ScanQuestion | undefined;
  /** How often the reader has pressed Run. */
  readonly runs: number;
  readonly isStale: boolean;
  readonly isStopped: boolean;
  readonly onStop: () => void;
  readonly onAgain: () => void;
  /** The group of near-identical triggers that is open. */
  readonly group: number | undefined;
  /** Address of the page that shows the same result again. */
  readonly link: string;
  readonly onGroup: (group: number | undefined) => void;
}

/** How the last run goes, what it gave, or why it gave nothing. */
export function ScanAnswer(props: ScanAnswerProps) {
  const { job, question, runs, isStale, isStopped, onAgain } = props;
  const words = useWords(SCAN);
  const heading = useLedTo(runs, job.result !== undefined || job.error !== null);
  if (isStopped)
    return (
      <Notice title={words.stopped}>
        <p role="status">{words.stoppedHelp}</p>
        <p>
          <Button onClick={onAgain}>{words.again}</Button>
        </p>
      </Notice>
    );
  if (!question) return null;
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
      <Outcome {...props} question={question} />
    </section>
  );
}

/** By the kind of the result, so that another kind of scan is another view. */
function Outcome({ job, question, group, link, onGroup, onStop }: ScanAnswerProps & { readonly question: ScanQuestion }) {
  const { result, error, told } = job;
  if (error) return <Failure error={error} onAgain={job.again} />;
  if (!result) return <Progress told={told} onStop={onStop} />;
  switch (result.kind) {
    case 'triggers':
      return <TriggerScan {...{ result, question, group, link, onGroup }} />;
    default:
      return <p lang="en">{result.sentence}</p>;
  }
}

function Failure({ error, onAgain }: { readonly error: Error; readonly onAgain: () => void }) {
  const words = useWords(SCAN);
  const shell = useWords(SHELL);
  const isOffline = error instanceof NoAnswer;
  return (
    <section role="alert" className="max-w-[72ch] rounded border-[1.5px] border-ink px-5 py-4">
      <h3 className="text-[18px]">{words.failed}</h3>
      <p lang={isOffline ? undefined : 'en'} className="mt-2">
        <CodeText text={isOffline ? shell.offline : error.message} />
      </p>
      <p className="mt-2 text-[14px] text-muted">{words.failedHelp}</p>
      <Button className="mt-3" onClick={onAgain}>
        {words.again}
      </Button>
    </section>
  );
}
