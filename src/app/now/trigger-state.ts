import { formatCount, formatDate, formatLevel, formatNumber, formatPercent } from '../../contract/format.ts';
import type { OpenHorizon, TriggerState } from '../../contract/state.ts';
import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { distanceToTrigger, type Hindrance, type TriggerDistance } from '../../core/language/distance.ts';
import { evaluateTrigger } from '../../core/language/evaluate.ts';
import { print } from '../../core/language/print.ts';
import type { ClaimContext } from '../check/claim-context.ts';
import { environmentAsOf, missingSeries, readExpression } from '../panel.ts';
import { isRunning } from './open-horizons.ts';

/** The trigger that a claim speaks of: that of its study, or the first reading of its event that the data hold. */
function triggerText({ claim: { check }, known }: ClaimContext): string | undefined {
  const readings = [check.event, check.gain].flatMap((asked) => (asked?.readings ?? []).map(({ when }) => when));
  const readable = readings.find((when) => missingSeries([readExpression(when, 'trigger')], known).length === 0);
  return check.study?.when ?? check.lag?.when ?? readable ?? readings[0];
}

/**
 * Whether a claim's trigger is on, and how far from an event it is. It is on while a horizon after one of its events is open.
 *
 * @param open - The open horizons of the claim's family; undefined where the family could not be run.
 */
export function triggerState(context: ClaimContext, open: readonly OpenHorizon[] | undefined): TriggerState | null {
  const text = triggerText(context);
  if (text === undefined) return null;
  const checked = readExpression(text, 'trigger');
  const expression = print(checked.node);
  const nothing = { expression, state: 'unknown', lastEvent: null, distance: null, level: null } as const;
  const lacking = missingSeries([checked], context.known);
  if (lacking.length > 0) return { ...nothing, sentence: `it cannot be told: needs ${lacking.join(', ')}` };
  if (checked.dates.length > 0 || checked.files.length > 0) return listed(nothing, { open, asOf: formatCivilDate(context.asOf) });
  const environment = environmentAsOf(context.panel, context.asOf);
  const events = evaluateTrigger(checked, environment);
  const last = events.on.lastIndexOf(1);
  const lastEvent = last < 0 ? null : formatCivilDate(events.dates[last] as number);
  const found = distanceToTrigger(checked, environment);
  const running = open?.filter((horizon) => isRunning(horizon, formatCivilDate(context.asOf)));
  const state = running === undefined ? 'unknown' : running.length > 0 ? 'on' : 'off';
  const away = found ? awayWords(found) : 'no level to reach';
  const over = open && running?.length === 0 && open.length > 0 ? '; its last horizon is over, and the data end before' : '';
  const sentence =
    running && running.length > 0
      ? onWords(running)
      : `${away}${lastWords(lastEvent, found?.hindrance ?? null)}${endWords(events.dates.at(-1), context.asOf)}${over}${open ? '' : '; whether it is on cannot be told'}`;
  return { expression, state, lastEvent, distance: found?.move ?? null, level: found?.level ?? null, sentence };
}

/** A list of dates has events and no level. */
function listed(
  nothing: Omit<TriggerState, 'sentence'>,
  { open, asOf }: { readonly open: readonly OpenHorizon[] | undefined; readonly asOf: string },
): TriggerState {
  if (open === undefined) return { ...nothing, sentence: 'a list of dates; whether it is on cannot be told' };
  const running = open.filter((horizon) => isRunning(horizon, asOf));
  const isOn = running.length > 0;
  return { ...nothing, state: isOn ? 'on' : 'off', sentence: isOn ? onWords(running) : 'a list of dates; none of its horizons is open' };
}

/** `on since 18 Sep 2025, day 344 of 365`: the newest event, and of its horizons the one that is open longest. */
function onWords(open: readonly OpenHorizon[]): string {
  const since = open
    .map(({ eventDate }) => eventDate)
    .sort()
    .at(-1) as string;
  const own = open.filter(({ eventDate }) => eventDate === since);
  const longest = own.reduce((a, b) => ((b.days ?? 0) > (a.days ?? 0) ? b : a));
  if (longest.entryDate === null) return `on since ${formatDate(since)}, not entered yet`;
  if (longest.day === null) return `on since ${formatDate(since)}`;
  return `on since ${formatDate(since)}, day ${formatNumber(longest.day)} of ${formatNumber(longest.days)}`;
}

/** Days after which a trigger that can be read no further says so. */
const RECENT_DAYS = 10;

/** `; its data end on 28 Aug 2026`, where that is long before the date of the question. */
const endWords = (last: EpochDay | undefined, asOf: EpochDay): string =>
  last === undefined || asOf - last <= RECENT_DAYS ? '' : `; its data end on ${formatDate(formatCivilDate(last))}`;

function lastWords(lastEvent: string | null, hindrance: Hindrance | null): string {
  if (hindrance?.kind === 'happened') return '';
  return lastEvent === null ? '; no event yet' : `; last event ${formatDate(lastEvent)}`;
}

/** `RUT 3.0 % below a record`: what is between the last value and an event, as a share of the level. */
function awayWords(found: TriggerDistance): string {
  const { quantity, hindrance, holds, besides } = found;
  const also = besides.length === 0 ? '' : `, and only with ${besides.join(' and ')}`;
  if (holds) return `${quantity} is ${found.side} ${levelWords(found)}${also}`;
  if (hindrance?.kind === 'happened')
    return `${quantity} went above ${levelWords(found)} on ${formatDate(dateText(hindrance.date))}, which happens once`;
  if (hindrance?.kind === 'beyond') return `${quantity} is ${found.side} ${levelWords(found)} already, and must come back to it first`;
  const place = placeWords(found);
  return `${hindrance ? `no event ${waitWords(hindrance)}; ` : ''}${place}${also}`;
}

function placeWords({ quantity, move, value, level, ...found }: TriggerDistance): string {
  const words = levelWords({ quantity, move, value, level, ...found });
  if (value === level) return `${quantity} at ${words}`;
  if (!(value > 0 && level > 0)) return `${quantity} at ${formatLevel(value)}, to get ${found.side} ${words}`;
  return `${quantity} ${formatPercent(Math.abs(1 - value / level))} ${found.side === 'above' ? 'below' : 'above'} ${words}`;
}

function levelWords({ kind, level, levelText }: TriggerDistance): string {
  if (kind === 'record') return 'a record';
  if (kind === 'high') return `its highest of ${levelText}`;
  if (kind === 'breakout') return `a breakout at ${formatLevel(level)}`;
  return Number.isNaN(Number(levelText)) ? levelText : formatLevel(level);
}

/** `before 18 Sep 2026: the last record is too young`. */
function waitWords({ kind, date, observations }: Hindrance): string {
  const until = date === null ? `for ${formatCount(observations ?? 0, 'observation')} more` : `before ${formatDate(dateText(date))}`;
  const since = { drought: 'the last record', quiet: 'the last close above the level', cooldown: 'the last event' }[kind as 'drought'];
  return `${until}: ${since} is too young`;
}

const dateText = (day: EpochDay | null): string | null => (day === null ? null : formatCivilDate(day));
