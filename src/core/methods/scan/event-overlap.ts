/** Events no further apart than this are the same event. */
export const DAYS_APART = 5;

/**
 * Share of the events of two triggers that they have in common: 2 m / (|a| + |b|), m pairs that lie no further apart than so many days, each
 * event in one pair at most.
 *
 * @param a - Dates, days since 1970-01-01, ascending.
 * @param b - As `a`.
 * @returns From 0 to 1; 0 where either has none. Missing values: dates have none.
 */
export function shareInCommon(a: Int32Array, b: Int32Array, daysApart: number): number {
  let pairs = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const gap = (a[i] as number) - (b[j] as number);
    if (Math.abs(gap) <= daysApart) {
      pairs++;
      i++;
      j++;
    } else if (gap < 0) i++;
    else j++;
  }
  return a.length + b.length === 0 ? 0 : (2 * pairs) / (a.length + b.length);
}
