// Dates, calendars, series with two clocks, and what is wrong with them.

export { closeInstant, type InferredCalendar, inferCalendar, makeSchedule } from '../../core/calendar/calendars.ts';
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
} from '../../core/calendar/civil-date.ts';
export { isNewYorkSession, newYorkClose, newYorkSessions } from '../../core/calendar/new-york.ts';
export { type ReleaseRule, releaseDate, releaseInstant } from '../../core/calendar/release.ts';
export { type CalendarName, nextCloseDate, nextScheduledDate, type Schedule } from '../../core/calendar/schedule.ts';
export { newYorkInstant, zonedInstant } from '../../core/calendar/time-zone.ts';
export { type Evidence, examine } from '../../core/quality/examine.ts';
export type {
  Disagreement,
  Finding,
  FrozenRun,
  LongGap,
  MissingCloses,
  NegativeDividend,
  NonPositive,
  OffByOne,
  OffCalendar,
  Opinion,
  PartialBar,
  Seam,
  Severity,
  Spike,
  StaleTail,
  UnitBreak,
  WeekendFill,
  YearOfDifferences,
} from '../../core/quality/finding.ts';
export type { Recorded } from '../../core/quality/partial-bar.ts';
export { type Repair, repaired, repairOf } from '../../core/quality/repair.ts';
export type { Second } from '../../core/quality/second.ts';
export { type Curve, commonDates, curveOf, type EventSet, type Extent } from '../../core/series/curve.ts';
export { knownBefore } from '../../core/series/known-before.ts';
export { asOf, atCloses, dateOfInstant, endOfDay } from '../../core/series/panel.ts';
export type { Series, Versions } from '../../core/series/series.ts';
export { type GivenDates, type GivenSeries, seriesOf } from '../given-series.ts';
