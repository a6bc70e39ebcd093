import type { ReactNode } from 'react';
import { formatNumber, formatStated } from '../../../src/contract/format.ts';
import type { StudyResult } from '../../../src/contract/study.ts';
import { couldBeSeen } from '../../../src/contract/study-words.ts';
import { Later, SpecificationCurve } from '../../charts/lazy.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Prose } from '../../parts/prose.tsx';
import { Belief } from '../../parts/study/belief.tsx';
import { ChecksTable } from '../../parts/study/checks-table.tsx';
import { Confounders } from '../../parts/study/confounders.tsx';
import { GatesTable } from '../../parts/study/family-table.tsx';
import { InstancesTable } from '../../parts/study/instances-table.tsx';
import { isMissing, Missing } from '../../parts/study/missing.tsx';
import { TradeSheet } from '../../parts/study/trade-sheet.tsx';
import { STUDY } from '../../parts/study/words.ts';
import { useWords } from '../../words/words.ts';
import { ANSWER } from './answer-words.ts';

interface DetailsProps {
  readonly study: StudyResult;
  /** All outcomes that were asked together, this one among them. */
  readonly family: readonly StudyResult[];
}

/** Everything below the pictures: the events, what could have been seen, how sure it is, the tests, what was assumed. */
export function AnswerDetails({ study, family }: DetailsProps) {
  const words = useWords(ANSWER);
  const studyWords = useWords(STUDY);
  const { curve, trade, belief } = study;
  return (
    <>
      <Part title={words.instances}>
        <InstancesTable toDate={study} known={null} family={family} exportName="harbinger-events" />
      </Part>
      {study.confounders.length > 0 && (
        <Part title={studyWords.elseTrue} hint={studyWords.elseTrueHint}>
          <Confounders study={study} heading="h4" exportName="harbinger-else-true" />
        </Part>
      )}
      <Part title={words.power}>
        <Sentences texts={couldBeSeen(study)} />
      </Part>
      {study.howSure.length > 0 && (
        <Part title={words.howSure}>
          <Sentences texts={study.howSure} />
          {belief !== null && <Belief belief={belief} study={study} anchor="a-belief" />}
        </Part>
      )}
      {curve !== null && (
        <Part title={words.choices}>
          {isMissing(curve) ? (
            <Missing part={curve} />
          ) : (
            <Later height={560}>
              <SpecificationCurve curve={curve} direction={study.direction} anchor="a-curve" />
            </Later>
          )}
        </Part>
      )}
      {trade !== null && (
        <Part title={words.trade}>{isMissing(trade) ? <Missing part={trade} /> : <TradeSheet trade={trade} anchor="a-trade" />}</Part>
      )}
      {study.gates.length > 0 && (
        <Part title={words.gates} hint={words.gatesHelp}>
          <div lang="en">
            <GatesTable gates={study.gates} headline={study.headline} />
          </div>
        </Part>
      )}
      <Tests study={study} />
      {study.crossChecks.length > 0 && (
        <Part title={words.checks}>
          <ChecksTable title={words.checks} checks={study.crossChecks} kind={study.outcomeKind} exportName="harbinger-methods" />
        </Part>
      )}
      {study.notes.length > 0 && (
        <Part title={words.notes}>
          <Sentences texts={study.notes} />
        </Part>
      )}
    </>
  );
}

/** A part of the answer with its heading. */
function Part({ title, hint, children }: { readonly title: string; readonly hint?: string; readonly children: ReactNode }) {
  return (
    <section className="mt-10 min-w-0">
      <h3 className="mb-2 text-[19px]">{title}</h3>
      {hint !== undefined && <p className="mb-2 text-[14px] text-muted">{hint}</p>}
      {children}
    </section>
  );
}

function Sentences({ texts }: { readonly texts: readonly string[] }) {
  return (
    <ul lang="en" className="grid max-w-[72ch] list-disc gap-1.5 pl-5 text-[15px]">
      {texts.map((text) => (
        <li key={text}>
          <Prose text={text} />
        </li>
      ))}
    </ul>
  );
}

type Test = StudyResult['tests'][number];
const STATISTICS = { meanLog: 'mean of logs', median: 'median', hitRate: 'share of hits', meanDays: 'mean days' } as const;

/** The exact shifts: how many placements do as well, of how many. */
function Tests({ study }: { readonly study: StudyResult }) {
  const words = useWords(ANSWER);
  if (study.tests.length === 0) return null;
  const isUp = study.direction === 'up';
  const p = (test: Test) => (isUp ? test.pUpper : test.pLower);
  const columns: readonly Column<Test>[] = [
    { id: 'name', header: words.test, align: 'text', value: ({ name }) => name, cell: ({ name }) => <span lang="en">{name}</span> },
    {
      id: 'statistic',
      header: words.statistic,
      align: 'text',
      value: ({ statistic }) => STATISTICS[statistic],
      cell: ({ statistic }) => <span lang="en">{STATISTICS[statistic]}</span>,
    },
    { id: 'p', header: words.p, value: p, cell: (test) => formatStated(p(test), study.headline) },
    { id: 'draws', header: words.placements, value: ({ draws }) => draws, cell: ({ draws }) => formatNumber(draws) },
  ];
  return (
    <Part title={words.tests}>
      <DataTable title={words.tests} columns={columns} rows={study.tests} rowKey={({ name, statistic }) => `${name} ${statistic}`} />
    </Part>
  );
}
