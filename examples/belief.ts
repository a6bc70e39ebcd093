// Belief and score with the core alone, on made-up data: a forecast, a sceptic's update, a pack shrunk, forecasts scored, a bet that is watched.
import {
  type ClusterEffect,
  type Conviction,
  clusterEffect,
  type EBenjaminiHochberg,
  type EProcess,
  eBenjaminiHochberg,
  forecastHit,
  forecastHitCount,
  type HitForecast,
  type MurphyDecomposition,
  mixtureEProcess,
  murphyDecomposition,
  type ScepticalPrior,
  type Scores,
  type ShrunkClaims,
  type SpiegelhalterTest,
  scepticalPrior,
  scoreForecasts,
  seededStream,
  shrinkClaims,
  spiegelhalterTest,
  standardNormal,
  updateScepticalPrior,
} from '../src/library/core.ts';

const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
const stream = seededStream(9);

const forecast = forecastHit({ baseRate: 0.58, clusters: 5, clusterHits: 4.5 }) as HitForecast;
console.log(`forecast: P(hit) ${percent(forecast.probability)}, 80 % interval ${percent(forecast.lower)} to ${percent(forecast.upper)}`);
const { lower, upper } = forecastHitCount(forecast, 4);
console.log(`of the next 4 clusters ${lower} to ${upper} will hit, with at least 80 %`);

// Log returns over 60 days after each of 1,500 dates, and five events in four clusters.
const steps = Float64Array.from({ length: 1560 }, () => 0.0005 + 0.03 * standardNormal(stream));
const outcomes = Float64Array.from({ length: 1500 }, (_, i) => steps.slice(i, i + 60).reduce((sum, step) => sum + step, 0));
const effect = clusterEffect(outcomes, Int32Array.of(90, 420, 431, 800, 1300), Int32Array.of(0, 1, 1, 2, 3)) as ClusterEffect;
const { posterior, shrinkage, toBeConvinced } = updateScepticalPrior(scepticalPrior(outcomes) as ScepticalPrior, effect);
console.log(
  `effect seen ${effect.effect.toFixed(3)} ± ${effect.standardError.toFixed(3)}, of which the sceptic takes away ${percent(shrinkage)}`,
);
console.log(
  `believed ${posterior.mean.toFixed(3)} (${posterior.lower.toFixed(3)} to ${posterior.upper.toFixed(3)}), P(effect > 0) ${percent(posterior.probabilityPositive)}`,
);
const { furtherClusters, effectNeeded } = toBeConvinced as Conviction;
console.log(
  `to be convinced: ${furtherClusters ?? 'no number of'} further clusters like these, or an effect of ${effectNeeded.toFixed(3)} in them`,
);

const pack = shrinkClaims(Float64Array.of(0.31, 0.05, -0.08, 0.12), Float64Array.of(0.18, 0.1, 0.15, 0.09)) as ShrunkClaims;
for (const claim of pack.claims)
  console.log(
    `claim ${claim.observed.toFixed(2)} ± ${claim.standardError.toFixed(2)} shrinks to ${claim.effect.toFixed(3)}, P > 0 ${percent(claim.probabilityPositive)}`,
  );

const forecasts = Float64Array.from({ length: 40 }, () => 0.3 + Math.round(8 * stream.uniform()) / 20);
const hits = forecasts.map((p) => (stream.uniform() < p ? 1 : 0));
const scores = scoreForecasts(forecasts, hits, 0.5) as Scores;
const parts = murphyDecomposition(forecasts, hits) as MurphyDecomposition;
console.log(`Brier ${scores.brier.mean.toFixed(4)}, skill ${(scores.brier.skill as number).toFixed(3)} against a base rate of 50 %`);
console.log(
  `reliability ${parts.reliability.toFixed(4)} − resolution ${parts.resolution.toFixed(4)} + uncertainty ${parts.uncertainty.toFixed(4)}`,
);
console.log(`Spiegelhalter's Z ${(spiegelhalterTest(forecasts, hits) as SpiegelhalterTest).z.toFixed(2)}`);

// Three claims are watched, of which one is true.
const watched = [0.5, 0.5, 0.85].map(
  (p) =>
    mixtureEProcess(
      Float64Array.from({ length: 30 }, () => (stream.uniform() < p ? 1 : 0)),
      0.5,
    ) as EProcess,
);
const { discoveries } = eBenjaminiHochberg(Float64Array.from(watched, ({ eValue }) => eValue)) as EBenjaminiHochberg;
watched.forEach(({ eValue, anytimeP }, i) => {
  console.log(
    `watched claim ${i + 1}: wealth ${eValue.toFixed(2)}, anytime p ${anytimeP.toFixed(4)}${discoveries[i] ? ', a discovery' : ''}`,
  );
});
