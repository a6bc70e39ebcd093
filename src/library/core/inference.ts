// Exact tests, intervals, multiplicity, belief and scores, and the numerics under them.

export {
  forecastHit,
  forecastHitCount,
  type HitCountForecast,
  type HitForecast,
  type HitForecastOptions,
  type HitRecord,
} from '../../core/methods/belief/beta-binomial.ts';
export { type ClusterEffect, clusterEffect } from '../../core/methods/belief/cluster-effect.ts';
export { type Heterogeneity, heterogeneity, type PooledEffect, pool } from '../../core/methods/belief/heterogeneity.ts';
export {
  type Conviction,
  type NormalBelief,
  type ScepticalPrior,
  type ScepticalUpdate,
  scepticalPrior,
  updateScepticalPrior,
} from '../../core/methods/belief/sceptical-prior.ts';
export { type ShrinkageOptions, type ShrunkClaim, type ShrunkClaims, shrinkClaims } from '../../core/methods/belief/shrinkage.ts';
export { automaticBlockLength, type BlockLength } from '../../core/methods/bootstrap/block-length.ts';
export {
  type BlockLengths,
  blockIndices,
  fixedBlocks,
  geometricBlocks,
  resampledMeans,
} from '../../core/methods/bootstrap/block-resampling.ts';
export {
  bootstrapMeanDifference,
  type EventOutcomes,
  type MeanDifference,
  type MeanDifferenceOptions,
} from '../../core/methods/bootstrap/bootstrap-mean-difference.ts';
export { type InstanceMean, instanceMeans } from '../../core/methods/bootstrap/instance-mean.ts';
export {
  type BootstrapInterval,
  basicInterval,
  bcaInterval,
  expandedPercentileInterval,
  percentileInterval,
  type Resampled,
  studentisedInterval,
} from '../../core/methods/bootstrap/intervals.ts';
export {
  type HoldingPath,
  type StationaryBootstrapOptions,
  type StationaryBootstrapTest,
  stationaryBootstrapTest,
} from '../../core/methods/bootstrap/stationary-bootstrap-test.ts';
export {
  type BinomialTest,
  binomialTest,
  clopperPearsonInterval,
  type HitRateInterval,
  type Hits,
  wilsonInterval,
} from '../../core/methods/inference/binomial-test.ts';
export {
  type DeflatedSharpe,
  deflatedSharpe,
  expectedMaximumSharpe,
  type ProbabilisticSharpe,
  probabilisticSharpe,
  type SharpeMoments,
  type VariantsTried,
} from '../../core/methods/inference/deflated-sharpe.ts';
export {
  cyclePhase,
  eraMatches,
  type Matches,
  matchedPlacebo,
  nearMatches,
  type PlaceboStanding,
} from '../../core/methods/inference/matched-placebo.ts';
export { type Side, westfallYoungMaxT } from '../../core/methods/inference/max-t.ts';
export { type AdjustedP, adjustP, type PAdjustment } from '../../core/methods/inference/p-adjust.ts';
export {
  fewestTrials,
  lowestBinomialP,
  lowestDrawnP,
  lowestShiftP,
  lowestSignFlipP,
  lowestTwoSampleP,
} from '../../core/methods/inference/p-floor.ts';
export type { PermutationStanding } from '../../core/methods/inference/permutation-standing.ts';
export { permutationTest } from '../../core/methods/inference/permutation-two-sample.ts';
export { centringShare, minimumDetectableEffect } from '../../core/methods/inference/power.ts';
export { type RankSumTest, rankSumTest } from '../../core/methods/inference/rank-sum.ts';
export {
  type BothSides,
  eraCentred,
  leaveOneOutStandings,
  linearStanding,
  type ShiftStanding,
  shiftedMeans,
  shiftedMedians,
  standing,
} from '../../core/methods/inference/shift.ts';
export {
  rankShiftTest,
  type ShiftInput,
  type ShiftPair,
  type StartYear,
  startYears,
  type VolatilityScaledShift,
  volatilityScaledShiftTest,
} from '../../core/methods/inference/shift-variants.ts';
export { signFlipTest } from '../../core/methods/inference/sign-flip.ts';
export { type HodgesLehmann, hodgesLehmann, type SignedRankTest, signedRankTest } from '../../core/methods/inference/signed-rank.ts';
export { holmOverGroups, stepDownMaxT } from '../../core/methods/inference/step-down.ts';
export { type SuperiorAbility, superiorAbility } from '../../core/methods/inference/superior-ability.ts';
export {
  bootstrapPaths,
  type PathResampling,
  type PathResamplingOptions,
  placeboPaths,
} from '../../core/methods/path-resampling/path-resampling.ts';
export {
  type Discrimination,
  discrimination,
  type ReliabilityDiagram,
  type ReliabilityOptions,
  type ReliabilityPoint,
  reliabilityDiagram,
  type SpiegelhalterTest,
  spiegelhalterTest,
} from '../../core/methods/scoring/calibration.ts';
export type { ProportionInterval } from '../../core/methods/scoring/clopper-pearson.ts';
export { type MurphyDecomposition, murphyDecomposition } from '../../core/methods/scoring/murphy.ts';
export { brierScore, logScore, type Score, type Scores, scoreForecasts } from '../../core/methods/scoring/scores.ts';
export { averageEValue, type EBenjaminiHochberg, eBenjaminiHochberg } from '../../core/methods/sequential/e-bh.ts';
export {
  type Alternative,
  type BettingOptions,
  bettingEProcess,
  type EProcess,
  type MixtureOptions,
  mixtureEProcess,
} from '../../core/methods/sequential/e-process.ts';
export {
  type CurvePoint,
  type Specification,
  type SpecificationCurve,
  specificationCurve,
} from '../../core/methods/specification-curve/specification-curve.ts';
export { autocovariances, bartlettLongRunVariance } from '../../core/numerics/autocovariance.ts';
export {
  betaCdf,
  betaQuantile,
  binomialLowerTail,
  binomialUpperTail,
  chiSquareQuantile,
  chiSquareUpperTail,
  fUpperTail,
  normalCdf,
  normalDensity,
  normalQuantile,
  normalTwoSided,
  normalUpperTail,
  studentTQuantile,
  studentTTwoSided,
  studentTUpperTail,
} from '../../core/numerics/distributions.ts';
export { type Insufficient, insufficient, isInsufficient } from '../../core/numerics/insufficient.ts';
export type { Interval } from '../../core/numerics/interval.ts';
export { classicalStandardErrors, type LeastSquares, leastSquares, ones } from '../../core/numerics/least-squares.ts';
export { mean, sampleDeviation, sampleVariance } from '../../core/numerics/moments.ts';
export { median, quantileSorted } from '../../core/numerics/quantile.ts';
export { type RandomStream, seededStream } from '../../core/numerics/random.ts';
export { midRanks } from '../../core/numerics/ranks.ts';
export type { SquareMatrix } from '../../core/numerics/square-matrix.ts';
export { standardNormal } from '../../core/numerics/standard-normal.ts';
