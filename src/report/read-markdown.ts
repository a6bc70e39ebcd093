import { harmless } from '../contract/given-text.ts';
import type { ReadResult } from '../contract/read.ts';
import { markdownOf } from './markdown.ts';
import { fenced } from './markdown-escape.ts';
import { type ReadProvenance, readReport } from './read-report.ts';

/** What was read as Markdown: the words of the report in the same order, a number before each claim, the drafts at the end. */
export function readMarkdown(result: ReadResult, provenance: ReadProvenance = {}): string {
  const page = markdownOf(readReport(result, provenance));
  return result.drafts === null ? page : `${page}\n## The claim file of the drafts\n\n${fenced(harmless(result.drafts).trim())}\n`;
}
