import { draftCondition, draftFigure, draftForecast } from './fact.ts';
import type { Draft, DraftContext } from './parts.ts';
import { draftPattern } from './pattern.ts';

const DRAFTS = { figure: draftFigure, pattern: draftPattern, condition: draftCondition, forecast: draftForecast } as const;

/** How a claim that no pack has would be checked. What is denied is checked as if it were said: the verdict tells who is right. */
export const draftOf = (context: DraftContext): Draft => DRAFTS[context.candidate.kind](context);
