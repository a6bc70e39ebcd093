import type { Candidate } from '../../../core/reader/statements/read-text.ts';
import type { Mention } from '../../../core/reader/words/lexicon.ts';
import {
  type Draft,
  type DraftContext,
  directionOf,
  missing,
  namedSpan,
  predicatesOf,
  type Subject,
  seriesOf,
  subjectsOf,
  type Used,
} from './parts.ts';
import { type Triggered, triggerOf } from './trigger.ts';

/** Horizons where the claim names none. */
const HORIZONS = ['30d', '90d', '180d'];

/** A regularity: a study where one thing follows an event, else how two series move. */
export function draftPattern(context: DraftContext): Draft {
  const { candidate } = context;
  const { subjects, lacking } = subjectsOf(context);
  const has = (concept: string) => candidate.mentions.some((mention) => mention.concept === concept);
  if (subjects.length === 0) return missing('It speaks of nothing that there are data for.', ...seriesOf(lacking));
  const when = candidate.mentions.find(({ kind }) => kind === 'connective');
  if (when) return studyOf(context, subjects, when) ?? missing('A study of what follows what.', 'an event that the language can express');
  if (subjects.length < 2) return needsOther(lacking);
  if (has('rotates')) return order(subjects);
  if (has('leads') || has('follows')) return lead(candidate.mentions, subjects, namedSpan(candidate));
  if (has('outperforms') || has('underperforms'))
    return missing('The growth of the one above that of the other after an event.', 'when it should hold: an event, a date or a condition');
  if (has('coincides') || has('opposes')) return sameTime(subjects, has('opposes') || has('negative'));
  return missing('How the two move.', 'what the one has to do with the other: which leads, or that they move together');
}

const needsOther = (lacking: readonly string[]): Draft =>
  lacking.length > 0
    ? missing('How the two move, on data of both.', ...seriesOf(lacking))
    : missing('A study of what follows what.', 'a trigger of the language: an event, a level or a second market');

/** The growth of what is said to follow after the event that is said to come first. */
function studyOf(context: DraftContext, subjects: readonly Subject[], when: Mention): Draft | undefined {
  const { candidate } = context;
  const opens = !subjects.some(({ at }) => at < when.start) || !predicatesOf(candidate).some(({ start }) => start < when.start);
  const first = subjects.find(({ at }) => at > when.start) ?? (opens ? subjects[0] : undefined);
  if (!first) return undefined;
  const then = opens
    ? (subjects.find(({ id, at }) => id !== first.id && at > first.at) ?? subjects.find(({ id }) => id !== first.id) ?? first)
    : subjects.find(({ at }) => at < when.start);
  if (!then) return undefined;
  const border = opens && then.at > first.at ? borderOf(candidate, first, then) : candidate.end;
  const event = within(candidate, when.start, border);
  const outcome = opens ? within(candidate, border, candidate.end) : within(candidate, candidate.start, when.start);
  const trigger = eventIn(event, first);
  if (trigger === undefined) return undefined;
  if (!saysWhatFollows(outcome)) return missing('A study of what follows what.', 'which way the outcome goes');
  const { used, ...outcomes } = outcomesOf(outcome, { then, than: subjects.find(({ id }) => id !== then.id && id !== first.id) });
  return {
    check: { study: { when: trigger.trigger, ...outcomes } },
    used: [...trigger.used, ...used],
    test: `What ${then.title} did after each such event of ${first.title}, against all other dates.`,
    missing: [],
  };
}

/** Where what follows begins: at its market, or at the verb before that (`steigt der S&P 500`), where it has none behind it. */
function borderOf(candidate: Candidate, first: Subject, then: Subject): number {
  const predicates = predicatesOf(candidate).filter(({ start }) => start > first.at);
  const before = predicates.filter(({ start }) => start < then.at);
  const last = before.at(-1);
  const hasOwn = predicates.some(({ start, move, kind }) => start > then.at && (move !== null || kind === 'event'));
  return !hasOwn && last && before.length > 1 ? last.start : then.at;
}

/** A part of a candidate with what lies in it. */
function within(candidate: Candidate, start: number, end: number): Candidate {
  const inside = <T extends { readonly start: number; readonly end: number }>(all: readonly T[]): T[] =>
    all.filter((each) => each.start >= start && each.end <= end);
  return {
    ...candidate,
    start,
    end,
    mentions: inside(candidate.mentions),
    quantities: inside(candidate.quantities),
    dates: inside(candidate.dates),
  };
}

/** The trigger of a part: an event before a mere move, since `rises above 40` is a crossing. */
function eventIn(part: Candidate, subject: Subject): Triggered | undefined {
  const predicates = predicatesOf(part);
  const ordered = [...predicates.filter(({ kind }) => kind === 'event'), ...predicates.filter(({ kind }) => kind !== 'event')];
  return ordered.map((mention) => triggerOf(mention, subject, part)).find((trigger) => trigger !== undefined);
}

/** A record, a direction, or that one beats another. */
const saysWhatFollows = ({ mentions }: Candidate): boolean =>
  mentions.some(({ move, concept }) => move !== null || concept === 'new-high' || concept === 'breakout' || concept === 'outperforms');

function outcomesOf(part: Candidate, { then, than }: { readonly then: Subject; readonly than: Subject | undefined }) {
  const says = (...concepts: string[]) => part.mentions.some(({ concept }) => concepts.includes(concept));
  const span = namedSpan(part);
  const makesRecord = says('new-high', 'breakout');
  const outcome = (h: string) =>
    than && says('outperforms')
      ? `excess_return(${then.series}, ${than.series}, ${h})`
      : makesRecord
        ? `hits(all_time_high(${then.series}), within: ${h})`
        : `return(${then.series}, ${h})`;
  return {
    then: (span === undefined ? HORIZONS : [span.value]).map(outcome),
    used: span ? [span.from] : [],
    direction: makesRecord ? ('up' as const) : directionOf(part.mentions),
  };
}

function lead(mentions: readonly Mention[], subjects: readonly Subject[], span: Used<string> | undefined): Draft {
  const follows = mentions.find(({ concept }) => concept === 'follows');
  const isTurned = follows !== undefined && !mentions.some(({ concept }) => concept === 'leads');
  const [leader, ...rest] = (isTurned ? [...subjects].reverse() : subjects) as [Subject, ...Subject[]];
  return {
    check: {
      lag: {
        lead: leader.series,
        follow: rest.map(({ series }) => series),
        asks: 'lead',
        within: span !== undefined && /^\d+(d|w|mo)$/.test(span.value) ? doubled(span.value) : '26w',
      },
    },
    used: span ? [span.from] : [],
    test: `Whether ${leader.title} moves before ${rest.map(({ title }) => title).join(' and ')}, by correlation at each lag and tests both ways.`,
    missing: [],
  };
}

/** A lead of three months may come in six. */
const doubled = (span: string): string => span.replace(/^\d+/, (count) => String(2 * Number(count)));

const order = ([leader, ...rest]: readonly Subject[]): Draft => ({
  check: {
    lag: {
      lead: (leader as Subject).series,
      follow: rest.map(({ series }) => series),
      asks: 'order',
      within: '26w',
      when: `all_time_high(${(leader as Subject).series}, after: 90d)`,
      event: 'all_time_high(X, after: 90d)',
    },
  },
  test: 'Whether records of the one come before those of the others more often than the other way round.',
  missing: [],
});

const sameTime = ([first, ...rest]: readonly Subject[], isOpposed: boolean): Draft => ({
  check: {
    lag: {
      lead: (first as Subject).series,
      follow: rest.map(({ series }) => series),
      asks: 'same time',
      direction: isOpposed ? 'down' : 'up',
    },
  },
  test: `Correlation of returns of ${[first as Subject, ...rest].map(({ title }) => title).join(', ')} on the same dates.`,
  missing: [],
});
