/** Values as a chart shows them, with the unit of its axis: a decimal that is a percentage as such. */
export function onAxis(values: readonly number[], unit: string): { readonly values: readonly number[]; readonly unit: string } {
  const isShare = unit === '%' || unit === 'share';
  return isShare ? { values: values.map((value) => value * 100), unit: '%' } : { values, unit };
}

/** The place of the last value of each year, the newest year first. */
export function yearEndsOf(dates: readonly string[]): number[] {
  return dates.flatMap((date, i) => (dates[i + 1]?.slice(0, 4) === date.slice(0, 4) ? [] : [i])).toReversed();
}

/** The name that is meant, as the server's refusal offers it; undefined where it offers none. */
export const nearestIn = (refusal: string): string | undefined => /did you mean ([\w-]+)/.exec(refusal)?.[1];

/** All names that a refusal lists after `it has`. */
export const namesIn = (refusal: string): string[] => /it has ([\w, -]+)$/.exec(refusal)?.[1]?.split(', ') ?? [];
