import { BriefInput, BriefResult } from '../../contract/brief.ts';
import type { Operation } from '../operation.ts';
import { brief, briefReport } from '../operations/brief.ts';
import { REPORT_FORMATS } from '../render.ts';

/** What is written for a reader each day. */
export const briefs: readonly Operation[] = [
  {
    name: 'brief',
    summary: 'One page on today in English, Italian or German: what fired, what it did before, for and against, how sure.',
    input: BriefInput,
    output: BriefResult,
    positional: ['pack'],
    examples: [
      'harbinger brief',
      'harbinger brief --lang it --as-of 2026-01-09',
      'harbinger brief russell-crypto --lang de --out brief.html',
    ],
    reads: 'series',
    formats: [...REPORT_FORMATS, 'text'],
    access: 'run',
    async run(input, context) {
      const result = await brief(input, context);
      return { result, render: { html: () => briefReport(result), text: async () => result.text } };
    },
  },
];
