import { mean } from '../../numerics/moments.ts';

/** Forecasts that are put together, with their outcomes. */
export interface ForecastBin {
  readonly probabilities: Float64Array;
  readonly outcomes: Float64Array;
  readonly meanProbability: number;
  /** Share of the outcomes that are 1. */
  readonly frequency: number;
  readonly observations: number;
}

/** Bounds 0, 0.1, … 1. */
export const TENTHS = Float64Array.from({ length: 11 }, (_, i) => i / 10);

/**
 * Puts forecasts into bins: forecasts of the same number together, or those between neighbouring bounds, the lower one included; the
 * last bin has both.
 *
 * @param probabilities - n forecasts in [0, 1], already checked.
 * @param outcomes - n outcomes, each 0 or 1.
 * @param bounds - Ascending, from 0 to 1; without them the distinct forecasts are the bins.
 * @returns The bins that hold a forecast, ascending.
 * @throws RangeError for bounds that do not ascend from 0 to 1.
 */
export function binForecasts(probabilities: Float64Array, outcomes: Float64Array, bounds?: Float64Array): ForecastBin[] {
  if (bounds) requireBounds(bounds);
  const keyOf = (p: number) =>
    bounds
      ? Math.min(
          bounds.findLastIndex((bound) => bound <= p),
          bounds.length - 2,
        )
      : p;
  const members = Map.groupBy(probabilities.keys(), (i) => keyOf(probabilities[i] as number));
  return [...members]
    .sort(([a], [b]) => a - b)
    .map(([, places]) => {
      const ofBin = (values: Float64Array) => Float64Array.from(places, (i) => values[i] as number);
      const [own, seen] = [ofBin(probabilities), ofBin(outcomes)];
      return { probabilities: own, outcomes: seen, meanProbability: mean(own), frequency: mean(seen), observations: places.length };
    });
}

function requireBounds(bounds: Float64Array): void {
  const ascends = bounds.every((bound, i) => i === 0 || bound > (bounds[i - 1] as number));
  if (bounds.length < 2 || bounds[0] !== 0 || bounds.at(-1) !== 1 || !ascends)
    throw new RangeError(`the bounds of the bins must ascend from 0 to 1, were ${[...bounds].join(', ')}`);
}
