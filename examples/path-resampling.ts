// The path after some events among placebo and bootstrap paths, with the core alone, on made-up data. Run: node examples/path-resampling.ts
import {
  automaticBlockLength,
  bootstrapPaths,
  type Insufficient,
  isInsufficient,
  type PathResampling,
  placeboPaths,
  seededStream,
  standardNormal,
} from '../src/library/core.ts';

// Log returns of 3,000 days, and 25 events: for 40 days after each of them the target does better by 0.4 % a day.
const stream = seededStream(12);
const logReturns = Float64Array.from({ length: 3000 }, () => 0.0005 + 0.02 * standardNormal(stream));
const events = Int32Array.from({ length: 25 }, (_, e) => 110 * e + stream.below(60));
for (const event of events) for (let day = 0; day < 40; day++) logReturns[event + day] = (logReturns[event + day] as number) + 0.004;

const options = { days: 120, draws: 10_000, seed: 1 };
const percent = (logGrowth: number) => `${(100 * Math.expm1(logGrowth)).toFixed(1)} %`;

function show(name: string, result: PathResampling | Insufficient): void {
  if (isInsufficient(result)) {
    console.log(`${name}: ${result.reason}`);
    return;
  }
  const { days, observed, expected, halfWidth, p, draws, observations } = result;
  console.log(`${name}: p up ${p.up.toFixed(4)}, p down ${p.down.toFixed(4)} (${observations} events, ${draws} draws)`);
  for (const day of [10, 40, 120]) {
    const at = days.indexOf(day);
    const [centre, half] = [expected[at] as number, halfWidth[at] as number];
    console.log(`  day ${day}: ${percent(observed[at] as number)}; the band ${percent(centre - half)} to ${percent(centre + half)}`);
  }
}

show('placebo', placeboPaths(logReturns, events, options));
const block = automaticBlockLength(logReturns);
if (!isInsufficient(block)) {
  show('stationary bootstrap', bootstrapPaths(logReturns, events, { ...options, meanBlockLength: block.stationary }));
}
show('a path longer than the data', placeboPaths(logReturns.slice(0, 100), events.slice(0, 1), options));
