import { DAY_MS, type EpochDay, formatCivilDate } from '../core/calendar/civil-date.ts';
import { type Addition, type Rows, type SecondOpinion, StoreError } from './store.ts';

/** 0001-01-01 and 9999-12-31, the dates that a four-digit year can write. */
const [FIRST_DAY, LAST_DAY] = [-719_162, 2_932_896];
/** A figure that is announced for later than this is a mistake. */
const AHEAD = 366 * DAY_MS;

/**
 * Looks an addition over before anything of it is stored.
 *
 * @param now - Milliseconds since 1970-01-01T00:00Z.
 * @throws StoreError `refused` that names the row: lengths that differ, dates that do not ascend, a date twice with one knownAt, a value
 * that is not finite, a knownAt that is no whole millisecond or more than a year ahead.
 */
export function refuseWrong({ pull, rows, second }: Addition, now: number): void {
  const { series } = pull;
  if (series === '') throw new StoreError('refused', 'a series must have an id, was empty; nothing was stored');
  refuseLengths(rows, series);
  for (let i = 0; i < rows.dates.length; i++) {
    const problem = problemOf(rows, i, now);
    if (problem) throw refused(`${series} row ${i + 1}${dated(rows.dates[i] as number)}`, problem);
  }
  if (second) refuseSecond(second, series);
}

function refuseLengths({ dates, values, knownAt }: Rows, series: string): void {
  if (values.length === dates.length && knownAt.length === dates.length) return;
  throw refused(series, `dates, values and knownAt must be equally many, were ${dates.length}, ${values.length} and ${knownAt.length}`);
}

function problemOf({ dates, values, knownAt }: Rows, i: number, now: number): string | undefined {
  const [date, value, known] = [dates[i] as number, values[i] as number, knownAt[i] as number];
  if (date < FIRST_DAY || date > LAST_DAY) return `the date must lie in the years 1 to 9999, was day ${date} since 1970`;
  if (!Number.isFinite(value)) return `the value must be finite, was ${value}`;
  if (!Number.isInteger(known)) return `knownAt must be a whole number of milliseconds, was ${known}`;
  if (known < FIRST_DAY * DAY_MS) return `knownAt must lie in the years 1 to 9999, was ${known} ms since 1970`;
  if (known > now + AHEAD) return `knownAt must be at most a year ahead, was ${new Date(known).toISOString()}`;
  if (i === 0) return undefined;
  const before = dates[i - 1] as number;
  if (date < before) return `dates must ascend, was before ${formatCivilDate(before)}`;
  if (date === before && known <= (knownAt[i - 1] as number)) return 'knownAt must ascend within a date, was not after the one before it';
  return undefined;
}

function refuseSecond({ source, dates, values }: SecondOpinion, series: string): void {
  const whose = `${series}, second opinion of ${source}`;
  if (values.length !== dates.length)
    throw refused(whose, `dates and values must be equally many, were ${dates.length} and ${values.length}`);
  for (let i = 0; i < dates.length; i++) {
    const [date, value] = [dates[i] as number, values[i] as number];
    const problem = Number.isFinite(value)
      ? date < FIRST_DAY || date > LAST_DAY
        ? `the date must lie in the years 1 to 9999, was day ${date} since 1970`
        : i > 0 && date <= (dates[i - 1] as number)
          ? 'dates must ascend, none twice'
          : undefined
      : `the value must be finite, was ${value}`;
    if (problem) throw refused(`${whose}, row ${i + 1}${dated(date)}`, problem);
  }
}

const dated = (day: EpochDay): string => (day < FIRST_DAY || day > LAST_DAY ? '' : ` (${formatCivilDate(day)})`);

const refused = (where: string, problem: string): StoreError => new StoreError('refused', `${where}: ${problem}; nothing was stored`);

/**
 * The instant at which an addition is recorded: now, but never before what was recorded last, and later than what was recorded last
 * of its series, so that no version can be there twice and what the store held at an instant stays what it was.
 */
export function recordingInstant(now: number, last: { readonly anything: number | null; readonly ofSeries: number | null }): number {
  const anything = Math.round(last.anything ?? Number.NEGATIVE_INFINITY);
  const ofSeries = Math.round(last.ofSeries ?? Number.NEGATIVE_INFINITY);
  return Math.max(Math.floor(now), anything, ofSeries + 1);
}

/** Of a second opinion what the store does not hold yet. */
export function unheard(second: SecondOpinion, held: readonly SecondOpinion[]): SecondOpinion {
  const before = held.find(({ source }) => source === second.source);
  if (!before) return second;
  const values = new Map(Array.from(before.dates, (date, i) => [date, before.values[i]]));
  const fresh = Array.from(second.dates.keys()).filter((i) => values.get(second.dates[i] as number) !== second.values[i]);
  return {
    source: second.source,
    dates: Int32Array.from(fresh, (i) => second.dates[i] as number),
    values: Float64Array.from(fresh, (i) => second.values[i] as number),
  };
}
