import { ReadInput, ReadResult } from '../../contract/read.ts';
import { CallerError } from '../context.ts';
import type { Operation } from '../operation.ts';
import { read } from '../operations/read.ts';
import { REPORT_FORMATS } from '../render.ts';

/** What is done with articles. */
export const articles: readonly Operation[] = [
  {
    name: 'read',
    summary: 'Read articles: the sentences that claim something, what each claims, and the verdict; which articles are one story.',
    input: ReadInput,
    output: ReadResult,
    positional: ['sources'],
    examples: [
      'harbinger read article.txt',
      'harbinger read one.html two.txt three.txt --out reading.html',
      'pbpaste | harbinger read - --published 2026-01-12',
      "harbinger read --text 'Gold has led silver by about two weeks in each of the last five cycles.'",
    ],
    reads: 'series',
    formats: [...REPORT_FORMATS, 'csv', 'claim'],
    access: 'run',
    longestInput: 4 * 1024 * 1024,
    async run(input, context) {
      const result = await read(input, context);
      const { version } = context;
      const render = {
        html: async () => (await import('../../report/read-report.ts')).readReport(result, { version }),
        markdown: async () => (await import('../../report/read-markdown.ts')).readMarkdown(result, { version }),
        csv: async () => (await import('../../report/read-csv.ts')).readCsv(result),
        claim: async () => claimFile(result),
      };
      return { result, render, ending: result.refused.length > 0 ? 'partial' : 'done' };
    },
  },
];

/** The drafts as a file. Throws CallerError where there are none. */
function claimFile({ drafts }: ReadResult): string {
  if (drafts === null)
    throw new CallerError('there is no draft to write: every claim that was found is a known one, or nothing can check it');
  return drafts;
}
