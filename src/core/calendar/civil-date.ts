/** A civil date as whole days since 1970-01-01 (proleptic Gregorian). Arithmetic and order are those of integers. */
export type EpochDay = number;

/** A calendar span: whole units, positive. `1y` after a date is the same day a year on, clipped at month ends. */
export interface Span {
  readonly count: number;
  readonly unit: 'd' | 'w' | 'mo' | 'y';
}

/** Milliseconds in a day of UTC. */
export const DAY_MS = 86_400_000;

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days since 1970-01-01 of a year, month (1–12) and day; the caller guarantees that the date exists. */
export function epochDay(year: number, month: number, day: number): EpochDay {
  return Math.round(Date.UTC(year, month - 1, day) / DAY_MS);
}

/** Year, month (1–12) and day of a civil date. */
export function civilParts(day: EpochDay): { year: number; month: number; day: number } {
  const date = new Date(day * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** `YYYY-MM-DD` as a civil date, or undefined where the text is no date that exists. */
export function parseCivilDate(text: string): EpochDay | undefined {
  const match = ISO_DATE.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const parsed = epochDay(year, month, day);
  const exists = civilParts(parsed);
  return exists.month === month && exists.day === day && exists.year === year ? parsed : undefined;
}

/** A civil date as `YYYY-MM-DD`. */
export function formatCivilDate(day: EpochDay): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Day of the week, Monday = 1 … Sunday = 7 (ISO 8601). */
export function isoWeekday(day: EpochDay): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The Monday that opens the ISO week of a date: equal for two dates exactly when they share a week. */
export function isoWeekStart(day: EpochDay): EpochDay {
  return day - isoWeekday(day) + 1;
}

/** `day` moved by `sign` times the span, clipped at month ends. */
export function addSpan(day: EpochDay, span: Span, sign: 1 | -1 = 1): EpochDay {
  const count = sign * span.count;
  if (span.unit === 'd') return day + count;
  if (span.unit === 'w') return day + 7 * count;
  const months = span.unit === 'y' ? 12 * count : count;
  const from = civilParts(day);
  const index = from.year * 12 + (from.month - 1) + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  const lastOfMonth = civilParts(epochDay(year, month + 1, 1) - 1).day;
  return epochDay(year, month, Math.min(from.day, lastOfMonth));
}

/** Length of a span in days; months and years count as 365 / 12 and 365 days. */
export function spanDays(span: Span): number {
  const days = { d: 1, w: 7, mo: 365 / 12, y: 365 };
  return span.count * days[span.unit];
}

/** `180d`, `26w`, `6mo`, `1y` as a span, or undefined where the text is none. */
export function parseSpan(text: string): Span | undefined {
  const match = /^([1-9]\d*)(d|w|mo|y)$/.exec(text);
  return match ? { count: Number(match[1]), unit: match[2] as Span['unit'] } : undefined;
}

/** A span as it is written in the language: `180d`, `1y`. */
export function formatSpan(span: Span): string {
  return `${span.count}${span.unit}`;
}
