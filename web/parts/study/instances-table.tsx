import { useMemo } from 'react';
import { formatDate, formatInstant, formatLevel, formatNumber, formatOutcome, formatStated } from '../../../src/contract/format.ts';
import type { Instance, StudyResult } from '../../../src/contract/study.ts';
import { summarise } from '../../../src/contract/study-words.ts';
import { fill, useWords } from '../../words/words.ts';
import { type Column, DataTable } from '../data-table.tsx';
import { STUDY } from './words.ts';

type Words = ReturnType<typeof useWords<keyof (typeof STUDY)['en']>>;

interface InstancesProps {
  /** The study of all instances to date. */
  readonly toDate: StudyResult;
  /** The same as it could be known when a claim was made; null for a study without one. */
  readonly known: StudyResult | null;
  /** The family that it belongs to, itself among them: their outcomes stand side by side. */
  readonly family: readonly StudyResult[];
  readonly exportName: string;
}

/** Every event with its outcomes: entry, exit, status, and what each member of the family gave. */
export function InstancesTable({ toDate, known, family, exportName }: InstancesProps) {
  const words = useWords(STUDY);
  const columns = useMemo(() => columnsOf({ toDate, known, family, words }), [toDate, known, family, words]);
  const basis = known ?? toDate;
  if (toDate.instances.length === 0) return <p className="text-muted">{words.noInstances}</p>;
  return (
    <>
      <DataTable
        title={words.instances}
        columns={columns}
        rows={toDate.instances}
        rowKey={({ eventDate }) => eventDate}
        rowClass={(instance) => (instance.status === 'pending' || isSince(instance, known) ? 'bg-wash [&>th]:bg-wash' : '')}
        exportName={exportName}
      />
      <div lang="en" className="mt-3 text-[14px]">
        <SummaryLine name={`${formatNumber(basis.observations)} events`} text={summarise(basis, 'observed')} />
        {basis.baseRate !== null && (
          <SummaryLine name={fill(words.allDates, { n: formatNumber(basis.baseRate.observations) })} text={summarise(basis, 'baseRate')} />
        )}
      </div>
      <LeftOut study={toDate} />
    </>
  );
}

function SummaryLine({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <p>
      <span className="inline-block min-w-32 text-muted">{name}</span> {text}
    </p>
  );
}

function LeftOut({ study }: { readonly study: StudyResult }) {
  const words = useWords(STUDY);
  const reasons = [...Map.groupBy(study.excluded, ({ reason }) => reason)];
  return reasons.map(([reason, events]) => (
    <p key={reason} className="mt-2 max-w-[90ch] text-[13px] text-muted">
      {fill(words.leftOut, { dates: events.map(({ eventDate }) => formatDate(eventDate)).join(', '), reason })}
    </p>
  ));
}

interface Shown extends Omit<InstancesProps, 'exportName'> {
  readonly words: Words;
}

function columnsOf({ toDate, known, family, words }: Shown): Column<Instance>[] {
  const isReturn = toDate.outcomeKind === 'return' || toDate.outcomeKind === 'log difference';
  const date = (id: 'eventDate' | 'entryDate' | 'exitDate', header: string): Column<Instance> => ({
    id,
    header,
    value: (row) => row[id],
    cell: (row) => formatDate(row[id]),
  });
  const level = (id: 'entry' | 'exit', header: string): Column<Instance> => ({
    id,
    header,
    value: (row) => row[id],
    cell: (row) => formatLevel(row[id]),
  });
  const knownAt = new Map(toDate.events.map((event) => [event.date, event.knownAt]));
  const members = family.length > 1 ? family : [toDate];
  return [
    date('eventDate', words.event),
    {
      id: 'status',
      header: words.status,
      align: 'text',
      value: (row) => statusOf(row, known, words),
      cell: (row) => <span className={isSince(row, known) ? 'font-semibold' : ''}>{statusOf(row, known, words)}</span>,
    },
    ...members.map((member) => outcomeColumn(member, { isOwn: member.outcome === toDate.outcome, isOnly: members.length === 1, words })),
    date('entryDate', words.entry),
    date('exitDate', words.exit),
    ...(isReturn ? [level('entry', words.entryLevel), level('exit', words.exitLevel)] : []),
    ...withoutColumn(known ?? toDate, words),
    {
      id: 'knownAt',
      header: words.knownAt,
      value: (row) => knownAt.get(row.eventDate) ?? null,
      cell: (row) => formatInstant(knownAt.get(row.eventDate) ?? ''),
    },
  ];
}

function outcomeColumn(
  member: StudyResult,
  { isOwn, isOnly, words }: { readonly isOwn: boolean; readonly isOnly: boolean; readonly words: Words },
): Column<Instance> {
  const byDate = new Map(member.instances.map((instance) => [instance.eventDate, instance]));
  return {
    id: member.outcome,
    header: isOnly ? words.outcome : horizonOf(member.outcome),
    value: (row) => byDate.get(row.eventDate)?.outcome ?? null,
    cell: (row) => {
      const instance = byDate.get(row.eventDate);
      if (instance === undefined) return '–';
      if (instance.status === 'complete')
        return <span className={isOwn ? 'font-semibold' : ''}>{formatOutcome(instance.outcome, member.outcomeKind)}</span>;
      const soFar = instance.soFar === null ? '' : fill(words.soFar, { value: formatOutcome(instance.soFar, member.outcomeKind) });
      return (
        <span
          className="text-muted italic"
          title={instance.dueDate === null ? '' : fill(words.pendingUntil, { date: formatDate(instance.dueDate) })}
        >
          {soFar === '' ? words.pending : soFar}
        </span>
      );
    },
  };
}

function withoutColumn(study: StudyResult, words: Words): Column<Instance>[] {
  if (study.leaveOneOut.length === 0) return [];
  const byDate = new Map(study.leaveOneOut.map((one) => [one.eventDate, one.p]));
  const stated = (row: Instance) => formatStated(byDate.get(row.eventDate) ?? null, study.headline);
  return [
    {
      id: 'without',
      header: words.without,
      // A p that may not be stated is not exported either.
      value: (row) => (stated(row) === 'withheld' ? 'withheld' : (byDate.get(row.eventDate) ?? null)),
      cell: stated,
    },
  ];
}

/** The horizon of an outcome, which tells a family's members apart: `180d`; the whole text where it has none. */
const horizonOf = (outcome: string): string => /(\d+(?:d|w|mo|y)?)\)$/.exec(outcome)?.[1] ?? outcome;

const isSince = (instance: Instance, known: StudyResult | null): boolean =>
  known !== null && !known.instances.some((one) => one.eventDate === instance.eventDate && one.status === 'complete');

function statusOf(instance: Instance, known: StudyResult | null, words: Words): string {
  if (instance.status === 'pending')
    return instance.dueDate === null ? words.pending : fill(words.pendingUntil, { date: formatDate(instance.dueDate) });
  if (known === null) return words.complete;
  return isSince(instance, known) ? words.completeSince : words.completeThen;
}
