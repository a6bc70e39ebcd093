import { time } from '../../src/contract/figures/price-view.ts';

/** Places on a chart's time axis, which counts observations and not days. */
export interface TimeAxis {
  readonly dates: readonly string[];
  /** Place of a date: between two observations in proportion, beyond the last at the pace of the last year's. */
  readonly place: (date: string) => number;
}

/** The dates that any of several series has, ascending, and where each date stands among them. */
export function timeAxis(lines: readonly { readonly dates: readonly string[] }[]): TimeAxis {
  const dates = [...new Set(lines.flatMap((line) => line.dates))].sort();
  const last = dates.length - 1;
  const back = Math.max(0, last - 50);
  const pace = last > back ? (time(dates[last]!) - time(dates[back]!)) / (last - back) : 86_400_000;
  const known = new Map<string, number>();
  const find = (date: string): number => {
    if (date >= dates[last]!) return last + (time(date) - time(dates[last]!)) / pace;
    const above = firstAtOrAfter(dates, date);
    if (above === 0 || dates[above] === date) return above;
    const from = time(dates[above - 1]!);
    return above - 1 + (time(date) - from) / (time(dates[above]!) - from);
  };
  return {
    dates,
    place: (date) => {
      const kept = known.get(date) ?? find(date);
      known.set(date, kept);
      return kept;
    },
  };
}

function firstAtOrAfter(dates: readonly string[], date: string): number {
  let low = 0;
  let high = dates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dates[middle]! < date) low = middle + 1;
    else high = middle;
  }
  return low;
}
