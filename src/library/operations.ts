import type { Context } from '../app/context.ts';
import { type CheckRun, check as checkClaims } from '../app/operations/check.ts';
import { describeLanguage, parseExpression } from '../app/operations/expression.ts';
import { lag as findLag } from '../app/operations/lag.ts';
import { study as runStudies, type StudyRun } from '../app/operations/study.ts';
import { readPack } from '../app/pack.ts';
import { answer, inputOf } from './answer.ts';
import { contextOf } from './context-of.ts';
import type { CheckQuestion, LagQuestion, ParseQuestion, StudyQuestion } from './questions.ts';
import type { CheckResult, FamilyResult, LagResult, LanguageResult, ParseResult, StudyResult } from './results.ts';

/** What an operation computed, for its result and its report. */
export interface Computed<Run> {
  readonly run: Run;
  readonly context: Context;
}

/** A study as computed. */
export async function computeStudy(question: StudyQuestion): Promise<Computed<StudyRun>> {
  const context = contextOf(question);
  const then = typeof question.then === 'string' ? [question.then] : question.then;
  return { context, run: await runStudies({ ...inputOf(question), then }, context) };
}

/** A checked claim file as computed. */
export async function computeCheck(question: CheckQuestion): Promise<Computed<CheckRun>> {
  const pack = typeof question.pack === 'string' ? { file: 'claims.yaml', text: question.pack } : question.pack;
  // An article that is younger than the data is no fault of theirs.
  const { articles } = readPack(pack.file, pack.text, Number.POSITIVE_INFINITY);
  const context = contextOf(question, { pack, named: Object.values(articles).map(({ date }) => date) });
  return { context, run: await checkClaims({ ...inputOf(question), pack: pack.file }, context) };
}

/** The lead and lag of two series as computed. */
export async function computeLag(question: LagQuestion): Promise<Computed<LagResult>> {
  const context = contextOf(question);
  return { context, run: await findLag(inputOf(question), context) };
}

/**
 * A study of a trigger and an outcome, judged: events, instances, base rate, both exact shifts, power, verdict.
 *
 * @param question - `when`, `then` and `series`; see {@link StudyQuestion}.
 * @returns The contract's `StudyResult`; for several outcomes a `FamilyResult` with one member for each, in order. Dates are
 * `YYYY-MM-DD`, returns decimals, p values between 0 and 1; what could not be computed is `null`, and says why.
 * @throws CallerError (a RangeError) for what the caller can mend: an expression, an id, a date, arrays that are no series.
 * @remarks Missing values: refuses them in `series`. Source: docs/methods/exact-shift.md, docs/methods/verdicts.md.
 */
export async function study(question: StudyQuestion & { readonly then: string }): Promise<StudyResult>;
export async function study(
  question: StudyQuestion & { readonly then: readonly [string, string, ...(readonly string[])] },
): Promise<FamilyResult>;
export async function study(question: StudyQuestion): Promise<StudyResult | FamilyResult>;
export async function study(question: StudyQuestion): Promise<StudyResult | FamilyResult> {
  return answer(async () => (await computeStudy(question)).run.result);
}

/**
 * Checks the claims of a claim file, or one of them, on series that the caller gives.
 *
 * @param question - `pack` (the file's text) and `series`; see {@link CheckQuestion}.
 * @returns The contract's `CheckResult`: for each claim the verdict, why, its numbers and what came since. A claim whose series are not
 * given is `untestable: needs …`.
 * @throws CallerError (a RangeError) with line and column for a fault in the file.
 * @remarks Missing values: refuses them in `series`. Source: docs/methods/verdicts.md.
 */
export async function check(question: CheckQuestion): Promise<CheckResult> {
  return answer(async () => (await computeCheck(question)).run.result);
}

/**
 * What moves first, of two series: cross-correlation, causality, order of events, days to the peak.
 *
 * @param question - Ids `a` and `b`, and `series`; see {@link LagQuestion}.
 * @returns The contract's `LagResult`; lags in observations of the slower series, and in days.
 * @throws CallerError (a RangeError) for values at or below zero, too little common time, or an era outside it.
 * @remarks Missing values: refuses them in `series`. Source: docs/methods/lead-lag.md.
 */
export async function lag(question: LagQuestion): Promise<LagResult> {
  return answer(async () => (await computeLag(question)).run);
}

/**
 * Reads an expression: its canonical text, what it reads, and on data the dates on which it fires or its last value.
 *
 * @param question - `text`, and `series` where it is to be evaluated; see {@link ParseQuestion}.
 * @returns The contract's `ParseResult`; a fault in the text is its `error`, with line and column (from 1), and not thrown.
 * @throws CallerError (a RangeError) for a text of more than 4,000 characters, or a date that does not exist.
 */
export async function parse(question: ParseQuestion): Promise<ParseResult> {
  const { series = {}, today = question.series ? undefined : NO_DATE } = question;
  return answer(() => parseExpression(inputOf(question), contextOf({ ...question, series, today })));
}

/** Without data no date is looked at. */
const NO_DATE = '9999-12-31';

/**
 * The functions of the language: what each takes and gives, with an example.
 *
 * @param name - One function, e.g. `all_time_high`. Default: all.
 * @throws CallerError (a RangeError) for a name that does not exist, with the nearest one.
 */
export function language(name?: string): LanguageResult {
  return describeLanguage(name === undefined ? {} : { name });
}
