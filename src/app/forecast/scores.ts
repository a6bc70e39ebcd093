import type { Insufficient } from '../../contract/cross-checks.ts';
import { type ForecastScores, RANKED_FROM, type ScoreComparison, type Standing } from '../../contract/forecast.ts';
import type { Forecast, ScorePair, Settlement } from '../../contract/ledger.ts';
import { clusterMeans, clusterNumbers } from '../../core/methods/event-study/clusters.ts';
import { forecastClusters, scoreDifference } from '../../core/methods/forecast-comparison/score-difference.ts';
import { reliabilityDiagram, spiegelhalterTest } from '../../core/methods/scoring/calibration.ts';
import { mixtureEProcess } from '../../core/methods/sequential/e-process.ts';
import { insufficient, isInsufficient } from '../../core/numerics/insufficient.ts';
import { mean } from '../../core/numerics/moments.ts';
import { dayOf } from '../check/claim-context.ts';
import { isEarly } from './question.ts';

/** A forecast with what came of it. */
export type ScoredForecast = Forecast & { readonly settlement: Settlement };

const columnOf = (forecasts: readonly ScoredForecast[], pick: (forecast: ScoredForecast) => number): Float64Array =>
  Float64Array.from(forecasts, pick);
const probabilities = (forecasts: readonly ScoredForecast[]) => columnOf(forecasts, ({ probability }) => probability);
const outcomes = (forecasts: readonly ScoredForecast[]) => columnOf(forecasts, ({ settlement }) => Number(settlement.wentAsClaimed));
const spanOf = ({ entryDate, dueDate }: Forecast) => ({ entry: dayOf(entryDate), due: dayOf(dueDate) });
const clustersOf = (forecasts: readonly Forecast[]): Int32Array =>
  forecastClusters(forecasts.map((one) => ({ target: one.target, ...spanOf(one) })));
const countOf = (clusters: Int32Array): number => new Set(clusters).size;

/** How forecasts did, beside the base rate that was sealed with each and beside 50 %. */
export function scoresOf(forecasts: readonly ScoredForecast[]): ForecastScores {
  const clusters = clustersOf(forecasts);
  const compare = (name: keyof ScorePair) => comparison(forecasts, clusters, name);
  return {
    ...{ forecasts: forecasts.length, clusters: countOf(clusters), brier: compare('brier'), log: compare('log') },
    reliability: reliabilityOf(forecasts),
    spiegelhalter: spiegelhalterOf(forecasts),
  };
}

function comparison(forecasts: readonly ScoredForecast[], clusters: Int32Array, name: keyof ScorePair): ScoreComparison | Insufficient {
  if (forecasts.length === 0) return insufficient('no forecast is scored yet', 1, 0);
  const of = (side: 'own' | 'baseRate' | 'even') =>
    columnOf(forecasts, ({ settlement }) => settlement[side][name] ?? Number.POSITIVE_INFINITY);
  const [own, baseRate, even] = [of('own'), of('baseRate'), of('even')];
  const finite = own.filter((score, i) => Number.isFinite(score) && Number.isFinite(baseRate[i])).length;
  if (finite < own.length)
    return insufficient('a forecast or its base rate was certain and wrong: its log score has no mean', own.length, finite);
  const against = (other: Float64Array) => {
    const found = scoreDifference(own, other, clusters);
    if (isInsufficient(found)) return found;
    const { difference, level, lower, upper, effectiveObservations } = found;
    return { difference, interval: { level, low: lower, high: upper }, clusters: effectiveObservations };
  };
  return { own: mean(own), baseRate: mean(baseRate), even: mean(even), againstBaseRate: against(baseRate), againstEven: against(even) };
}

function reliabilityOf(forecasts: readonly ScoredForecast[]): ForecastScores['reliability'] {
  const diagram = reliabilityDiagram(probabilities(forecasts), outcomes(forecasts));
  if (isInsufficient(diagram)) return diagram;
  const { points, level, expectedCalibrationError } = diagram;
  return {
    points: points.map(({ meanProbability, frequency, interval, consistency, observations }) => ({
      ...{ meanProbability, frequency, observations },
      interval: { level: interval.level, low: interval.lower, high: interval.upper },
      consistency: { level, low: consistency.lower, high: consistency.upper },
    })),
    expectedCalibrationError,
  };
}

function spiegelhalterOf(forecasts: readonly ScoredForecast[]): ForecastScores['spiegelhalter'] {
  const test = spiegelhalterTest(probabilities(forecasts), outcomes(forecasts));
  return isInsufficient(test) ? test : { z: test.z, p: test.pValue };
}

/** How the forecasts of each claim came out, in alphabetical order. */
export function byClaim(forecasts: readonly ScoredForecast[]): Standing[] {
  const claims = Map.groupBy(forecasts, ({ pack, claim }) => `${pack} ${claim}`);
  return [...claims.values()]
    .map((own) => {
      const [{ pack, claim }] = own as [ScoredForecast];
      return { ...standingOf(own), pack, claim };
    })
    .sort((a, b) => compareText(`${a.pack} ${a.claim}`, `${b.pack} ${b.claim}`));
}

/** Who has been right: each source's claims together. The ranked first, by their bet; those with too few cases after them, by name. */
export function bySource(forecasts: readonly ScoredForecast[]): Standing[] {
  const wealth = ({ bet }: Standing) => ('ok' in bet ? 0 : bet.eValue);
  return [...Map.groupBy(forecasts, ({ by }) => by).values()]
    .map(standingOf)
    .sort((a, b) => Number(a.isFew) - Number(b.isFew) || (a.isFew ? 0 : wealth(b) - wealth(a)) || compareText(a.by, b.by));
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function standingOf(forecasts: readonly ScoredForecast[]): Standing {
  const clusters = countOf(clustersOf(forecasts));
  const average = (pick: (forecast: ScoredForecast) => number) => mean(columnOf(forecasts, pick));
  return {
    ...{ pack: null, claim: null, by: (forecasts[0] as ScoredForecast).by, forecasts: forecasts.length, clusters },
    wentAsClaimed: average(({ settlement }) => Number(settlement.wentAsClaimed)),
    baseRate: average(({ baseRate }) => baseRate),
    brier: average(({ settlement }) => settlement.own.brier),
    brierOfBaseRate: average(({ settlement }) => settlement.baseRate.brier),
    bet: betOf(forecasts),
    isFew: clusters < RANKED_FROM,
  };
}

/**
 * A bet on the claims against their base rates. Each has to be settled before the next one is made, so that horizons which overlap are one bet whatever
 * their target; and a case that was sealed late was half seen, so that its base rate is no fair price.
 */
function betOf(forecasts: readonly ScoredForecast[]): Standing['bet'] {
  const early = forecasts.filter(isEarly).toSorted((a, b) => compareText(a.entryDate, b.entryDate));
  if (early.length === 0) return insufficient('no forecast was sealed in the first tenth of its horizon', 1, 0);
  const spans = early.map(spanOf);
  const clusters = clusterNumbers(
    spans.map(({ entry }) => entry),
    spans.map(({ due }) => due),
  );
  const bets = mixtureEProcess(
    clusterMeans(clusters, outcomes(early)),
    clusterMeans(
      clusters,
      columnOf(early, ({ baseRate }) => baseRate),
    ),
  );
  return isInsufficient(bets) ? bets : { eValue: bets.eValue, anytimeP: bets.anytimeP, bets: bets.observations };
}
