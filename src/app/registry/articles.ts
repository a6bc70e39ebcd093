import { ReadInput, ReadResult } from '../../contract/read.ts';
import type { Operation } from '../operation.ts';
import { read } from '../operations/read.ts';

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
    formats: ['claim'],
    access: 'run',
    async run(input, context) {
      const result = await read(input, context);
      return {
        result,
        ...(result.drafts !== null && { render: { claim: async () => result.drafts as string } }),
        ending: result.refused.length > 0 ? 'partial' : 'done',
      };
    },
  },
];
