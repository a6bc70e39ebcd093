import { type Insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { leastSquares, ones } from '../../numerics/least-squares.ts';
import { forwardSums } from './forward-sums.ts';
import { type IvxTest, ivxTest } from './ivx.ts';
import { type OverlapOptions, type OverlappingSlope, ordinaryEstimate, overlappingSlope, type SlopeEstimate } from './overlapping-slope.ts';
import { autoregressionOf, type Persistence } from './persistence.ts';
import { type StambaughCorrection, stambaughCorrection } from './stambaugh.ts';

/** All that is asked of a signal that should foretell returns. */
export interface PredictiveRegression extends OverlappingSlope {
  /** First-order autoregression of the signal. */
  readonly persistence: Persistence | Insufficient;
  /** The one-period slope, corrected for the bias that persistence brings. */
  readonly stambaugh: StambaughCorrection | Insufficient;
  /** The test at the horizon that holds whatever the persistence. */
  readonly ivx: IvxTest | Insufficient;
}

/**
 * Predictive regression of the next h returns on a signal, with the errors that overlap and a persistent regressor ask for:
 *
 *     Σ_(i ≤ h) r_(t+i) = a + b x_t + e_t,   t = 0 … n − h − 1
 *
 * Rows as of `overlappingSlope`, and one of every h-th date, whose outcomes do not overlap (ordinary errors).
 *
 * @param signal - n values, known at each date.
 * @param returns - n one-period returns, logs so that they add up; the one at t ends at t.
 * @returns Insufficient for fewer than three dates and a constant signal or returns; the rows and parts say so each for itself.
 * @throws RangeError for lengths that differ, a horizon or lags that are no whole number, or values that are not finite.
 * @remarks Missing values: refuses. The slope is not causal: it says what the signal's level went before.
 */
export function predictiveRegressionOf(
  signal: Float64Array,
  returns: Float64Array,
  options: OverlapOptions,
): PredictiveRegression | Insufficient {
  const slope = overlappingSlope(signal, returns, options);
  if (isInsufficient(slope)) return slope;
  const { horizon } = options;
  return {
    ...slope,
    rows: [...slope.rows, { estimator: 'non-overlapping', estimate: nonOverlappingEstimate(signal, returns, horizon) }],
    persistence: persistenceOf(signal),
    stambaugh: stambaughCorrection(signal, returns),
    ivx: ivxTest([signal], returns, { horizon }),
  };
}

/** The slope over the dates 0, h, 2h, … */
function nonOverlappingEstimate(signal: Float64Array, returns: Float64Array, horizon: number): SlopeEstimate | Insufficient {
  const everyHth = (values: Float64Array) => values.filter((_, t) => t % horizon === 0);
  const outcomes = everyHth(forwardSums(returns, horizon));
  const columns = [ones(outcomes.length), everyHth(signal.subarray(0, returns.length - horizon))];
  const fit = leastSquares(outcomes, columns);
  return isInsufficient(fit) ? fit : ordinaryEstimate(fit, columns);
}

function persistenceOf(signal: Float64Array): Persistence | Insufficient {
  const autoregression = autoregressionOf(signal);
  if (isInsufficient(autoregression)) return autoregression;
  const { root, standardError, correctedRoot, observations } = autoregression;
  return { root, standardError, correctedRoot, observations };
}
