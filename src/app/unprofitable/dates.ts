import type { UnprofitableInput } from '../../contract/unprofitable.ts';
import { addSpan, type EpochDay, formatCivilDate, parseCivilDate, parseSpan, type Span } from '../../core/calendar/civil-date.ts';
import { CallerError } from '../context.ts';

/** A history has at most so many values. */
const MOST = 1000;

/**
 * The dates that are asked for, ascending: one, or one in every span from the first on.
 *
 * @throws CallerError for options that do not go together, and for a date that does not exist or has not come.
 */
export function datesOf({ asOf, every, from, to }: UnprofitableInput, today: EpochDay): readonly EpochDay[] {
  if (every === undefined) {
    if (from !== undefined || to !== undefined)
      throw new CallerError('--from and --to are the ends of a history: add --every, e.g. --every 1mo');
    return [dayOf('--as-of', asOf, today) ?? today];
  }
  if (asOf !== undefined) throw new CallerError('--as-of asks for one date, --every for a history: give one of them');
  const first = dayOf('--from', from, today);
  if (first === undefined) throw new CallerError('--every needs --from, the first date of the history');
  const last = dayOf('--to', to, today) ?? today;
  if (last < first) throw new CallerError(`--to must not be before --from, ${from}, was ${to}`);
  return stepsFrom(first, last, parseSpan(every) as Span);
}

function stepsFrom(first: EpochDay, last: EpochDay, { count, unit }: Span): EpochDay[] {
  const days: EpochDay[] = [];
  // Always counted from the first date, so that the ends of months stay ends of months.
  for (let i = 1, day = first; day <= last; day = addSpan(first, { count: count * i, unit }), i++) {
    if (days.length === MOST) throw new CallerError(`a history has at most ${MOST} values: ask for fewer by --every, --from or --to`);
    days.push(day);
  }
  return days;
}

function dayOf(option: string, text: string | undefined, today: EpochDay): EpochDay | undefined {
  if (text === undefined) return undefined;
  const day = parseCivilDate(text);
  if (day === undefined) throw new CallerError(`${option} must be a date that exists, was ${text}`);
  if (day > today) throw new CallerError(`${option} must not be after today, ${formatCivilDate(today)}, was ${text}`);
  return day;
}
