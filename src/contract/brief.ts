import { z } from 'zod';
import { Language } from './languages.ts';
import { NowInput } from './state.ts';
import { VerdictKind } from './verdict.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** One page on a pack today, in the reader's language. */
export const BriefInput = NowInput.extend({ lang: Language.default('en').meta({ description: 'Language of the page.' }) });
export type BriefInput = z.infer<typeof BriefInput>;

/** What a number measures, and so how it is written. */
export const BriefKind = z.enum(['count', 'share', 'percentile', 'change', 'log change', 'factor', 'p', 'date', 'level', 'words']);
export type BriefKind = z.infer<typeof BriefKind>;

/** A number, a date or a quoted text of a line, and where it comes from. */
export const BriefValue = z.strictObject({
  kind: BriefKind,
  /** As it stands in the line. */
  text: z.string(),
  value: z.union([z.number(), z.string()]),
  /**
   * Its place in the result of `now`, as a JSON Pointer. `?key=value` after a list: how many of it have that value; a list alone: how many it
   * has. Empty for words of the pack.
   */
  from: z.string(),
});
export type BriefValue = z.infer<typeof BriefValue>;

/** One line of the page. A line on a claim bears its verdict and never says more than that. */
export const BriefLine = z.strictObject({
  /** The claim that it is about, by id. */
  claim: z.string().nullable(),
  verdictKind: VerdictKind.nullable(),
  /** The words of the verdict's chip, in the language of the page. */
  verdict: z.string().nullable(),
  /** The statement that it is about, where it is quoted. */
  statement: z.strictObject({ text: z.string(), language: Language }).nullable(),
  text: z.string(),
  /** Every number and date of `text`. */
  values: z.array(BriefValue),
});
export type BriefLine = z.infer<typeof BriefLine>;

/** The parts of the page, in order. One without anything to say is left out. */
export const BriefSectionId = z.enum(['fired', 'before', 'for', 'against', 'changed', 'view', 'sure']);
export type BriefSectionId = z.infer<typeof BriefSectionId>;

/** One page on a pack today: what fired, what it did before, what speaks for and against, what would change the view, how sure one can be. */
export const BriefResult = z.strictObject({
  pack: z.string(),
  language: Language,
  asOf: isoDate,
  /** What the page is, and its date. */
  heading: z.string(),
  title: z.string(),
  question: z.string(),
  /** How much is on or open. */
  lead: z.array(BriefLine),
  sections: z.array(z.strictObject({ id: BriefSectionId, title: z.string(), lines: z.array(BriefLine) })),
  /** What is said under the page: what it is not, and what its numbers are. */
  foot: z.array(z.string()),
  /** The whole page as plain text of at most 80 columns. */
  text: z.string(),
  dataSource: z.string(),
  dataHash: z.string(),
  version: z.string(),
  command: z.string(),
});
export type BriefResult = z.infer<typeof BriefResult>;
