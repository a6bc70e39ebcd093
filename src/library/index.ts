/**
 * The operations as functions over data that the caller passes. Nothing here reads a clock, a disk or the network; what does is in
 * `harbinger/node`.
 *
 * @module harbinger
 */
import '../engine.ts';

export { CallerError } from '../app/context.ts';
export type { ReleaseRule } from '../core/calendar/release.ts';
export type { CalendarName, Schedule } from '../core/calendar/schedule.ts';
export { LanguageError } from '../core/language/language-error.ts';
export type { Series, Versions } from '../core/series/series.ts';
export { ProviderError, type ProviderErrorKind, type SeriesProvider } from '../providers/provider.ts';
export type { PackText } from './context-of.ts';
export type { GivenDates, GivenSeries } from './given-series.ts';
export { check, lag, language, parse, study } from './operations.ts';
export type { CheckQuestion, LagQuestion, ParseQuestion, StudyQuestion } from './questions.ts';
export type { CheckResult, FamilyResult, LagResult, LanguageResult, ParseResult, StudyResult } from './results.ts';
export type { Data, GivenSeriesById, SeriesSource } from './source.ts';
