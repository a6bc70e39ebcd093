import type { z } from 'zod';
import { CheckResult, SeriesDetail, SeriesList } from '../contract/claims.ts';
import { LagResult } from '../contract/lag.ts';
import { CheckInput, LagInput, SeriesInput, SeriesShowInput, StudyInput } from '../contract/operations.ts';
import { StudyOutput } from '../contract/study.ts';
import type { Context } from './context.ts';
import { check } from './operations/check.ts';
import { lag } from './operations/lag.ts';
import { checkReport, lagReport, seriesDetailReport, seriesListReport, studyReport } from './operations/report.ts';
import { listSeries, showSeries } from './operations/series.ts';
import { study } from './operations/study.ts';

/** What an operation gives back: its result in the contract's shape, and its report. */
export interface Done {
  readonly result: unknown;
  /** Makes the report as one HTML file. */
  readonly report: () => Promise<string>;
}

/** An operation: every face (a command, a route, a tool) is made from this. */
export interface Operation {
  /** Words of the command, e.g. `series show`. */
  readonly name: string;
  readonly summary: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodType;
  /** Keys of the input that stand without their name, in order. */
  readonly positional: readonly string[];
  readonly examples: readonly string[];
  run(input: unknown, context: Context): Promise<Done>;
}

/** The one list of operations. */
export const operations: readonly Operation[] = [
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
    async run(input, context) {
      const run = await check(input, context);
      return { result: run.result, report: () => checkReport(run) };
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
    async run(input, context) {
      const run = await study(input, context);
      return { result: run.result, report: () => studyReport(run, context) };
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
    async run(input, context) {
      const result = await lag(input, context);
      return { result, report: () => lagReport(result, LagInput.parse(input), context) };
    },
  },
  {
    name: 'series',
    summary: 'List the series there are: id, span, rows, source, age.',
    input: SeriesInput,
    output: SeriesList,
    positional: [],
    examples: ['harbinger series', 'harbinger series --data ../prices', 'harbinger series show RUT --rows 5'],
    async run(input, context) {
      const result = await listSeries(input, context);
      return { result, report: () => seriesListReport(result, SeriesInput.parse(input), context) };
    },
  },
  {
    name: 'series show',
    summary: 'Show one series: its last rows and a small chart.',
    input: SeriesShowInput,
    output: SeriesDetail,
    positional: ['id'],
    examples: ['harbinger series show BTC', 'harbinger series show IWN.adj --data ../prices --rows 5'],
    async run(input, context) {
      const result = await showSeries(input, context);
      return { result, report: () => seriesDetailReport(result, SeriesShowInput.parse(input), context) };
    },
  },
];
