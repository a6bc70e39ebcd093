import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CrossCheck } from '../../../src/contract/cross-checks.ts';
import { formatDate, formatGate, formatLevel, formatMeasured, formatOutcome, formatP, formatStated } from '../../../src/contract/format.ts';
import type { Instance, StudyResult } from '../../../src/contract/study.ts';
import { couldBeSeen } from '../../../src/contract/study-words.ts';
import type { Gate } from '../../../src/contract/verdict.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Prose } from '../../parts/prose.tsx';
import { fill, useWords } from '../../words/words.ts';
import { ANSWER } from './answer-words.ts';

/** A part of the answer with its heading. */
function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="mt-10 min-w-0">
      <h3 className="mb-2 text-[19px]">{title}</h3>
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

/** Each event with what followed. */
export function InstanceTable({ study }: { readonly study: StudyResult }) {
  const words = useWords(ANSWER);
  const { outcomeKind: kind } = study;
  const columns: readonly Column<Instance>[] = [
    { id: 'event', header: words.event, value: (i) => i.eventDate, cell: (i) => formatDate(i.eventDate) },
    { id: 'entryDate', header: words.entry, value: (i) => i.entryDate, cell: (i) => formatDate(i.entryDate) },
    { id: 'entry', header: words.entryClose, isSortable: false, value: (i) => i.entry, cell: (i) => formatLevel(i.entry) },
    { id: 'exitDate', header: words.exit, value: (i) => i.exitDate ?? i.dueDate, cell: (i) => formatDate(i.exitDate ?? i.dueDate) },
    { id: 'exit', header: words.exitClose, isSortable: false, value: (i) => i.exit, cell: (i) => formatLevel(i.exit) },
    {
      id: 'outcome',
      header: words.result,
      value: (i) => i.outcome,
      cell: (i) =>
        i.status === 'complete' ? (
          <strong className="font-semibold">{formatOutcome(i.outcome, kind)}</strong>
        ) : (
          <span className="text-muted italic">
            {i.soFar === null ? words.pending : `${words.pending}, ${fill(words.soFar, { value: formatOutcome(i.soFar, kind) })}`}
          </span>
        ),
    },
  ];
  return (
    <Part title={words.instances}>
      <DataTable
        title={words.instances}
        columns={columns}
        rows={study.instances}
        rowKey={(i) => i.eventDate}
        exportName="harbinger-events"
      />
      {study.excluded.length > 0 && (
        <p className="mt-2 max-w-[80ch] text-[13px] text-muted">
          {words.excluded}:{' '}
          <span lang="en">{study.excluded.map(({ eventDate, reason }) => `${formatDate(eventDate)} (${reason})`).join(', ')}</span>
        </p>
      )}
    </Part>
  );
}

const STATE_WORDS = { passed: 'passed', failed: 'notPassed', 'not applicable': 'notApplicable' } as const;
const STATE_SIGNS = { passed: '✓', failed: '✗', 'not applicable': '–' } as const;

/** What the finding had to pass. */
export function Gates({ study }: { readonly study: StudyResult }) {
  const words = useWords(ANSWER);
  if (study.gates.length === 0) return null;
  const columns: readonly Column<Gate>[] = [
    { id: 'name', header: words.gate, align: 'text', value: ({ name }) => name },
    {
      id: 'state',
      header: words.state,
      align: 'text',
      value: ({ state }) => state,
      cell: ({ state }) => (
        <span className="whitespace-nowrap">
          <span aria-hidden="true">{STATE_SIGNS[state]}</span> {words[STATE_WORDS[state]]}
        </span>
      ),
    },
    { id: 'p', header: words.p, value: ({ p }) => p, cell: (gate) => formatGate(gate, study.headline) },
    {
      id: 'why',
      header: words.why,
      align: 'text',
      isSortable: false,
      value: ({ why }) => why,
      cell: ({ why }) => <span lang="en">{why}</span>,
    },
  ];
  return (
    <Part title={words.gates}>
      <p className="mb-2 text-[14px] text-muted">{words.gatesHelp}</p>
      <DataTable title={words.gates} columns={columns} rows={study.gates} rowKey={({ name }) => name} />
    </Part>
  );
}

/** The same question by other methods, each with the page that defines it. */
export function Checks({ study }: { readonly study: StudyResult }) {
  const words = useWords(ANSWER);
  if (study.crossChecks.length === 0) return null;
  const columns: readonly Column<CrossCheck>[] = [
    {
      id: 'name',
      header: words.method,
      align: 'text',
      value: ({ name }) => name,
      cell: ({ name, page }) => (
        <Link to="/docs/$" params={{ _splat: `methods/${page.replace(/^methods\//, '')}` }} className="underline">
          {name}
        </Link>
      ),
    },
    {
      id: 'asks',
      header: words.asks,
      align: 'text',
      isSortable: false,
      value: ({ asks }) => asks,
      cell: ({ asks }) => <span lang="en">{asks}</span>,
    },
    {
      id: 'value',
      header: words.value,
      isSortable: false,
      value: ({ value }) => value,
      cell: ({ value, measure }) => formatMeasured(value, measure, study.outcomeKind),
    },
    { id: 'p', header: words.p, value: ({ p }) => p, cell: ({ p }) => formatStated(p, study.headline) },
    { id: 'n', header: 'n', value: ({ observations }) => observations },
  ];
  return (
    <Part title={words.checks}>
      <DataTable
        title={words.checks}
        columns={columns}
        rows={study.crossChecks}
        rowKey={({ name }) => name}
        exportName="harbinger-methods"
      />
    </Part>
  );
}

/** What could have been seen, how sure it is, what was assumed. */
export function Reservations({ study }: { readonly study: StudyResult }) {
  const words = useWords(ANSWER);
  return (
    <>
      <Part title={words.power}>
        <Sentences texts={couldBeSeen(study)} />
      </Part>
      {study.howSure.length > 0 && (
        <Part title={words.howSure}>
          <Sentences texts={study.howSure} />
        </Part>
      )}
    </>
  );
}

export function Notes({ study }: { readonly study: StudyResult }) {
  const words = useWords(ANSWER);
  if (study.notes.length === 0) return null;
  return (
    <Part title={words.notes}>
      <Sentences texts={study.notes} />
    </Part>
  );
}

/** The exact shifts, named with their counts. */
export function Tests({ study }: { readonly study: StudyResult }) {
  const words = useWords(ANSWER);
  const isUp = study.direction === 'up';
  const columns: readonly Column<StudyResult['tests'][number]>[] = [
    { id: 'name', header: words.test, align: 'text', value: ({ name }) => name, cell: ({ name }) => <span lang="en">{name}</span> },
    {
      id: 'p',
      header: words.p,
      value: (test) => (isUp ? test.pUpper : test.pLower),
      cell: (test) => formatStated(isUp ? test.pUpper : test.pLower, study.headline),
    },
    {
      id: 'count',
      header: 'n',
      isSortable: false,
      value: (test) => `${isUp ? test.countUpper : test.countLower} / ${test.draws}`,
      cell: (test) => (study.headline.withheld === null ? `${isUp ? test.countUpper : test.countLower} / ${test.draws}` : formatP(null)),
    },
  ];
  if (study.tests.length === 0) return null;
  return (
    <Part title={words.tests}>
      <DataTable title={words.tests} columns={columns} rows={study.tests} rowKey={({ name, statistic }) => `${name} ${statistic}`} />
    </Part>
  );
}
