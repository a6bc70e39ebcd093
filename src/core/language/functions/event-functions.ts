import { type EpochDay, formatCivilDate } from '../../calendar/civil-date.ts';
import { countUpTo } from '../../calendar/schedule.ts';
import { cooled, following, movedTo } from '../../methods/triggers/sequence.ts';
import { commonDates, type EventSet, select } from '../../series/curve.ts';
import { type Arguments, type CausalFunction, eventsOn, type Parameter } from '../function-definition.ts';

const a: Parameter = { name: 'a', kind: 'events', doc: 'a trigger' };

/** Events on listed dates, on the target's calendar: each on its date there or the next one. */
function listed(args: Arguments, days: readonly EpochDay[]): EventSet {
  const home = args.environment.home;
  if (!home) throw new RangeError('date(…) and events(…) stand on the calendar of the target: use them in a study, with an outcome');
  const on = new Uint8Array(home.dates.length);
  const missing: string[] = [];
  for (const day of days) {
    const at = countUpTo(home.dates, day - 1);
    const beforeData = home.dates.length > 0 && day < (home.dates[0] as number);
    if (at < on.length && !beforeData) on[at] = 1;
    else missing.push(formatCivilDate(day));
  }
  const placed = on.reduce((count, flag) => count + flag, 0);
  const merged = days.length - missing.length - placed;
  const notes = [
    ...(missing.length > 0 ? [`Listed dates outside the target's data, and so no events: ${missing.join(', ')}.`] : []),
    ...(merged > 0 ? [`Of ${days.length} listed dates ${merged} fall on the same date of the target as another, and count once.`] : []),
  ];
  return { ...eventsOn(home, on, 0), notes };
}

/**
 * Events on dates on which the condition holds: joined, as series are, on the dates that both have, and known when the later of the
 * two is. Events on other dates are dropped, and told.
 */
function whileHolds(events: EventSet, condition: EventSet): EventSet {
  const { left, right } = commonDates(events.dates, condition.dates);
  const kept = selectEvents(events, left);
  const held = selectEvents(condition, right);
  const total = events.on.reduce((count, flag) => count + flag, 0);
  const dropped = total - kept.on.reduce((count, flag) => count + flag, 0);
  const note = `${dropped} of the events fall on dates on which the condition has no value and were dropped; fill(x, on) carries a value forward`;
  return {
    ...kept,
    on: kept.on.map((flag, i) => flag & (held.on[i] as number)),
    knownAt: kept.knownAt.map((instant, i) => Math.max(instant, held.knownAt[i] as number)),
    warmup: Math.max(kept.warmup, held.warmup),
    notes: [...events.notes, ...condition.notes, ...(dropped > 0 ? [note] : [])],
  };
}

/** Some dates of an event set; it can fire from its old warm-up date on. */
function selectEvents(events: EventSet, indices: Int32Array): EventSet {
  return { ...events, ...select(events, indices), on: Uint8Array.from(indices, (i) => events.on[i] as number) };
}

/** Index on a's calendar of the first date on which b could have fired. */
export function warmupOn(calendar: EventSet, other: EventSet): number {
  const instant = other.knownAt[other.warmup];
  return instant === undefined ? calendar.dates.length : countUpTo(calendar.knownAt, instant - 1);
}

export const eventFunctions: readonly CausalFunction[] = [
  {
    name: 'date',
    result: 'events',
    parameters: [{ name: 'dates', kind: 'dates', doc: 'one or more dates, YYYY-MM-DD' }],
    doc: "Listed dates, on the target's calendar.",
    example: 'date(2020-11-13)',
    evaluate: (args) => listed(args, args.dates('dates')),
  },
  {
    name: 'events',
    result: 'events',
    parameters: [{ name: 'file', kind: 'file', doc: 'a CSV file with a column of dates' }],
    doc: "The dates listed in a file, on the target's calendar.",
    example: 'events("halvings.csv")',
    evaluate: (args) => listed(args, args.environment.eventDates(args.file('file'))),
  },
  {
    name: 'while',
    result: 'events',
    parameters: [a, { name: 'condition', kind: 'events', doc: 'a condition or trigger' }],
    doc: 'Events of a on dates on which the condition holds.',
    example: 'while(all_time_high(RUT), RUT / SPX > ma(RUT / SPX, 200))',
    evaluate: (args) => whileHolds(args.events('a'), args.events('condition')),
  },
  {
    name: 'within',
    result: 'events',
    parameters: [
      a,
      { name: 'b', kind: 'events', doc: 'another trigger' },
      { name: 'n', kind: 'extent', least: 0, doc: 'observations or a span' },
    ],
    doc: 'Events of a that come 0 to n observations after one of b.',
    example: 'within(all_time_high(BTC), all_time_high(RUT), 60)',
    evaluate: (args) => {
      const events = args.events('a');
      const other = args.events('b');
      const on = following(events.dates, { a: events.on, b: movedTo(events, other) }, args.extent('n'));
      return { ...events, on, warmup: Math.max(events.warmup, warmupOn(events, other)), notes: [...events.notes, ...other.notes] };
    },
  },
  {
    name: 'cooldown',
    result: 'events',
    parameters: [a, { name: 'n', kind: 'extent', least: 0, doc: 'observations or a span' }],
    doc: 'Drops an event with fewer than n observations strictly between it and the last one kept.',
    example: 'cooldown(all_time_high(RUT), 250)',
    evaluate: (args) => {
      const events = args.events('a');
      return { ...events, on: cooled(events.dates, events.on, args.extent('n')) };
    },
  },
];
