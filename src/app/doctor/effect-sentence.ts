import type { Effect } from '../../contract/doctor.ts';
import { formatCount, formatDate, formatNumber, formatOutcome } from '../../contract/format.ts';
import type { Finding } from '../../core/quality/finding.ts';
import type { Probe } from './probes.ts';

const MOST = 3;

const listed = (dates: readonly string[]): string => {
  const shown = dates.slice(0, MOST).map(formatDate).join(', ');
  return dates.length > MOST ? `${shown} and ${formatNumber(dates.length - MOST)} more` : shown;
};

/** What would become of one expression of a claim: `drops the event of 14 Jul 2014`. */
export function effectSentence(effect: Omit<Effect, 'sentence'>, kind: Probe['kind']): string {
  const { vanish, appear, move, outcomes, values, expression } = effect;
  const events = (dates: readonly string[]) => `the ${dates.length === 1 ? 'event' : 'events'} of ${listed(dates)}`;
  const parts = [
    vanish.length > 0 ? `drops ${events(vanish)}` : '',
    appear.length > 0 ? `adds ${events(appear)}` : '',
    ...move.slice(0, MOST).map(({ from, to }) => `moves the event of ${formatDate(from)} to ${formatDate(to)}`),
    move.length > MOST ? `moves ${formatNumber(move.length - MOST)} more` : '',
    outcomes.length > 0 ? outcomesPart(outcomes) : '',
    values > 0
      ? `changes ${kind === 'condition' ? 'whether ' : ''}${expression}${kind === 'condition' ? ' holds' : ''} on ${formatCount(values, 'date')}`
      : '',
  ];
  return parts.filter(Boolean).join(', ');
}

/** The outcome that changes most, then how many others do. */
function outcomesPart(outcomes: Effect['outcomes']): string {
  const change = ({ now, then }: Effect['outcomes'][number]) =>
    now === null || then === null ? Number.POSITIVE_INFINITY : Math.abs(then - now);
  const most = outcomes.reduce((a, b) => (change(b) > change(a) ? b : a));
  const { outcome, eventDate, kind, now, then, exitDate } = most;
  const others = outcomes.length > 1 ? ` (and ${formatCount(outcomes.length - 1, 'other outcome')})` : '';
  const after = `${outcome} after ${formatDate(eventDate)}`;
  if (then === null) return `${after} has no entry${others}`;
  if (then === now) return `${after} leaves on ${formatDate(exitDate)}, before its time${others}`;
  return `${after} is ${formatOutcome(then, kind)} and not ${formatOutcome(now, kind)}${others}`;
}

/** What hangs on a finding, in a sentence; empty where no value is in question. */
export function effectsSentence(
  finding: Finding,
  effects: readonly Effect[],
  { readers, hasRepair }: { readers: number; hasRepair: boolean },
): string {
  if (!hasRepair) return '';
  if (readers === 0) return 'No study of the pack reads the series.';
  if (effects.length === 0) return 'No event and no outcome of the pack hangs on it.';
  const claims = Map.groupBy(effects, ({ claim }) => claim);
  const weightiest = [...claims].toSorted(([, a], [, b]) => Number(b.some(hasEvents)) - Number(a.some(hasEvents)));
  const told = weightiest.slice(0, MOST).map(([claim, own]) => `${claim} ${claimPart(own)}`);
  const more = claims.size > MOST ? `; ${formatCount(claims.size - MOST, 'more claim')}` : '';
  return `${REMEDIES[finding.kind] ?? 'Without it'}: ${told.join('; ')}${more}.`;
}

const hasEvents = ({ values }: Effect): boolean => values === 0;

/** Events and outcomes each by themselves; of several readings that change only how many. */
function claimPart(effects: readonly Effect[]): string {
  const readings = effects.filter((effect) => !hasEvents(effect));
  const events = effects.filter(hasEvents).map(({ sentence }) => sentence);
  const most = Math.max(...readings.map(({ values }) => values));
  const changed =
    readings.length > 1
      ? [`changes ${formatCount(readings.length, 'reading')} on up to ${formatCount(most, 'date')}`]
      : readings.map(({ sentence }) => sentence);
  return [...events, ...changed].join(', ');
}

/** How a finding would be put right, before what that does. */
const REMEDIES: Partial<Readonly<Record<Finding['kind'], string>>> = {
  'long gap': 'For want of these closes',
  'missing closes': 'For want of these closes',
  'unit break': 'In one unit',
  seam: 'Without the step',
  'off by one': 'With the dates moved',
  disagreement: 'With the second source’s values',
};
