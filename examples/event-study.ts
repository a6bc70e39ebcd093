/** A classical event study on made-up prices: six events of one asset against a market model. Run: node examples/event-study.ts */
import { isInsufficient, marketModelTests, seededStream } from '../src/library/core.ts';

const stream = seededStream(7);
const noise = () => stream.uniform() + stream.uniform() + stream.uniform() - 1.5;
const dates = Int32Array.from({ length: 2000 }, (_, i) => 17_000 + i);
const entries = Int32Array.of(400, 430, 800, 1100, 1500, 1520);

// The asset follows the market 1.3 times, and gains half a percent a day in the 20 days after each event.
const market = Array.from(dates, () => 0.012 * noise());
const asset = market.map((value, i) => 1.3 * value + 0.03 * noise() + (entries.some((entry) => i > entry && i <= entry + 20) ? 0.005 : 0));
const closes = (returns: readonly number[]) => {
  let price = 100;
  return Float64Array.from(returns, (value) => {
    price *= Math.exp(value);
    return price;
  });
};

const study = marketModelTests({
  target: { dates, values: closes(asset) },
  benchmark: { dates, values: closes(market) },
  entries,
  horizon: 30,
});

if (isInsufficient(study)) throw new Error(study.reason);
const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
console.log(
  `${study.observations} events, mean beta ${study.averageBeta.toFixed(2)}, mean CAR over 30 days ${percent(study.cumulativeAverageAbnormalReturn)}`,
);
for (const { name, result } of study.tests) {
  console.log(
    isInsufficient(result)
      ? `${name}: ${result.reason}`
      : `${name}: ${result.statistic.toFixed(2)}, p ${result.pUpper.toFixed(4)} upwards, ${result.pTwoSided.toFixed(4)} two-sided`,
  );
}
for (const note of study.notes) console.log(`Note: ${note}.`);
