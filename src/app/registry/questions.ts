import { CheckResult } from '../../contract/claims.ts';
import { EvidenceInput, EvidenceResult } from '../../contract/evidence.ts';
import { LagResult } from '../../contract/lag.ts';
import { CheckInput, LagInput, StudyInput } from '../../contract/operations.ts';
import { NowInput, NowResult } from '../../contract/state.ts';
import { StudyOutput } from '../../contract/study.ts';
import type { Operation } from '../operation.ts';
import { check } from '../operations/check.ts';
import { claimFile } from '../operations/claim-file.ts';
import { evidence } from '../operations/evidence.ts';
import { lag } from '../operations/lag.ts';
import { now } from '../operations/now.ts';
import { checkReport, evidenceReport, lagReport, studyReport } from '../operations/report.ts';
import { study } from '../operations/study.ts';
import { checkTable, evidenceTable, studyTable } from '../operations/tables.ts';
import { REPORT_FORMATS } from '../render.ts';

/** What is asked of claims and markets. */
export const questions: readonly Operation[] = [
  {
    name: 'check',
    summary: 'Check the claims of a pack: verdict, why, the numbers, what happened since.',
    input: CheckInput,
    output: CheckResult,
    positional: ['pack'],
    examples: [
      'harbinger check',
      'harbinger check russell-crypto --claim flip-2020',
      'harbinger check my-claims.yaml --data ../prices --out report.html',
    ],
    reads: 'series',
    formats: [...REPORT_FORMATS, 'csv'],
    access: 'run',
    async run(input, context) {
      const run = await check(input, context);
      return { result: run.result, render: { html: () => checkReport(run), csv: () => checkTable(run.result) }, record: run.facts };
    },
  },
  {
    name: 'now',
    summary: 'What is on now: triggers, open horizons, chances, what speaks for and against, and how old the data are.',
    input: NowInput,
    output: NowResult,
    positional: ['pack'],
    examples: ['harbinger now', 'harbinger now russell-crypto --as-of 2026-01-09', 'harbinger now --claim liquidity'],
    reads: 'series',
    formats: [],
    access: 'run',
    async run(input, context) {
      const { result, facts } = await now(input, context);
      return { result, ...(facts && { record: facts }) };
    },
  },
  {
    name: 'evidence',
    summary: 'What speaks for a pack and against it: indicators against their own past, catalysts, and what such readings were worth.',
    input: EvidenceInput,
    output: EvidenceResult,
    positional: ['pack'],
    examples: [
      'harbinger evidence',
      'harbinger evidence russell-crypto --as-of 2026-01-09',
      'harbinger evidence --indicator net-liquidity-4w --out net-liquidity.html',
    ],
    reads: 'series',
    formats: [...REPORT_FORMATS, 'csv'],
    access: 'run',
    async run(input, context) {
      const result = await evidence(input, context);
      return { result, render: { html: () => evidenceReport(result), csv: async () => evidenceTable(result) } };
    },
  },
  {
    name: 'study',
    summary: 'Run any study: a trigger and one or more outcomes, against all other dates.',
    input: StudyInput,
    output: StudyOutput,
    positional: [],
    examples: [
      "harbinger study --when 'all_time_high(RUT, after: 1y)' --then 'return(BTC, 180d)'",
      "harbinger study --when 'crosses_below(NFCI, 0)' --then 'return(SPX, 90d)' --then 'return(SPX, 1y)' --json",
      "harbinger study --when 'date(2020-11-13)' --then 'max_gain(BTC, 365d)' --as-of 2021-12-31",
    ],
    reads: 'series',
    formats: [...REPORT_FORMATS, 'csv', 'claim'],
    access: 'run',
    async run(input, context) {
      const run = await study(input, context);
      const render = {
        html: () => studyReport(run, context),
        csv: () => studyTable(run.result),
        claim: async () => claimFile(run, context),
      };
      return { result: run.result, render, record: run.facts };
    },
  },
  {
    name: 'lag',
    summary: 'What moves first, of two series: cross-correlation, causality, order of events, days to the peak.',
    input: LagInput,
    output: LagResult,
    positional: ['a', 'b'],
    examples: [
      'harbinger lag RUT BTC',
      'harbinger lag RUT SPX --within 13w --eras 2008-01-01 --eras 2020-01-01',
      'harbinger lag BTC ETH --json',
    ],
    reads: 'series',
    formats: REPORT_FORMATS,
    access: 'run',
    async run(input, context) {
      const result = await lag(input, context);
      return { result, render: { html: () => lagReport(result, LagInput.parse(input), context) } };
    },
  },
];
