// What fits a model: classical event studies, predictive regressions, lead and lag, breaks and regimes.

export {
  type AbnormalReturnOptions,
  type AbnormalReturns,
  abnormalReturns,
  type EventAbnormalReturns,
  type ReturnPanel,
} from '../../core/methods/abnormal-returns/abnormal-returns.ts';
export { bmpTest, buyAndHoldTest, crossSectionalTest, patellTest } from '../../core/methods/abnormal-returns/cross-sectional-tests.ts';
export { type Alignment, meanEventCorrelation } from '../../core/methods/abnormal-returns/event-correlation.ts';
export type { EventTest, EventTestMethod, TestedSpan } from '../../core/methods/abnormal-returns/event-test.ts';
export type { DayRange, EventWindows, PlacedEvent } from '../../core/methods/abnormal-returns/event-windows.ts';
export {
  type ExpectedReturnModel,
  type FittedModel,
  predictionVariance,
  type ReturnPair,
} from '../../core/methods/abnormal-returns/expected-return-model.ts';
export { generalizedSignTest } from '../../core/methods/abnormal-returns/generalized-sign-test.ts';
export { adjustedPatellTest, type CorrelatedSpan, kolariPynnonenTest } from '../../core/methods/abnormal-returns/kolari-pynnonen-tests.ts';
export {
  type Closes,
  type MarketModelStudy,
  type MarketModelTests,
  marketModelTests,
  type NamedEventTest,
} from '../../core/methods/abnormal-returns/market-model-tests.ts';
export { corradoRankTest, corradoZivneyTest, grankTest } from '../../core/methods/abnormal-returns/rank-tests.ts';
export type { WindowOverlaps } from '../../core/methods/abnormal-returns/window-overlaps.ts';
export {
  type Change,
  changesOf,
  type PairedChanges,
  type PairedLevels,
  pairAsKnown,
  pairClosest,
} from '../../core/methods/lead-lag/align.ts';
export type { Hours, LagClock, PairClock } from '../../core/methods/lead-lag/clock.ts';
export { type CrossCorrelations, crossCorrelations, type Lagged } from '../../core/methods/lead-lag/cross-correlation.ts';
export { type EventOrder, eventOrder } from '../../core/methods/lead-lag/event-order.ts';
export { type GrangerTest, grangerTest } from '../../core/methods/lead-lag/granger.ts';
export type { GrangerBothWays, GrangerOrders } from '../../core/methods/lead-lag/granger-orders.ts';
export { type HayashiYoshida, hayashiYoshida, type Ticks } from '../../core/methods/lead-lag/hayashi-yoshida.ts';
export {
  type HayashiYoshidaContrast,
  hayashiYoshidaContrast,
  type LeadBeyondOverlap,
  type ShiftedCorrelation,
} from '../../core/methods/lead-lag/hayashi-yoshida-contrast.ts';
export {
  type ChosenGranger,
  type Lead,
  type LeadOptions,
  leadOf,
  type Whitening,
  type WhitePeakTest,
  whitePeakTest,
} from '../../core/methods/lead-lag/lead.ts';
export {
  type LeadLag,
  type LeadLagOptions,
  type LeadLagParts,
  type LeadLagQuestion,
  leadLag,
} from '../../core/methods/lead-lag/lead-lag.ts';
export { type HacBand, type LagRange, type PeakTest, peakTest, type ShiftBand } from '../../core/methods/lead-lag/peak-test.ts';
export { type Phases, phases } from '../../core/methods/lead-lag/phases.ts';
export { commonEra, type Era, seriesWithin } from '../../core/methods/lead-lag/slices.ts';
export type { PeakSides, Rolling, RollingGranger, RollingRow } from '../../core/methods/lead-lag/stability.ts';
export { ticksOf } from '../../core/methods/lead-lag/ticks.ts';
export { type DaysToPeak, type TimeToPeak, timeToPeak } from '../../core/methods/lead-lag/time-to-peak.ts';
export {
  type ChosenTodaYamamoto,
  type LagChoice,
  type TodaYamamotoOptions,
  type TodaYamamotoTest,
  todaYamamoto,
  todaYamamotoChosen,
} from '../../core/methods/lead-lag/toda-yamamoto.ts';
export type { Criterion, VarOrders } from '../../core/methods/lead-lag/var-order.ts';
export type { WaldTest } from '../../core/methods/lead-lag/wald.ts';
export { hansenHodrick } from '../../core/methods/long-horizon/hansen-hodrick.ts';
export { type HeteroskedasticityCorrection, heteroskedasticityRobust } from '../../core/methods/long-horizon/heteroskedasticity-robust.ts';
export { hodrick1B, type OverlappingData } from '../../core/methods/long-horizon/hodrick-1b.ts';
export { impliedCorrelation } from '../../core/methods/long-horizon/implied-correlation.ts';
export { type IvxOptions, type IvxTest, ivxTest } from '../../core/methods/long-horizon/ivx.ts';
export { type NeweyWest, type NeweyWestOptions, neweyWest } from '../../core/methods/long-horizon/newey-west.ts';
export {
  type HoldingPeriods as HeldPeriods,
  type NonOverlappingCheck,
  nonOverlappingCheck,
} from '../../core/methods/long-horizon/non-overlapping.ts';
export { type OverlapDummyRegression, overlapDummyRegression } from '../../core/methods/long-horizon/overlap-dummy-regression.ts';
export {
  type OverlapOptions,
  type OverlappingSlope,
  overlappingSlope,
  type SlopeEstimate,
  type SlopeEstimator,
  type SlopeRow,
} from '../../core/methods/long-horizon/overlapping-slope.ts';
export type { Persistence } from '../../core/methods/long-horizon/persistence.ts';
export { type PredictiveRegression, predictiveRegressionOf } from '../../core/methods/long-horizon/predictive-regression.ts';
export type { CoefficientCovariance } from '../../core/methods/long-horizon/scores.ts';
export { type StambaughCorrection, stambaughCorrection } from '../../core/methods/long-horizon/stambaugh.ts';
export { type AndrewsOptions, type AndrewsTest, andrewsTest, type SimulatedStatistic } from '../../core/methods/regimes/andrews.ts';
export { type BaiPerron, type BaiPerronOptions, baiPerron, type Partition, type Segment } from '../../core/methods/regimes/bai-perron.ts';
export { type CusumTest, olsCusumTest, recursiveCusumTest } from '../../core/methods/regimes/cusum.ts';
export { type EffectStability, effectStability } from '../../core/methods/regimes/effect-stability.ts';
export {
  type DatedStatistic,
  type ExplosiveOptions,
  type ExplosivePhase,
  type ExplosiveStatistics,
  explosivePhases,
  explosiveStatistics,
  shortestWindow,
} from '../../core/methods/regimes/explosive.ts';
export {
  type ExplosiveBootstrap,
  type ExplosiveCriticalValues,
  type NullWorlds,
  simulatedCriticalValues,
  wildBootstrapExplosive,
} from '../../core/methods/regimes/explosive-bootstrap.ts';
export {
  backwardCriticalValue,
  type TabulatedCriticalValue,
  tabulatedCriticalValues,
} from '../../core/methods/regimes/explosive-critical-values.ts';
export { type ExplosiveStartOptions, type ExplosiveStarts, explosiveStarts } from '../../core/methods/regimes/explosive-start.ts';
export {
  type FilteredRegimes,
  hamiltonFilter,
  type MarkovSwitchingParameters,
  type PerRegime,
} from '../../core/methods/regimes/hamilton-filter.ts';
export {
  estimateMarkovSwitching,
  type MarkovSwitchingEstimate,
  type MarkovSwitchingOptions,
} from '../../core/methods/regimes/markov-switching.ts';
export { type AsKnownOptions, type RegimesAsKnown, regimesAsKnown } from '../../core/methods/regimes/regimes-as-known.ts';
