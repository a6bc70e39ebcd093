// Breaks, regimes and explosive phases of made-up series, and whether the effect of an event lasted. Run: node examples/regimes.ts
import {
  andrewsTest,
  backwardCriticalValue,
  baiPerron,
  effectStability,
  explosivePhases,
  explosiveStarts,
  isInsufficient,
  olsCusumTest,
  ones,
  recursiveCusumTest,
  regimesAsKnown,
  seededStream,
  standardNormal,
  tabulatedCriticalValues,
  wildBootstrapExplosive,
} from '../src/library/core.ts';

const stream = seededStream(20_261);
const noise = (length: number) => Float64Array.from({ length }, () => standardNormal(stream));

// An effect that was there for eight events and then was gone.
const outcomes = noise(16).map((value, i) => 0.1 * value + (i < 8 ? 0.3 : 0));
const stability = effectStability(outcomes, 0.02);
if (!isInsufficient(stability)) {
  const { before, after, at, p, method } = stability;
  console.log(`effect: ${before.toFixed(2)} in the first ${at} events, ${after.toFixed(2)} since; p ${p.toFixed(4)} (${method})`);
}

// A mean that changes at 120 and at 200.
const shifting = noise(260).map((value, i) => value + (i < 120 ? 0 : i < 200 ? 2 : 1));
const constant = [ones(shifting.length)];
const breaks = baiPerron(shifting, constant);
if (!isInsufficient(breaks)) console.log(`breaks by BIC: ${breaks.partitions[breaks.breaks]?.breaks.join(', ')}`);
const one = andrewsTest(shifting, constant, { draws: 199, stream });
if (!isInsufficient(one)) console.log(`supF ${one.supF.statistic.toFixed(1)} at ${one.breakAt}, p ${one.supF.p.toFixed(3)}`);
for (const test of [olsCusumTest, recursiveCusumTest]) {
  const found = test(shifting, constant);
  if (!isInsufficient(found)) console.log(`${test.name}: ${found.statistic.toFixed(2)}, p ${found.p.toExponential(1)}`);
}

// Returns of two regimes: filtered probabilities, the parameters estimated on the past of each hundred dates alone.
const returns = noise(600).map((value, i) => (i % 150 < 100 ? 0.1 + 0.8 * value : -0.3 + 2 * value));
const regimes = regimesAsKnown(returns, { firstFit: 300, refitEvery: 100 });
if (!isInsufficient(regimes)) {
  const { secondRegime, first, fits } = regimes;
  const shown = [310, 380, 420, 460].map((i) => `${i}: ${(secondRegime[i - first] as number).toFixed(2)}`);
  console.log(`probability of the quiet regime, told at ${shown.join(', ')} (${fits.length} fits)`);
}

// A log price that grows by 4 % of its distance from 3 a day from 250 to 320.
let log = 4;
const price = noise(400).map((value, i) => {
  log = i === 320 ? 4 : log + 0.02 * value + (i > 250 && i < 320 ? 0.04 * (log - 3) : 0);
  return log;
});
const [, five] = tabulatedCriticalValues(price.length);
const bubble = wildBootstrapExplosive(price, { draws: 49, stream });
if (!isInsufficient(bubble)) {
  const { statistics, criticalValues, pGsadf } = bubble;
  console.log(`GSADF ${statistics.gsadf.toFixed(1)}, 5 % value ${five?.gsadf.toFixed(2)}, wild bootstrap p ${pGsadf.toFixed(2)}`);
  const dated = { first: statistics.first, statistic: statistics.bsadf, criticalValues: criticalValues.bsadf, minimumDuration: 6 };
  for (const { start, end } of explosivePhases(dated)) console.log(`explosive from ${start} to ${end - 1}`);
}
const { on } = explosiveStarts(price, { lookback: 100, level: 0.01, persist: 5, first: 0 });
const told = Array.from(on.keys()).filter((i) => on[i] === 1);
console.log(`told on the day: ${told.join(', ')}, above ${backwardCriticalValue(100, 0.01).toFixed(2)}`);
