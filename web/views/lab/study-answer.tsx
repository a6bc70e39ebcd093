import type { StudyResult } from '../../../src/contract/study.ts';
import { Button } from '../../parts/button.tsx';
import { SkeletonBox, SkeletonLines } from '../../parts/skeleton.tsx';
import { fill, useWords } from '../../words/words.ts';
import { AnswerDetails } from './answer-details.tsx';
import { AnswerHead } from './answer-head.tsx';
import { ANSWER } from './answer-words.ts';
import { FamilyTable } from './family-table.tsx';
import { membersOf } from './key-figures.ts';
import type { Question } from './lab-question.ts';
import { StudyPictureSet } from './study-picture-set.tsx';
import { TakeAway } from './take-away.tsx';
import type { Running } from './use-study.ts';
import { LAB } from './words.ts';

interface StudyAnswerProps {
  readonly question: Question;
  readonly running: Running;
  readonly member: number;
  readonly onMember: (member: number) => void;
  readonly onStop: () => void;
  readonly link: string;
}

/** The answer to a study: the verdict first, then why, then everything. */
export function StudyAnswer({ question, running, member, onMember, onStop, link }: StudyAnswerProps) {
  const { output, error } = running;
  if (error && running.seconds === null) return <Failure error={error} onAgain={running.again} />;
  if (!output) return <Waiting question={question} seconds={running.seconds} onStop={onStop} />;
  const members = membersOf(output);
  const shown = Math.min(member, members.length - 1);
  const study = members[shown] as StudyResult;
  return (
    <>
      <QuestionLine study={study} />
      <AnswerHead study={study} />
      {members.length > 1 && <FamilyTable members={members} shown={shown} onShow={onMember} />}
      <StudyPictureSet study={study} anchor="a" />
      <AnswerDetails study={study} family={members} />
      <TakeAway question={question} link={link} />
    </>
  );
}

export function QuestionLine({ study }: { readonly study: StudyResult }) {
  return (
    <p lang="en" className="mb-3 text-[15px] leading-6 break-words text-muted">
      <code className="text-ink">{study.trigger}</code> → <code className="text-ink">{study.outcome}</code>
    </p>
  );
}

/** What runs, for how long, and how to stop it; the place of the answer is kept. */
export function Waiting({
  question,
  seconds,
  onStop,
}: {
  readonly question: Question;
  readonly seconds: number | null;
  readonly onStop: () => void;
}) {
  const words = useWords(ANSWER);
  const lab = useWords(LAB);
  return (
    <div>
      <div className="mb-5 flex flex-wrap items-center gap-4">
        <p role="status">{question.curve ? words.runningCurve : words.running}</p>
        {/* Counted in sight only: said aloud every second it would drown all else. */}
        <span aria-hidden="true" className="text-muted">
          {fill(words.elapsed, { n: seconds ?? 0 })}
        </span>
        <Button onClick={onStop}>{lab.stop}</Button>
      </div>
      <SkeletonLines lines={4} label={words.loading} />
      <SkeletonBox height={380} label={words.loading} />
    </div>
  );
}

export function Failure({ error, onAgain }: { readonly error: Error; readonly onAgain: () => void }) {
  const words = useWords(ANSWER);
  return (
    <section role="alert" className="max-w-[72ch] rounded border-[1.5px] border-ink px-5 py-4">
      <h3 className="text-[18px]">{words.failed}</h3>
      <p lang="en" className="mt-2">
        {error.message}
      </p>
      <p className="mt-2 text-[14px] text-muted">{words.failedHelp}</p>
      <Button className="mt-3" onClick={onAgain}>
        ↻
      </Button>
    </section>
  );
}
