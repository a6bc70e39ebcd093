// A persistent signal that foretells nothing, over overlapping horizons: what each standard error makes of it. Run: node examples/predictive-regression.ts
import {
  impliedCorrelation,
  isInsufficient,
  normalQuantile,
  overlapDummyRegression,
  predictiveRegressionOf,
  type SlopeRow,
  seededStream,
} from '../src/library/core.ts';

const stream = seededStream(23);
const normal = () => normalQuantile((stream.below(2 ** 31) + 0.5) / 2 ** 31);
const n = 1500;
const returns = Float64Array.from({ length: n }, () => 0.01 * normal());
const signal = new Float64Array(n);
for (let t = 1; t < n; t++) signal[t] = 0.99 * (signal[t - 1] as number) - 0.9 * (returns[t] as number) + 0.005 * normal();

const print = ({ estimator, estimate }: SlopeRow) =>
  console.log(
    isInsufficient(estimate)
      ? `  ${estimator}: ${estimate.reason}`
      : `  ${estimator}: slope ${estimate.coefficient.toFixed(3)}, error ${estimate.standardError.toFixed(3)}, t ${estimate.t.toFixed(2)}, p ${estimate.p.toPrecision(2)}`,
  );

const result = predictiveRegressionOf(signal, returns, { horizon: 63 });
if (isInsufficient(result)) console.log(result.reason);
else {
  const { rows, observations, effectiveObservations, rSquared, persistence, stambaugh, ivx } = result;
  console.log(`${observations} dates, of which ${effectiveObservations} do not overlap; R² ${rSquared.toFixed(2)}, and nothing is there:`);
  rows.forEach(print);
  if (!isInsufficient(ivx)) console.log(`  ivx: Wald ${ivx.wald.toFixed(2)}, p ${ivx.p.toFixed(3)}`);
  if (!isInsufficient(persistence)) console.log(`The signal's root is ${persistence.root.toFixed(4)}.`);
  if (!isInsufficient(stambaugh))
    console.log(
      `One period: slope ${stambaugh.uncorrected.toFixed(4)}, corrected ${stambaugh.coefficient.toFixed(4)}, p ${stambaugh.p.toFixed(3)}`,
    );
  console.log(`Slopes over 63 and 126 periods correlate by ${impliedCorrelation(0.99, 63, 126).toFixed(2)} when nothing is there.`);
}

const events = overlapDummyRegression(Int32Array.of(100, 110, 120, 600, 610, 1100, 1105), returns, { horizon: 63 });
if (isInsufficient(events)) console.log(events.reason);
else {
  console.log(`${events.events} events in three runs, without any effect:`);
  events.rows.forEach(print);
}
