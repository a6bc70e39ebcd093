import { randomUUID } from 'node:crypto';
import {
  AlertHistoryInput,
  type AlertHistoryResult,
  type AlertLine,
  AlertRetryInput,
  type AlertRetryResult,
  type AlertsResult,
  SilenceInput,
  type SilenceLine,
  type SilenceResult,
  UnsilenceInput,
} from '../../contract/alerts.ts';
import { formatCount } from '../../contract/format.ts';
import type { Notice } from '../../contract/watch.ts';
import { addSpan, DAY_MS, type EpochDay, formatCivilDate, parseCivilDate, parseSpan } from '../../core/calendar/civil-date.ts';
import { endOfDay } from '../../core/series/panel.ts';
import { didYouMean } from '../../core/text/nearest-name.ts';
import { covers } from '../../core/watch/silence.ts';
import type { KeptDelivery, KeptSilence } from '../../store/alerts.ts';
import { CallerError, type Context } from '../context.ts';
import { type RecordedAlert, recorded } from '../watch/alert-record.ts';
import { isoInstant } from '../watch/notice.ts';
import { existing } from './store.ts';

/** The state of every rule that is watched, silences, and what could not be delivered. */
export async function listAlerts(context: Context): Promise<AlertsResult> {
  const { alerts } = await existing(context);
  const now = context.data.now();
  const silences = await alerts.silences();
  const kept = (await alerts.current()).map(recorded).filter(({ state }) => !state.isClosed);
  const lines = kept.map((one) => alertLine(one, silences, now));
  const dead = await alerts.dead();
  const counts = {
    firing: lines.filter(({ isFiring }) => isFiring).length,
    pending: lines.filter(({ status }) => status === 'pending').length,
    troubled: kept.filter(({ state }) => state.alert.trouble !== null).length,
    rules: lines.length,
  };
  return {
    ...{ alerts: lines.sort(graverFirst), counts, silences: silences.map((silence) => silenceLine(silence, now)) },
    ...{ waiting: (await alerts.waiting()).length, dead: dead.map(deadLetter), sentence: sentenceOf(counts, dead.length) },
  };
}

function alertLine(
  { rule, definition, state, history, version, begunAt }: RecordedAlert,
  silences: readonly KeptSilence[],
  now: number,
): AlertLine {
  const { alert } = state;
  const ends = silences.filter((silence) => covers(silence, rule, now)).map(({ until }) => until);
  return {
    ...{ rule, history, version, definition, title: definition.title, severity: definition.severity },
    ...{ status: alert.trouble ?? alert.condition, isFiring: alert.condition === 'firing', begunAt: isoInstant(begunAt) },
    ...{
      heldFrom: dateText(alert.heldFrom),
      episode: dateText(alert.episode),
      reading: alert.reading,
      readingDate: dateText(alert.lastDate),
    },
    silencedUntil: ends.length > 0 ? isoInstant(Math.max(...ends)) : null,
  };
}

const dateText = (day: EpochDay | null): string | null => (day === null ? null : formatCivilDate(day));

const STATUSES: readonly AlertLine['status'][] = ['error', 'firing', 'stale', 'no data', 'pending', 'resolved', 'inactive'];
const graverFirst = (a: AlertLine, b: AlertLine): number =>
  Number(b.isFiring) - Number(a.isFiring) || STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) || a.rule.localeCompare(b.rule);

function sentenceOf({ firing, pending, troubled, rules }: AlertsResult['counts'], dead: number): string {
  if (rules === 0) return 'No rule is watched yet.';
  const parts = [
    `${firing} of ${formatCount(rules, 'rule')} ${firing === 1 ? 'fires' : 'fire'}`,
    ...(pending > 0 ? [`${pending} pending`] : []),
    ...(troubled > 0 ? [`${troubled} cannot be read`] : []),
    ...(dead > 0 ? [`${formatCount(dead, 'message')} could not be delivered`] : []),
  ];
  return `${parts.join(', ')}.`;
}

function deadLetter({ id, rule, sink, createdAt, message, last }: KeptDelivery): AlertsResult['dead'][number] {
  const { kind, text } = message as Notice;
  return {
    id,
    rule,
    sink,
    kind,
    text,
    createdAt: isoInstant(createdAt),
    failedAt: isoInstant(last?.at ?? createdAt),
    why: last?.detail ?? '',
  };
}

const silenceLine = ({ id, rule, from, until, why, who }: KeptSilence, now: number): SilenceLine => ({
  ...{ id, rule, why, who, from: isoInstant(from), until: isoInstant(until), isOver: until <= now },
});

/** The last steps of rules, newest first. */
export async function alertHistory(given: unknown, context: Context): Promise<AlertHistoryResult> {
  const steps = await (await existing(context)).alerts.transitions(AlertHistoryInput.parse(given));
  return {
    steps: steps.map(({ id, rule, history, kind, date, at, noticedAt, withheld, facts }) => {
      const { reading = null, detail = null, isLate = false } = facts as Partial<AlertHistoryResult['steps'][number]>;
      return {
        id,
        rule,
        history,
        kind,
        date: formatCivilDate(date),
        at: isoInstant(at),
        noticedAt: isoInstant(noticedAt),
        reading,
        detail,
        isLate,
        withheld,
      };
    }),
  };
}

/** Has nobody told of some rules for a time. */
export async function silenceAlerts(given: unknown, context: Context): Promise<SilenceResult> {
  const { rule, why, who, from, until } = SilenceInput.parse(given);
  const { alerts } = await context.data.openStore({ create: true });
  const now = context.data.now();
  const begin = from === undefined ? now : instantOf('from', from, { now, isEnd: false });
  const end = instantOf('until', until, { now, isEnd: true });
  if (end <= Math.max(begin, now)) throw new CallerError(`a silence must end after it begins and after now, was until ${isoInstant(end)}`);
  const silence: KeptSilence = { id: randomUUID(), rule, from: begin, until: end, why, who, recordedAt: now };
  const watched = (await alerts.current()).map(recorded).filter((one) => !one.state.isClosed);
  const rules = watched.filter((one) => covers(silence, one.rule, begin));
  const ids = watched.map((one) => one.rule);
  // A typing error would leave the alert that was meant.
  if (rules.length === 0 && ids.length > 0 && !rule.endsWith('*'))
    throw new CallerError(`no rule "${rule}" is watched${didYouMean(rule, ids) || `; there is ${ids.join(', ')}`}`);
  await alerts.silence(silence);
  const whom = rules.length > 0 ? formatCount(rules.length, 'rule') : 'no rule that is watched now';
  return {
    silence: silenceLine(silence, now),
    sentence: `Nobody is told of ${whom} until ${isoInstant(end)}; what happens is kept all the same.`,
  };
}

/** Ends a silence now. */
export async function unsilenceAlerts(given: unknown, context: Context): Promise<SilenceResult> {
  const { id } = UnsilenceInput.parse(given);
  const { alerts } = await existing(context);
  const now = context.data.now();
  const found = (await alerts.silences()).filter((one) => one.id.startsWith(id));
  const [silence] = found;
  if (silence === undefined) throw new CallerError(`no silence ${id}; \`${context.program} alerts\` lists them`);
  if (found.length > 1) throw new CallerError(`${formatCount(found.length, 'silence')} begin with ${id}: give more of the id`);
  if (silence.until <= now) throw new CallerError(`silence ${silence.id} was over at ${isoInstant(silence.until)}`);
  const ended = { ...silence, until: Math.max(now, silence.from), recordedAt: now };
  await alerts.silence(ended);
  return {
    silence: silenceLine(ended, now),
    sentence: 'The silence is over. What happened meanwhile stands in the history and is not told any more.',
  };
}

/** Puts messages that were given up into the line again. */
export async function retryAlerts(given: unknown, context: Context): Promise<AlertRetryResult> {
  const { ids } = AlertRetryInput.parse(given);
  const { alerts } = await existing(context);
  const dead = await alerts.dead();
  const unknown = ids.find((id) => !dead.some((one) => one.id === id));
  if (unknown !== undefined) throw new CallerError(`no dead letter ${unknown}; \`${context.program} alerts\` lists them`);
  const again = dead.filter(({ id }) => ids.length === 0 || ids.includes(id)).map(({ id }) => id);
  const at = context.data.now();
  await alerts.recordAttempts(again.map((delivery) => ({ delivery, at, outcome: 'again', failures: 0, detail: '', nextAt: at })));
  const sentence =
    again.length === 0
      ? 'Nothing was given up.'
      : `${formatCount(again.length, 'message')} will be sent again at the next round of the watch.`;
  return { again, sentence };
}

/** An instant as people write it: a date (its end or its beginning in UTC), an instant, or a span from now. */
function instantOf(name: string, text: string, { now, isEnd }: { readonly now: number; readonly isEnd: boolean }): number {
  const day = parseCivilDate(text);
  if (day !== undefined) return isEnd ? endOfDay(day) : day * DAY_MS;
  const span = parseSpan(text);
  if (span) return now + (addSpan(Math.floor(now / DAY_MS), span) - Math.floor(now / DAY_MS)) * DAY_MS;
  const instant = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant))
    throw new CallerError(`${name} must be a date, an instant such as 2026-03-01T12:00Z, or a span such as 3d, was ${text}`);
  return instant;
}
