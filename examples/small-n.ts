// What a handful of events can show: floors, exact tests and bootstrap intervals on made-up data. Run: node examples/small-n.ts
import {
  automaticBlockLength,
  binomialTest,
  bootstrapMeanDifference,
  clopperPearsonInterval,
  fewestTrials,
  hodgesLehmann,
  type Insufficient,
  instanceMeans,
  isInsufficient,
  lowestBinomialP,
  lowestShiftP,
  lowestSignFlipP,
  rankShiftTest,
  signedRankTest,
  signFlipTest,
  startYears,
  stationaryBootstrapTest,
} from '../src/library/core.ts';

/** Prints what a method found, or why it found nothing. */
function show<T extends object>(name: string, result: T | Insufficient, sentence: (found: T) => string): void {
  console.log(`${name}: ${isInsufficient(result) ? `nothing, ${result.reason}` : sentence(result)}`);
}
const share = (p: number): string => p.toFixed(3);

// A target that wanders for eight years, and rises for two months after each of six events.
const HORIZON = 60;
const DAYS = 2900;
const events = Int32Array.of(200, 640, 1100, 1500, 2000, 2500);
const logPrices = Float64Array.from({ length: DAYS + HORIZON }, (_, t) => {
  const risen = events.reduce((sum, event) => sum + 0.1 * Math.min(1, Math.max(0, (t - event) / HORIZON)), 0);
  return risen + 0.2 * Math.sin(t / 37) + 0.15 * Math.sin((t * t) / 9000);
});
const outcomes = Float64Array.from({ length: DAYS }, (_, t) => (logPrices[t + HORIZON] as number) - (logPrices[t] as number));
const dates = Int32Array.from(outcomes, (_, t) => 16_000 + t);
const base = outcomes.reduce((sum, outcome) => sum + outcome, 0) / DAYS;
const baseRate = outcomes.filter((outcome) => outcome > 0).length / DAYS;
const excess = Float64Array.from(events, (event) => (outcomes[event] as number) - base);
const hits = { hits: events.filter((event) => (outcomes[event] as number) > 0).length, trials: events.length };

console.log(
  `Floors for ${events.length} events: shifts ${lowestShiftP(DAYS).toPrecision(2)}, signs ${share(lowestSignFlipP(events.length))},`,
);
console.log(
  `  hits at a base rate of ${share(baseRate)} ${share(lowestBinomialP(events.length, baseRate).up)}; 5 % needs ${fewestTrials(baseRate)} events`,
);
show('Exact binomial', binomialTest(hits, baseRate), ({ pUpper }) => `${hits.hits} of ${hits.trials} hit, p ${share(pUpper)}`);
show('Clopper–Pearson', clopperPearsonInterval(hits), ({ lower, upper }) => `${share(lower)} to ${share(upper)}`);
show('Sign flip', signFlipTest(excess), ({ pUpper, draws }) => `p ${share(pUpper)} over ${draws} patterns`);
show('Signed rank', signedRankTest(excess), ({ statistic, pUpper }) => `V ${statistic}, p ${share(pUpper)}`);
show(
  'Hodges–Lehmann',
  hodgesLehmann(excess),
  ({ estimate, lower, upper, level }) => `${share(estimate)}, ${share(lower)} to ${share(upper)} at ${share(level)}`,
);
show(
  'Shift of ranks',
  rankShiftTest({ outcomes, dates, events }),
  ({ plain, p }) => `mean standing ${share(plain.observed)}, p ${share(p.up)}`,
);
for (const { year, observations, p } of startYears({ outcomes, dates, events })) {
  show(`From ${year} on`, p, ({ up }) => `${observations} events, p ${share(up)}`);
}
show('Automatic block length', automaticBlockLength(outcomes), ({ stationary, cap }) => `${stationary.toFixed(1)} days, at most ${cap}`);
const clusters = Int32Array.from(events.keys());
show(
  'Mean difference',
  bootstrapMeanDifference({ outcomes, events, clusters }, { seed: 1 }),
  ({ difference, expandedPercentile: { lower, upper } }) => `${share(difference)}, 90 % interval ${share(lower)} to ${share(upper)}`,
);
const exits = events.map((event) => event + HORIZON);
show(
  'Stationary bootstrap',
  stationaryBootstrapTest({ logPrices, entries: events, exits }, { seed: 1 }),
  ({ pUpper }) => `p ${share(pUpper)}`,
);
for (const mean of instanceMeans([excess], { seed: 1 })) {
  show('Mean over instances', mean, ({ estimate, bca }) =>
    isInsufficient(bca) ? bca.reason : `${share(estimate)}, BCa ${share(bca.lower)} to ${share(bca.upper)}`,
  );
}
