/**
 * The pure methods: typed arrays and records in, the same out. No clock, no chance but a passed seed, no disk, no network; runs in a browser.
 *
 * @remarks New York's calendars ask `Temporal` for daylight saving: Node 26 and new browsers have it; elsewhere import `temporal-polyfill/global` first.
 * @module harbinger/core
 */

export { closeInstant, type InferredCalendar, inferCalendar, makeSchedule } from '../core/calendar/calendars.ts';
// Dates, calendars, releases
export {
  addSpan,
  civilParts,
  DAY_MS,
  type EpochDay,
  epochDay,
  formatCivilDate,
  formatSpan,
  isoWeekday,
  parseCivilDate,
  parseSpan,
  type Span,
  spanDays,
} from '../core/calendar/civil-date.ts';
export { isNewYorkSession, newYorkClose, newYorkSessions } from '../core/calendar/new-york.ts';
export { type ReleaseRule, releaseDate, releaseInstant } from '../core/calendar/release.ts';
export { type CalendarName, nextCloseDate, nextScheduledDate, type Schedule } from '../core/calendar/schedule.ts';
export { newYorkInstant, zonedInstant } from '../core/calendar/time-zone.ts';
export { type Direction, type Judgement, judgeStudy, type StudyInFamily } from '../core/claims/judge-study.ts';
export type { Gate, PatternVerdict } from '../core/claims/verdict.ts';
export { type Checked, check } from '../core/language/check.ts';
export { evaluateSeries, evaluateTrigger } from '../core/language/evaluate.ts';
export { evaluateOutcome, type OutcomeReader } from '../core/language/evaluate-outcome.ts';
export type { Environment, FunctionDefinition } from '../core/language/function-definition.ts';
export { functions } from '../core/language/functions/registry.ts';
// The language
export { LanguageError } from '../core/language/language-error.ts';
export { MAX_EXPRESSION_LENGTH, parse } from '../core/language/parse.ts';
export { print, printSeriesId } from '../core/language/print.ts';
export type { Position, SyntaxNode } from '../core/language/syntax.ts';
// The classical event study
export {
  type AbnormalReturnOptions,
  type AbnormalReturns,
  abnormalReturns,
  type EventAbnormalReturns,
  type ReturnPanel,
} from '../core/methods/abnormal-returns/abnormal-returns.ts';
export { bmpTest, buyAndHoldTest, crossSectionalTest, patellTest } from '../core/methods/abnormal-returns/cross-sectional-tests.ts';
export type { EventTest, EventTestMethod, TestedSpan } from '../core/methods/abnormal-returns/event-test.ts';
export type { DayRange, EventWindows, PlacedEvent } from '../core/methods/abnormal-returns/event-windows.ts';
export type { ExpectedReturnModel, FittedModel, ReturnPair } from '../core/methods/abnormal-returns/expected-return-model.ts';
export { generalizedSignTest } from '../core/methods/abnormal-returns/generalized-sign-test.ts';
export { adjustedPatellTest, type CorrelatedSpan, kolariPynnonenTest } from '../core/methods/abnormal-returns/kolari-pynnonen-tests.ts';
export {
  type Closes,
  type MarketModelStudy,
  type MarketModelTests,
  marketModelTests,
  type NamedEventTest,
} from '../core/methods/abnormal-returns/market-model-tests.ts';
export { corradoRankTest, corradoZivneyTest, grankTest } from '../core/methods/abnormal-returns/rank-tests.ts';
// Belief, scores, sequential evidence
export {
  forecastHit,
  forecastHitCount,
  type HitCountForecast,
  type HitForecast,
  type HitForecastOptions,
  type HitRecord,
} from '../core/methods/belief/beta-binomial.ts';
export { type ClusterEffect, clusterEffect } from '../core/methods/belief/cluster-effect.ts';
export { type Heterogeneity, heterogeneity, type PooledEffect, pool } from '../core/methods/belief/heterogeneity.ts';
export {
  type Conviction,
  type NormalBelief,
  type ScepticalPrior,
  type ScepticalUpdate,
  scepticalPrior,
  updateScepticalPrior,
} from '../core/methods/belief/sceptical-prior.ts';
export { type ShrinkageOptions, type ShrunkClaim, type ShrunkClaims, shrinkClaims } from '../core/methods/belief/shrinkage.ts';
// Bootstrap and resampled paths
export { automaticBlockLength, type BlockLength } from '../core/methods/bootstrap/block-length.ts';
export {
  type BlockLengths,
  blockIndices,
  fixedBlocks,
  geometricBlocks,
  resampledMeans,
} from '../core/methods/bootstrap/block-resampling.ts';
export {
  bootstrapMeanDifference,
  type EventOutcomes,
  type MeanDifference,
  type MeanDifferenceOptions,
} from '../core/methods/bootstrap/bootstrap-mean-difference.ts';
export { type InstanceMean, instanceMeans } from '../core/methods/bootstrap/instance-mean.ts';
export {
  type BootstrapInterval,
  basicInterval,
  bcaInterval,
  expandedPercentileInterval,
  percentileInterval,
  type Resampled,
  studentisedInterval,
} from '../core/methods/bootstrap/intervals.ts';
export {
  type HoldingPath,
  type StationaryBootstrapOptions,
  type StationaryBootstrapTest,
  stationaryBootstrapTest,
} from '../core/methods/bootstrap/stationary-bootstrap-test.ts';
export { admissibleCircle, type Circle } from '../core/methods/event-study/circle.ts';
export { clusterMeans, clusterNumbers } from '../core/methods/event-study/clusters.ts';
export { type FamilyStanding, judgeFamily } from '../core/methods/event-study/family.ts';
export { type ForwardPaths, forwardPaths } from '../core/methods/event-study/forward-paths.ts';
export { type HoldingPeriods, holdingPeriods, type Target } from '../core/methods/event-study/holding-period.ts';
export { excessOutcomes, hitOutcomes, type OutcomeKind, type Outcomes, pathOutcomes } from '../core/methods/event-study/outcome.ts';
export { type PathTest, pathTest } from '../core/methods/event-study/path-test.ts';
export { matchedPlacebos, type NamedPlacebo } from '../core/methods/event-study/placebos.ts';
// Studies and verdicts
export { type NamedShiftTest, runStudy, type StatisticName, type Study, type Summary } from '../core/methods/event-study/study.ts';
export {
  type BinomialTest,
  binomialTest,
  clopperPearsonInterval,
  type HitRateInterval,
  type Hits,
  wilsonInterval,
} from '../core/methods/inference/binomial-test.ts';
export {
  type DeflatedSharpe,
  deflatedSharpe,
  expectedMaximumSharpe,
  type ProbabilisticSharpe,
  probabilisticSharpe,
  type SharpeMoments,
  type VariantsTried,
} from '../core/methods/inference/deflated-sharpe.ts';
export {
  cyclePhase,
  eraMatches,
  type Matches,
  matchedPlacebo,
  nearMatches,
  type PlaceboStanding,
} from '../core/methods/inference/matched-placebo.ts';
export { type Side, westfallYoungMaxT } from '../core/methods/inference/max-t.ts';
export { type AdjustedP, adjustP, type PAdjustment } from '../core/methods/inference/p-adjust.ts';
export {
  fewestTrials,
  lowestBinomialP,
  lowestDrawnP,
  lowestShiftP,
  lowestSignFlipP,
  lowestTwoSampleP,
} from '../core/methods/inference/p-floor.ts';
export type { PermutationStanding } from '../core/methods/inference/permutation-standing.ts';
export { permutationTest } from '../core/methods/inference/permutation-two-sample.ts';
export { centringShare, minimumDetectableEffect } from '../core/methods/inference/power.ts';
export { type RankSumTest, rankSumTest } from '../core/methods/inference/rank-sum.ts';
// Exact and permutation tests, power, multiplicity
export {
  type BothSides,
  eraCentred,
  leaveOneOutStandings,
  linearStanding,
  type ShiftStanding,
  shiftedMeans,
  shiftedMedians,
  standing,
} from '../core/methods/inference/shift.ts';
export {
  rankShiftTest,
  type ShiftInput,
  type ShiftPair,
  type StartYear,
  startYears,
  type VolatilityScaledShift,
  volatilityScaledShiftTest,
} from '../core/methods/inference/shift-variants.ts';
export { signFlipTest } from '../core/methods/inference/sign-flip.ts';
export { type HodgesLehmann, hodgesLehmann, type SignedRankTest, signedRankTest } from '../core/methods/inference/signed-rank.ts';
export { holmOverGroups, stepDownMaxT } from '../core/methods/inference/step-down.ts';
export { type SuperiorAbility, superiorAbility } from '../core/methods/inference/superior-ability.ts';
export { type Change, changesOf, type PairedChanges, type PairedLevels, pairAsKnown, pairClosest } from '../core/methods/lead-lag/align.ts';
export { type CrossCorrelations, crossCorrelations, type Lagged } from '../core/methods/lead-lag/cross-correlation.ts';
export { type EventOrder, eventOrder } from '../core/methods/lead-lag/event-order.ts';
export { type GrangerTest, grangerTest } from '../core/methods/lead-lag/granger.ts';
export { type HayashiYoshida, hayashiYoshida, type Ticks } from '../core/methods/lead-lag/hayashi-yoshida.ts';
export { type HayashiYoshidaContrast, hayashiYoshidaContrast } from '../core/methods/lead-lag/hayashi-yoshida-contrast.ts';
export {
  type ChosenGranger,
  type Lead,
  type LeadOptions,
  leadOf,
  type WhitePeakTest,
  whitePeakTest,
} from '../core/methods/lead-lag/lead.ts';
// Lead and lag
export { type LeadLag, type LeadLagOptions, type LeadLagParts, type LeadLagQuestion, leadLag } from '../core/methods/lead-lag/lead-lag.ts';
export { type LagRange, type PeakTest, peakTest } from '../core/methods/lead-lag/peak-test.ts';
export { type Phases, phases } from '../core/methods/lead-lag/phases.ts';
export { commonEra, type Era, seriesWithin } from '../core/methods/lead-lag/slices.ts';
export { ticksOf } from '../core/methods/lead-lag/ticks.ts';
export { type TimeToPeak, timeToPeak } from '../core/methods/lead-lag/time-to-peak.ts';
export { type TodaYamamotoOptions, type TodaYamamotoTest, todaYamamoto } from '../core/methods/lead-lag/toda-yamamoto.ts';
export { hansenHodrick } from '../core/methods/long-horizon/hansen-hodrick.ts';
export { type HeteroskedasticityCorrection, heteroskedasticityRobust } from '../core/methods/long-horizon/heteroskedasticity-robust.ts';
export { hodrick1B, type OverlappingData } from '../core/methods/long-horizon/hodrick-1b.ts';
export { impliedCorrelation } from '../core/methods/long-horizon/implied-correlation.ts';
export { type IvxOptions, type IvxTest, ivxTest } from '../core/methods/long-horizon/ivx.ts';
export { type NeweyWest, type NeweyWestOptions, neweyWest } from '../core/methods/long-horizon/newey-west.ts';
export { type NonOverlappingCheck, nonOverlappingCheck } from '../core/methods/long-horizon/non-overlapping.ts';
export { type OverlapDummyRegression, overlapDummyRegression } from '../core/methods/long-horizon/overlap-dummy-regression.ts';
export {
  type OverlapOptions,
  type OverlappingSlope,
  overlappingSlope,
  type SlopeEstimate,
  type SlopeEstimator,
  type SlopeRow,
} from '../core/methods/long-horizon/overlapping-slope.ts';
// Overlapping returns and predictive regressions
export { type PredictiveRegression, predictiveRegressionOf } from '../core/methods/long-horizon/predictive-regression.ts';
export type { CoefficientCovariance } from '../core/methods/long-horizon/scores.ts';
export { type StambaughCorrection, stambaughCorrection } from '../core/methods/long-horizon/stambaugh.ts';
export {
  bootstrapPaths,
  type PathResampling,
  type PathResamplingOptions,
  placeboPaths,
} from '../core/methods/path-resampling/path-resampling.ts';
// Breaks, regimes, explosive phases
export { type AndrewsOptions, type AndrewsTest, andrewsTest } from '../core/methods/regimes/andrews.ts';
export { type BaiPerron, type BaiPerronOptions, baiPerron } from '../core/methods/regimes/bai-perron.ts';
export { type CusumTest, olsCusumTest, recursiveCusumTest } from '../core/methods/regimes/cusum.ts';
export { type EffectStability, effectStability } from '../core/methods/regimes/effect-stability.ts';
export {
  type ExplosiveOptions,
  type ExplosivePhase,
  type ExplosiveStatistics,
  explosivePhases,
  explosiveStatistics,
} from '../core/methods/regimes/explosive.ts';
export { type ExplosiveBootstrap, simulatedCriticalValues, wildBootstrapExplosive } from '../core/methods/regimes/explosive-bootstrap.ts';
export {
  backwardCriticalValue,
  type TabulatedCriticalValue,
  tabulatedCriticalValues,
} from '../core/methods/regimes/explosive-critical-values.ts';
export { type ExplosiveStartOptions, type ExplosiveStarts, explosiveStarts } from '../core/methods/regimes/explosive-start.ts';
export { type FilteredRegimes, hamiltonFilter, type MarkovSwitchingParameters } from '../core/methods/regimes/hamilton-filter.ts';
export {
  estimateMarkovSwitching,
  type MarkovSwitchingEstimate,
  type MarkovSwitchingOptions,
} from '../core/methods/regimes/markov-switching.ts';
export { type AsKnownOptions, type RegimesAsKnown, regimesAsKnown } from '../core/methods/regimes/regimes-as-known.ts';
export { drawdown } from '../core/methods/risk/drawdown.ts';
export { realizedVolatility } from '../core/methods/risk/realized-volatility.ts';
export { rollingCorrelation } from '../core/methods/rolling/correlation.ts';
export { exponentialMovingAverage, movingAverage } from '../core/methods/rolling/moving-average.ts';
export { percentileRank, zScore } from '../core/methods/rolling/standing.ts';
export {
  type Discrimination,
  discrimination,
  type ReliabilityDiagram,
  type ReliabilityOptions,
  reliabilityDiagram,
  type SpiegelhalterTest,
  spiegelhalterTest,
} from '../core/methods/scoring/calibration.ts';
export { type MurphyDecomposition, murphyDecomposition } from '../core/methods/scoring/murphy.ts';
export { brierScore, logScore, type Score, type Scores, scoreForecasts } from '../core/methods/scoring/scores.ts';
export { averageEValue, type EBenjaminiHochberg, eBenjaminiHochberg } from '../core/methods/sequential/e-bh.ts';
export {
  type BettingOptions,
  bettingEProcess,
  type EProcess,
  type MixtureOptions,
  mixtureEProcess,
} from '../core/methods/sequential/e-process.ts';
export {
  type CurvePoint,
  type Specification,
  type SpecificationCurve,
  specificationCurve,
} from '../core/methods/specification-curve/specification-curve.ts';
// The trade
export { type Backtest, backtest, type TradeDirection, type TradeTerms } from '../core/methods/trade/backtest.ts';
export { type SharpeRatio, sharpeRatio } from '../core/methods/trade/sharpe.ts';
export { type ShiftedExposure, shiftedExposure } from '../core/methods/trade/shifted-exposure.ts';
export { type TradeOfStudy, type TradeOptions, tradeOfStudy } from '../core/methods/trade/trade-of-study.ts';
export type { ClosedTrade, OpenTrade } from '../core/methods/trade/trades.ts';
// Triggers, rolling figures, risk
export { allTimeHigh, type DroughtOptions } from '../core/methods/triggers/all-time-high.ts';
export { type BreakoutOptions, type Breakouts, breakouts } from '../core/methods/triggers/breakout.ts';
export { crossing, firstAbove } from '../core/methods/triggers/crossing.ts';
export { newHigh } from '../core/methods/triggers/new-high.ts';
export { retests } from '../core/methods/triggers/retest.ts';
export { autocovariances, bartlettLongRunVariance } from '../core/numerics/autocovariance.ts';
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
} from '../core/numerics/distributions.ts';
// Numerics
export { type Insufficient, insufficient, isInsufficient } from '../core/numerics/insufficient.ts';
export type { Interval } from '../core/numerics/interval.ts';
export { classicalStandardErrors, type LeastSquares, leastSquares, ones } from '../core/numerics/least-squares.ts';
export { mean, sampleDeviation, sampleVariance } from '../core/numerics/moments.ts';
export { median, quantileSorted } from '../core/numerics/quantile.ts';
export { type RandomStream, seededStream } from '../core/numerics/random.ts';
export { midRanks } from '../core/numerics/ranks.ts';
export { standardNormal } from '../core/numerics/standard-normal.ts';
// Data quality
export { type Evidence, examine } from '../core/quality/examine.ts';
export type { Finding, Severity } from '../core/quality/finding.ts';
export { type Repair, repaired, repairOf } from '../core/quality/repair.ts';
export { type Curve, commonDates, curveOf, type EventSet, type Extent } from '../core/series/curve.ts';
export { knownBefore } from '../core/series/known-before.ts';
export { asOf, atCloses, dateOfInstant, endOfDay } from '../core/series/panel.ts';
// Series and events
export type { Series, Versions } from '../core/series/series.ts';

// From arrays and expressions
export { type GivenDates, type GivenSeries, seriesOf } from './given-series.ts';
export { type ExpressionStudy, studyOf } from './study-of.ts';
