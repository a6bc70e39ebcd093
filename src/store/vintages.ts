import type { Rows } from './store.ts';

/** RecordedVersions of one series with both clocks, in milliseconds since 1970-01-01T00:00Z. Arrays are parallel. */
export interface RecordedVersions extends Rows {
  readonly recordedAt: Float64Array;
}

/** The same versions ascending in date, within a date in knownAt, within that in recordedAt. */
export function ordered(versions: RecordedVersions): RecordedVersions {
  const { dates, values, knownAt, recordedAt } = versions;
  const compare = (a: number, b: number): number =>
    (dates[a] as number) - (dates[b] as number) ||
    (knownAt[a] as number) - (knownAt[b] as number) ||
    (recordedAt[a] as number) - (recordedAt[b] as number);
  let isOrdered = true;
  for (let i = 1; i < dates.length && isOrdered; i++) isOrdered = compare(i - 1, i) <= 0;
  if (isOrdered) return versions;
  const order = Array.from(dates, (_, i) => i).sort(compare);
  return {
    dates: Int32Array.from(order, (i) => dates[i] as number),
    values: Float64Array.from(order, (i) => values[i] as number),
    knownAt: Float64Array.from(order, (i) => knownAt[i] as number),
    recordedAt: Float64Array.from(order, (i) => recordedAt[i] as number),
  };
}

/** Of ordered versions the newest of each date, with the instant at which the date first had a value. */
export function newest({ dates, values, knownAt }: RecordedVersions): Rows {
  const count = dates.length;
  const vintage = { dates: new Int32Array(count), values: new Float64Array(count), knownAt: new Float64Array(count) };
  let kept = 0;
  for (let i = 0; i < count; i++) {
    if (i === 0 || dates[i] !== dates[i - 1]) {
      vintage.dates[kept] = dates[i] as number;
      vintage.knownAt[kept] = knownAt[i] as number;
      kept++;
    }
    vintage.values[kept - 1] = values[i] as number;
  }
  return {
    dates: vintage.dates.subarray(0, kept),
    values: vintage.values.subarray(0, kept),
    knownAt: vintage.knownAt.subarray(0, kept),
  };
}
