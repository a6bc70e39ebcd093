/** Civil dates by plain Date.UTC arithmetic: a date is its count of days since 1970-01-01. */
export const DAY = 86_400_000;

export function dayOf(text: string): number {
  const [year, month, day] = text.split('-').map(Number) as [number, number, number];
  return Date.UTC(year, month - 1, day) / DAY;
}

export function textOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** Sunday = 0 … Saturday = 6. */
export function weekday(day: number): number {
  return new Date(day * DAY).getUTCDay();
}

/** The Monday of the ISO week. */
export function mondayOf(day: number): number {
  return day - ((weekday(day) + 6) % 7);
}

/** `1y` = the same day a year on, clipped at month ends; `d` and `w` are plain; `-180d` goes back. */
export function later(day: number, span: string): number {
  const [count, unit] = partsOf(span);
  if (unit === 'd') return day + count;
  if (unit === 'w') return day + 7 * count;
  const months = unit === 'y' ? 12 * count : count;
  const date = new Date(day * DAY);
  const wanted = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / DAY;
  const after = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 1) / DAY;
  return Math.min(wanted + date.getUTCDate() - 1, after - 1);
}

/** A span in days, for the places where the text divides by h. */
export function lengthInDays(span: string): number {
  const [count, unit] = partsOf(span);
  return count * { d: 1, w: 7, mo: 365 / 12, y: 365 }[unit];
}

function partsOf(span: string): [number, 'd' | 'w' | 'mo' | 'y'] {
  const match = /^(-?\d+)(d|w|mo|y)$/.exec(span) as RegExpExecArray;
  return [Number(match[1]), match[2] as 'd' | 'w' | 'mo' | 'y'];
}
