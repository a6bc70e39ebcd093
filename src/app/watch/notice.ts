import { createHash } from 'node:crypto';
import { formatCount, formatDate, formatLevel } from '../../contract/format.ts';
import type { AlertRule, Notice, NoticeKind } from '../../contract/watch.ts';
import { DAY_MS, formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { Transition } from '../../core/watch/alert-state.ts';
import { fillIn, type Placeholder } from '../../core/watch/template.ts';

/** The same step of the same history has the same id, whoever finds it and however often. */
export const transitionId = (
  rule: string,
  history: number,
  { kind, date, at }: Pick<Transition, 'date' | 'at'> & { readonly kind: string },
): string =>
  createHash('sha256')
    .update(JSON.stringify([rule, history, kind, date, at]))
    .digest('hex')
    .slice(0, 24);

/** What is told of a step. */
export type Told = Omit<Transition, 'kind' | 'isNews'> & { readonly kind: Exclude<NoticeKind, 'digest'> };

/** The message of a step, in the rule's own words or in ours. */
export function noticeOf(rule: AlertRule, told: Told, { id, noticedAt }: { readonly id: string; readonly noticedAt: number }): Notice {
  const facts = {
    ...{ id, kind: told.kind, rule: { id: rule.id, title: rule.title, severity: rule.severity } },
    ...{ date: formatCivilDate(told.date), at: isoInstant(told.at), noticedAt: isoInstant(noticedAt) },
    ...{ reading: told.reading, detail: told.detail },
  };
  const sentence = sentenceOf(rule, told, noticedAt);
  const places: Readonly<Record<Placeholder, string>> = {
    ...{ 'rule.id': rule.id, 'rule.title': rule.title, 'rule.severity': rule.severity, state: told.kind, sentence },
    ...{ date: formatDate(facts.date), value: readingWords(told.reading), known: instantWords(told.at), noticed: instantWords(noticedAt) },
    detail: told.detail ?? '',
  };
  return { ...facts, text: rule.template === undefined ? sentence : fillIn(rule.template, places), members: [] };
}

/** Several messages as one. */
export function digestOf(members: readonly Notice[], { id, now }: { readonly id: string; readonly now: number }): Notice {
  const lines = members.map(({ text }) => `· ${text}`);
  const gravest =
    (['critical', 'warning', 'info'] as const).find((severity) => members.some(({ rule }) => rule.severity === severity)) ?? 'info';
  return {
    ...{ id, kind: 'digest', rule: { id: 'digest', title: formatCount(members.length, 'alert'), severity: gravest } },
    ...{ date: isoInstant(now).slice(0, 10), at: isoInstant(now), noticedAt: isoInstant(now), reading: null, detail: null },
    text: [`${formatCount(members.length, 'alert')} that came faster than the limit lets through:`, ...lines].join('\n'),
    members: members.map(({ id: member, rule, kind, date, text }) => ({ id: member, rule: rule.id, kind, date, text })),
  };
}

/** An instant as ISO 8601 in UTC, from milliseconds since 1970-01-01T00:00Z. */
export const isoInstant = (instant: number): string => new Date(instant).toISOString();

const instantWords = (instant: number): string =>
  `${formatDate(isoInstant(instant).slice(0, 10))}, ${isoInstant(instant).slice(11, 16)} UTC`;

const readingWords = (reading: number | string | null): string =>
  reading === null ? 'no value' : typeof reading === 'number' ? formatLevel(reading) : reading;

function sentenceOf({ title }: AlertRule, told: Told, noticedAt: number): string {
  const { kind, at, isLate } = told;
  const waited = noticedAt - at >= DAY_MS ? ` Noticed ${instantWords(noticedAt)}.` : '';
  const late = isLate ? ' The value came late, after newer ones; by the newest it is over.' : '';
  return `${title}: ${SENTENCES[kind](told)}, known ${instantWords(at)}.${late}${waited}`;
}

const on = ({ date }: Told): string => formatDate(formatCivilDate(date));

const SENTENCES: Readonly<Record<Told['kind'], (told: Told) => string>> = {
  firing: (told) => `fires on ${on(told)} (${readingWords(told.reading)})`,
  resolved: (told) => `is over on ${on(told)} (${readingWords(told.reading)})`,
  'no data': (told) => `cannot be read, it ${told.detail ?? 'has no values'}`,
  stale: (told) => `can no longer be read, ${told.detail ?? 'the values are too old'}`,
  error: (told) => `failed: ${told.detail ?? 'no word why'}`,
  recovered: () => 'can be read again',
  changed: (told) => `fired until the rule was changed on ${on(told)}; as it is now it begins anew`,
  test: () => 'a test message, nothing has happened',
};
