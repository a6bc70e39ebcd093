import type { StudyResult } from '../../../src/contract/study.ts';
import { linkTo } from '../../parts/link-to.ts';
import { useLedTo } from '../../parts/use-led-to.ts';
import { useWords } from '../../words/words.ts';
import { AnswerHead } from './answer-head.tsx';
import { ANSWER } from './answer-words.ts';
import { Comparison } from './comparison.tsx';
import { membersOf } from './key-figures.ts';
import type { Question } from './lab-question.ts';
import { questionBeside, questionOf, tidy } from './lab-question.ts';
import type { LabSearch } from './lab-search.ts';
import { Failure, QuestionLine, StudyAnswer, Waiting } from './study-answer.tsx';
import { StudyPictureSet } from './study-picture-set.tsx';
import { type Running, useStudy } from './use-study.ts';
import { LAB } from './words.ts';

interface AnswersProps {
  readonly asked: LabSearch;
  readonly asOf: string | undefined;
  /** How often the reader has pressed Run. */
  readonly runs: number;
  readonly member: number;
  readonly isStale: boolean;
  readonly onMember: (member: number) => void;
  readonly onStop: () => void;
}

/** What the last run gave: one answer, or two beside each other. */
export function Answers({ asked, asOf, runs, member, isStale, onMember, onStop }: AnswersProps) {
  const words = useWords(ANSWER);
  const question = questionOf(asked, asOf);
  const beside = questionBeside(asked, asOf);
  const a = useStudy(question);
  const b = useStudy(beside);
  const heading = useLedTo(runs, a.output !== undefined || a.error !== null);
  const stop = () => {
    a.stop();
    b.stop();
    onStop();
  };
  if (!question) return null;
  return (
    <section aria-labelledby="answer" className="mt-12 border-t-[1.5px] border-ink pt-6">
      <h2 id="answer" ref={heading} tabIndex={-1} className="mb-3 scroll-mt-10 text-[24px] outline-none">
        {words.answer}
      </h2>
      {isStale && (
        <p role="status" className="mb-4 rounded bg-wash px-4 py-2 text-[14px]">
          {words.stale}
        </p>
      )}
      {beside ? (
        <Both {...{ a, b, question, beside, member, stop }} />
      ) : (
        <StudyAnswer {...{ question, running: a, member, onMember, onStop: stop, link: linkOf(asked, asOf) }} />
      )}
    </section>
  );
}

interface BothProps {
  readonly a: Running;
  readonly b: Running;
  readonly question: Question;
  readonly beside: Question;
  readonly member: number;
  readonly stop: () => void;
}

function Both({ a, b, question, beside, member, stop }: BothProps) {
  const lab = useWords(LAB);
  const studies = [a, b].map(({ output }) => {
    const members = output ? membersOf(output) : [];
    return members[Math.min(member, members.length - 1)];
  }) as [StudyResult | undefined, StudyResult | undefined];
  return (
    <>
      {studies[0] && studies[1] && <Comparison a={studies[0]} b={studies[1]} />}
      <div className="grid gap-x-10 gap-y-12 lg:grid-cols-2">
        {([a, b] as const).map((running, i) => (
          <section key={i === 0 ? 'a' : 'b'} className="min-w-0">
            <h3 className="mb-2 text-[21px]">{i === 0 ? lab.studyA : lab.studyB}</h3>
            <OneOfTwo
              running={running}
              study={studies[i]}
              question={i === 0 ? question : beside}
              stop={stop}
              anchor={i === 0 ? 'a' : 'b'}
            />
          </section>
        ))}
      </div>
    </>
  );
}

interface OneOfTwoProps {
  readonly running: Running;
  readonly study: StudyResult | undefined;
  readonly question: Question;
  readonly stop: () => void;
  readonly anchor: string;
}

function OneOfTwo({ running, study, question, stop, anchor }: OneOfTwoProps) {
  if (running.error && running.seconds === null) return <Failure error={running.error} onAgain={running.again} />;
  if (!study) return <Waiting question={question} seconds={running.seconds} onStop={stop} />;
  return (
    <>
      <QuestionLine study={study} />
      <AnswerHead study={study} />
      <StudyPictureSet study={study} anchor={anchor} />
    </>
  );
}

/** The address that shows the same answer again. */
const linkOf = (asked: LabSearch, asOf: string | undefined): string => linkTo('/lab', { asOf, ...tidy({ ...asked, run: true }) });
