import { useState } from 'react';
import { useJob } from '../../api/use-job.ts';
import { Button } from '../../parts/button.tsx';
import { linkTo } from '../../parts/link-to.ts';
import { useAsOf } from '../../shell/as-of.tsx';
import { useWords } from '../../words/words.ts';
import { Estimate, lackWords } from './estimate.tsx';
import { ScanAnswer } from './scan-answer.tsx';
import { asksTheSame, lackOf, questionOf, tidy } from './scan-question.ts';
import { SetUp } from './set-up.tsx';
import { useScan } from './use-scan.ts';
import { SCAN } from './words.ts';

const NOTHING = { triggers: undefined, series: undefined, outcome: undefined, level: undefined, fewest: undefined, rows: undefined };

/** Where a reader tries everything at once, and sees what is left when all of it is counted. */
export function ScanPage() {
  const words = useWords(SCAN);
  const asOf = useAsOf();
  const scan = useScan();
  const { draft, asked } = scan;
  const question = asked && questionOf(asked, asOf);
  const job = useJob(question && { operation: 'scan', input: question });
  const [complaint, setComplaint] = useState('');
  const [isStopped, setStopped] = useState(false);
  const run = () => {
    const lack = lackOf(draft);
    setComplaint(lack === undefined ? '' : lackWords(lack, words));
    if (lack !== undefined) return;
    setStopped(false);
    const isSame = asked !== undefined && asksTheSame(draft, asked);
    // Nobody would see the end of one that another takes the place of.
    if (job.isRunning && !isSame) job.stop();
    if (!job.isRunning && isSame) job.again();
    scan.run();
  };
  const stop = () => {
    job.stop();
    scan.cancel();
    setStopped(true);
  };
  return (
    <>
      <title>{`${words.title} · Harbinger`}</title>
      <h1 className="text-[clamp(28px,5vw,40px)] leading-tight tracking-tight">{words.title}</h1>
      <p className="mt-2 max-w-[68ch] text-muted">{words.lead}</p>
      {asked && (
        <p className="no-print mt-2 text-[15px]">
          <a href="#result" className="underline">
            ↓ {words.toResult}
          </a>
        </p>
      )}
      <form
        className="no-print mt-8"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <SetUp draft={draft} onEdit={scan.edit} onRun={run} />
        <div className="mt-6">
          <Estimate draft={draft} asOf={asOf} />
        </div>
        <div className="mt-4 flex flex-wrap items-center gap-3">
          <Button type="submit" look="main">
            {words.run}
          </Button>
          <Button onClick={() => scan.edit({ ...NOTHING, targets: undefined, horizons: undefined, direction: undefined })}>
            {words.clear}
          </Button>
        </div>
        <p role="alert" className="mt-2 min-h-6 text-[14px]">
          {complaint}
        </p>
      </form>
      <ScanAnswer
        {...{ job, question, isStopped, runs: scan.runs, onStop: stop, onAgain: run }}
        isStale={asked !== undefined && !asksTheSame(draft, asked)}
        group={draft.group}
        link={linkTo('/scan', { asOf, ...tidy({ ...asked, run: true }) })}
        onGroup={(group) => scan.look({ group })}
      />
    </>
  );
}
