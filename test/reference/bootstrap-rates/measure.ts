// How often the bootstrap's intervals cover and its tests reject, in worlds that are made up. Prints the tables of docs/methods/bootstrap.md.
// Run: node test/reference/bootstrap-rates/measure.ts
import { bootstrapMeanDifference } from '../../../src/core/methods/bootstrap/bootstrap-mean-difference.ts';
import { outcomeBootstrapTest, stationaryBootstrapTest } from '../../../src/core/methods/bootstrap/stationary-bootstrap-test.ts';
import { clusterNumbers } from '../../../src/core/methods/event-study/clusters.ts';
import { isInsufficient } from '../../../src/core/numerics/insufficient.ts';
import { seededStream } from '../../../src/core/numerics/random.ts';
import { standardNormal } from '../../../src/core/numerics/standard-normal.ts';

const YEARS = 15;
const DAYS = YEARS * 252;
const stream = seededStream(20_260_915);
const normal = () => standardNormal(stream);

/** Log returns with changing volatility, fat tails and a drift that turns between bull and bear about once a year. */
function targetReturns(length: number): Float64Array {
  let variance = 0.0016;
  let bull = true;
  return Float64Array.from({ length }, () => {
    if (stream.uniform() < 1 / 252) bull = !bull;
    const chiSquare = Array.from({ length: 5 }, normal).reduce((sum, z) => sum + z * z, 0);
    const shock = Math.sqrt(variance) * (normal() / Math.sqrt(chiSquare / 5)) * Math.sqrt(3 / 5);
    variance = 0.00003 + 0.08 * shock * shock + 0.9 * variance;
    return (bull ? 0.0035 : -0.0015) + shock;
  });
}

const pathOf = (returns: Float64Array): Float64Array => {
  const path = new Float64Array(returns.length + 1);
  for (let t = 0; t < returns.length; t++) path[t + 1] = (path[t] as number) + (returns[t] as number);
  return path;
};

/** Records of an unrelated market after a drought, with a horizon of days left. */
function records(drought: number, horizon: number): Int32Array {
  const path = pathOf(Float64Array.from({ length: DAYS }, () => 0.0003 + 0.012 * normal()));
  const found: number[] = [];
  let [top, last] = [Number.NEGATIVE_INFINITY, -1];
  path.forEach((value, t) => {
    if (value <= top) return;
    if (last >= 0 && t - last >= drought && t + horizon < DAYS) found.push(t);
    [top, last] = [value, t];
  });
  return Int32Array.from(found);
}

const growthOver = (path: Float64Array, horizon: number): Float64Array =>
  Float64Array.from({ length: path.length - horizon }, (_, t) => (path[t + horizon] as number) - (path[t] as number));

const share = (count: number, of: number): string => (count / of).toFixed(3);

console.log('tests: share of worlds without relation with p_upper <= 0.05; by returns, by outcomes');
for (const [drought, horizon, worlds] of [
  [252, 63, 1500],
  [42, 126, 1500],
  [10, 126, 1500],
] as const) {
  const rejected = [0, 0];
  let events = 0;
  for (let world = 0; world < worlds; ) {
    const entries = records(drought, horizon);
    if (entries.length < 3) continue;
    world++;
    events += entries.length;
    const logPrices = pathOf(targetReturns(DAYS));
    const path = { logPrices, entries, exits: entries.map((entry) => entry + horizon) };
    const options = { seed: world, draws: 399 };
    const results = [stationaryBootstrapTest(path, options), outcomeBootstrapTest(growthOver(logPrices, horizon), entries, options)];
    results.forEach((result, i) => {
      if (!isInsufficient(result) && result.pUpper <= 0.05) rejected[i] = (rejected[i] as number) + 1;
    });
  }
  console.log(`${(events / worlds).toFixed(1)} events, ${horizon} days:`, rejected.map((count) => share(count, worlds)).join('  '));
}

console.log('the test by returns where horizons fill much of 800 days: share of 1,000 worlds of normal returns with p_upper <= 0.05');
for (const [count, horizon] of [
  [5, 30],
  [9, 90],
] as const) {
  let rejected = 0;
  for (let world = 0; world < 1000; world++) {
    const entries = Int32Array.from({ length: count }, () => stream.below(700)).sort();
    const logPrices = pathOf(Float64Array.from({ length: 799 }, () => 0.002 + 0.03 * normal()));
    const result = stationaryBootstrapTest(
      { logPrices, entries, exits: entries.map((entry) => entry + horizon) },
      { seed: world, draws: 99 },
    );
    if (!isInsufficient(result) && result.pUpper <= 0.05) rejected++;
  }
  console.log(`${count} events, ${horizon} days:`, share(rejected, 1000));
}

/** So many events at random, none within a horizon of another where that fits. */
function randomEvents(count: number, horizon: number): Int32Array {
  const places: number[] = [];
  while (places.length < count) {
    const place = stream.below(DAYS - horizon);
    if (places.every((other) => Math.abs(other - place) > horizon)) places.push(place);
  }
  return Int32Array.from(places).sort();
}

/** A world in which each event moves the target by a random effect over its horizon. */
function worldWithEffect(count: number, horizon: number, { effect, spread }: { readonly effect: number; readonly spread: number }) {
  const returns = targetReturns(DAYS);
  const events = randomEvents(count, horizon);
  for (const event of events) {
    const moved = effect + spread * normal();
    for (let t = event; t < event + horizon; t++) returns[t] = (returns[t] as number) + moved / horizon;
  }
  const clusters = clusterNumbers(
    events,
    events.map((event) => event + horizon),
  );
  return { outcomes: growthOver(pathOf(returns), horizon), events, clusters };
}

console.log('intervals of 90 %: share of worlds in which they hold the mean difference of all worlds; percentile, expanded');
for (const [count, horizon] of [
  [5, 63],
  [11, 63],
  [26, 63],
  [5, 180],
  [11, 180],
] as const) {
  for (const effect of [
    { effect: 0, spread: 0 },
    { effect: 0.3, spread: 0.3 },
  ]) {
    const worlds = Array.from({ length: 1000 }, (_, world) =>
      bootstrapMeanDifference(worldWithEffect(count, horizon, effect), { seed: world, draws: 999 }),
    ).flatMap((result) => (isInsufficient(result) ? [] : [result]));
    const truth = worlds.reduce((sum, { difference }) => sum + difference, 0) / worlds.length;
    const held = (name: 'percentile' | 'expandedPercentile') =>
      share(worlds.filter((world) => world[name].lower <= truth && truth <= world[name].upper).length, worlds.length);
    console.log(
      `${count} clusters, ${horizon} days, effect ${effect.effect} ± ${effect.spread}:`,
      held('percentile'),
      held('expandedPercentile'),
    );
  }
}
