/**
 * Results as pages (HTML in one file, no script, no network) and pictures (SVG).
 *
 * @module harbinger/report
 */
import '../engine.ts';

import { checkReport as reportOfCheck, lagReport as reportOfLag, studyReport as reportOfStudy } from '../app/operations/report.ts';
import { LagInput } from '../contract/operations.ts';
import { answer, inputOf } from './answer.ts';
import { computeCheck, computeLag, computeStudy } from './operations.ts';
import type { CheckQuestion, LagQuestion, StudyQuestion } from './questions.ts';

export { eventsOnPrice } from '../report/figures/events-on-price.ts';
export type { FigureContext } from '../report/figures/figure.ts';
export { forwardPaths } from '../report/figures/forward-paths.ts';
export { drawSpecificationCurve } from '../report/figures/specification-curve.ts';
export { drawTradeWealth } from '../report/figures/trade-wealth.ts';
export { whatLuckDoes } from '../report/figures/what-luck-does.ts';
export { type ReportInput, renderReport, renderStudyReport, type StudyReportInput } from '../report/html.ts';
export { renderLag } from '../report/lag-report.ts';
export type { Content, Markup } from '../report/markup.ts';
export type { Foot } from '../report/page.ts';
export type { CheckQuestion, LagQuestion, StudyQuestion } from './questions.ts';

/**
 * Runs a study and sets it as a page with its pictures.
 *
 * @returns One HTML file, as text.
 * @throws As `study` does.
 */
export async function studyReport(question: StudyQuestion): Promise<string> {
  return answer(async () => {
    const { run, context } = await computeStudy(question);
    return reportOfStudy(run, context);
  });
}

/**
 * Checks a claim file and sets the claims as a page with their pictures.
 *
 * @returns One HTML file, as text.
 * @throws As `check` does.
 */
export async function checkReport(question: CheckQuestion): Promise<string> {
  return answer(async () => reportOfCheck((await computeCheck(question)).run));
}

/**
 * Finds what moves first of two series, and sets it as a page.
 *
 * @returns One HTML file, as text.
 * @throws As `lag` does.
 */
export async function lagReport(question: LagQuestion): Promise<string> {
  return answer(async () => {
    const { run, context } = await computeLag(question);
    return reportOfLag(run, LagInput.parse(inputOf(question)), context);
  });
}
