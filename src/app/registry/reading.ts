import { ExplainInput, ExplainResult } from '../../contract/explain.ts';
import { LanguageInput, LanguageResult, ParseInput, ParseResult } from '../../contract/expression.ts';
import { PacksInput, PacksResult } from '../../contract/state.ts';
import type { Operation } from '../operation.ts';
import { explain } from '../operations/explain.ts';
import { describeLanguage, parseExpression } from '../operations/expression.ts';
import { listPacks } from '../operations/packs.ts';

/** What there is to read: the language, the words, the packs. */
export const reading: readonly Operation[] = [
  {
    name: 'parse',
    summary: 'Read an expression: its canonical text, what it reads, the dates on which it fires, or where it goes wrong.',
    input: ParseInput,
    output: ParseResult,
    positional: ['text'],
    examples: ["harbinger parse 'all_time_high(RUT, after: 1y)'", "harbinger parse 'return(BTC, 180d)' --role outcome"],
    reads: 'series',
    formats: [],
    access: 'read',
    async run(input, context) {
      const result = await parseExpression(input, context);
      return { result, ending: result.error === null ? 'done' : 'caller' };
    },
  },
  {
    name: 'language',
    summary: 'The functions of the language: what each takes and gives, with an example.',
    input: LanguageInput,
    output: LanguageResult,
    positional: ['name'],
    examples: ['harbinger language', 'harbinger language all_time_high'],
    reads: 'nothing',
    formats: [],
    access: 'read',
    async run(input) {
      return { result: describeLanguage(input) };
    },
  },
  {
    name: 'explain',
    summary: 'What a verdict, a gate, a word or a method means, in plain words; any page of the documentation.',
    input: ExplainInput,
    output: ExplainResult,
    positional: ['topic'],
    examples: ['harbinger explain', 'harbinger explain stands out', 'harbinger explain exact-shift'],
    reads: 'nothing',
    formats: [],
    access: 'read',
    async run(input, context) {
      return { result: await explain(input, context) };
    },
  },
  {
    name: 'packs',
    summary: 'The packs of claims that ship, with their claims.',
    input: PacksInput,
    output: PacksResult,
    positional: [],
    examples: ['harbinger packs'],
    reads: 'nothing',
    formats: [],
    access: 'read',
    async run(_, context) {
      return { result: await listPacks(context) };
    },
  },
];
