import type * as claims from '../contract/claims.ts';
import type * as expression from '../contract/expression.ts';
import type * as lead from '../contract/lag.ts';
import type * as studies from '../contract/study.ts';

// Interfaces, so that editors and API pages show a name and not some hundred fields.

/** A study with its verdict: events, instances, base rate, tests, power, and what one may say. */
export interface StudyResult extends studies.StudyResult {}
/** Several outcomes after one trigger, judged together. */
export interface FamilyResult extends studies.FamilyResult {}
/** A checked pack: its claims, taken one by one and together, and the data that they were checked on. */
export interface CheckResult extends claims.CheckResult {}
/** What moves first, of two series. */
export interface LagResult extends lead.LagResult {}
/** What an expression is: its canonical text and what it gives on the data; or where it goes wrong. */
export interface ParseResult extends expression.ParseResult {}
/** Functions of the language. */
export interface LanguageResult extends expression.LanguageResult {}
