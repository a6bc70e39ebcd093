import { civilParts } from '../calendar/civil-date.ts';
import { median } from '../numerics/quantile.ts';
import type { Series } from '../series/series.ts';
import type { Disagreement, YearOfDifferences } from './finding.ts';
import { compared, relativeDifferences, type Second } from './second.ts';

/** Two honest sources of one close differ by less: exchanges by some 0.15 % in the median, roundings by far less. */
export const TOLERANCE = 0.005;
/** Beyond the tolerance on so many dates: no longer single bad rows but another quantity, another hour, another date. */
const WIDESPREAD = 0.05;

/** A single difference beyond this is worth a look, however rare: it makes an event, or hides one. */
const LARGE = 0.02;
/** A source that differs by this much in the median is another quantity. */
const OTHER_QUANTITY = 0.03;
/** Shortest stretch that is told as an era, and the share of its dates that differ. */
const LEAST_ERA = 20;
const ERA_SHARE = 0.5;

/** What a second source makes of a series, year by year. */
export interface Comparison {
  readonly name: string;
  readonly tolerance: number;
  /** The second source's values were multiplied by this. */
  readonly factor: number;
  readonly years: readonly YearOfDifferences[];
}

/** The differences of a second source by calendar year; empty without common dates. */
export function compareByYear(series: Series, second: Second): Comparison {
  const pair = compared(series, second);
  const differences = relativeDifferences(pair);
  const indices = Map.groupBy(pair.dates.keys(), (i) => civilParts(pair.dates[i] as number).year);
  const years = Array.from(indices, ([year, own]): YearOfDifferences => {
    const of = Float64Array.from(own, (i) => differences[i] as number);
    const at = own.reduce((most, i) => ((differences[i] as number) > (differences[most] as number) ? i : most));
    return {
      year,
      observations: own.length,
      beyond: of.filter((difference) => difference > TOLERANCE).length / own.length,
      median: median(of),
      largest: differences[at] as number,
      largestOn: pair.dates[at] as number,
    };
  });
  return { name: second.name, tolerance: TOLERANCE, factor: pair.factor, years };
}

/** The dates on which a second source differs by more than the tolerance. */
export function findDisagreement(series: Series, second: Second): Disagreement[] {
  const pair = compared(series, second);
  const differences = relativeDifferences(pair);
  const beyond = Array.from(differences.keys()).filter((i) => (differences[i] as number) > TOLERANCE);
  if (beyond.length === 0) return [];
  const at = beyond.reduce((most, i) => ((differences[i] as number) > (differences[most] as number) ? i : most));
  const share = beyond.length / pair.dates.length;
  const isOther = median(differences) > OTHER_QUANTITY;
  const isLarge = share > WIDESPREAD || (differences[at] as number) > LARGE;
  return [
    {
      kind: 'disagreement',
      severity: isLarge && !isOther ? 'warning' : 'note',
      dates: Int32Array.from(beyond, (i) => pair.dates[i] as number),
      others: Float64Array.from(beyond, (i) => pair.other[i] as number),
      share,
      isOther,
      era: share > ERA_SHARE ? null : eraOf(pair.dates, differences),
      observations: pair.dates.length,
      largest: differences[at] as number,
      largestOn: pair.dates[at] as number,
      value: pair.own[at] as number,
      other: pair.other[at] as number,
    },
  ];
}

/** The stretch that holds most differences for its length. */
function eraOf(dates: Int32Array, differences: Float64Array): Disagreement['era'] {
  const isBeyond = (i: number) => (differences[i] as number) > TOLERANCE;
  let best = { from: 0, to: -1, gain: 0 };
  for (let i = 0, from = 0, gain = 0; i < dates.length; i++) {
    if (gain <= 0) [from, gain] = [i, 0];
    gain += isBeyond(i) ? 1 - ERA_SHARE : -ERA_SHARE;
    if (gain > best.gain) best = { from, to: i, gain };
  }
  const length = best.to - best.from + 1;
  if (length < LEAST_ERA) return null;
  const beyond = Array.from({ length }, (_, i) => best.from + i).filter(isBeyond).length;
  return { from: dates[best.from] as number, to: dates[best.to] as number, share: beyond / length };
}
