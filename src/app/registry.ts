import { CheckResult, SeriesDetail, SeriesList } from '../contract/claims.ts';
import { DoctorInput, DoctorResult } from '../contract/doctor.ts';
import { ExplainInput, ExplainResult } from '../contract/explain.ts';
import { LanguageInput, LanguageResult, ParseInput, ParseResult } from '../contract/expression.ts';
import { ImportInput, ImportResult } from '../contract/import.ts';
import { LagResult } from '../contract/lag.ts';
import { CheckInput, LagInput, SeriesInput, SeriesShowInput, StudyInput } from '../contract/operations.ts';
import { PullInput, PullResult } from '../contract/pull.ts';
import { NowInput, NowResult, PacksInput, PacksResult } from '../contract/state.ts';
import {
  BackupInput,
  DiffInput,
  DiffResult,
  ExportInput,
  RestoreInput,
  RunInput,
  RunResult,
  RunsInput,
  RunsResult,
  StoreInput,
  StoreResult,
  WrittenResult,
} from '../contract/store.ts';
import { StudyOutput } from '../contract/study.ts';
import type { Context } from './context.ts';
import type { Done, Operation } from './operation.ts';
import { check } from './operations/check.ts';
import { claimFile } from './operations/claim-file.ts';
import { doctor, doctorReport, endingOf } from './operations/doctor.ts';
import { explain } from './operations/explain.ts';
import { describeLanguage, parseExpression } from './operations/expression.ts';
import { importFiles } from './operations/import.ts';
import { lag } from './operations/lag.ts';
import { now } from './operations/now.ts';
import { listPacks } from './operations/packs.ts';
import { pull } from './operations/pull.ts';
import { checkReport, lagReport, seriesDetailReport, seriesListReport, studyReport } from './operations/report.ts';
import { listSeries, showSeries } from './operations/series.ts';
import { backupStore, exportStore, listRuns, restoreStore, storeInfo } from './operations/store.ts';
import { diffRuns, showRun } from './operations/store-diff.ts';
import { study } from './operations/study.ts';
import { checkTable, observationsParquet, observationsTable, seriesTable, studyTable } from './operations/tables.ts';
import { keepRun } from './record-run.ts';
import { REPORT_FORMATS, withDerivedForms } from './render.ts';

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
      return { result: await now(input, context) };
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
  {
    name: 'series',
    summary: 'List the series there are: id, span, rows, source, age.',
    input: SeriesInput,
    output: SeriesList,
    positional: [],
    examples: ['harbinger series', 'harbinger series --data ../prices', 'harbinger series show RUT --rows 5'],
    reads: 'series',
    formats: [...REPORT_FORMATS, 'csv'],
    access: 'read',
    async run(input, context) {
      const result = await listSeries(input, context);
      const html = () => seriesListReport(result, SeriesInput.parse(input), context);
      return { result, render: { html, csv: () => seriesTable(result) } };
    },
  },
  {
    name: 'series show',
    summary: 'Show one series: its last rows and a small chart.',
    input: SeriesShowInput,
    output: SeriesDetail,
    positional: ['id'],
    examples: ['harbinger series show BTC', 'harbinger series show IWN.adj --data ../prices --rows 5'],
    reads: 'series',
    formats: [...REPORT_FORMATS, 'csv', 'parquet'],
    access: 'read',
    async run(input, context) {
      const result = await showSeries(input, context);
      const render = {
        html: () => seriesDetailReport(result, SeriesShowInput.parse(input), context),
        csv: () => observationsTable(input, context),
        parquet: () => observationsParquet(input, context),
      };
      return { result, render };
    },
  },
  {
    name: 'doctor',
    summary: 'Look series over for faults: gaps, spikes, breaks of unit, dates that are off, and what hangs on each.',
    input: DoctorInput,
    output: DoctorResult,
    positional: ['ids'],
    examples: ['harbinger doctor', 'harbinger doctor RUT --against SPX', 'harbinger doctor --data ../prices --out doctor.html'],
    reads: 'series',
    formats: REPORT_FORMATS,
    access: 'run',
    async run(input, context) {
      const result = await doctor(input, context);
      return { result, render: { html: () => doctorReport(result, context) }, ending: endingOf(result) };
    },
  },
  {
    name: 'pull',
    summary: 'Bring series up to date from their sources into the store.',
    input: PullInput,
    output: PullResult,
    positional: ['ids'],
    examples: ['harbinger pull', 'harbinger pull RUT BTC ETH', 'harbinger pull --dry-run', 'harbinger pull MINE --catalogue mine.yaml'],
    reads: 'store',
    formats: [],
    access: 'admin',
    async run(input, context) {
      const result = await pull(input, context);
      const ending = result.outcome === 'failed' ? 'data' : result.outcome === 'partial' ? 'partial' : 'done';
      return { result, ending };
    },
  },
  {
    name: 'import',
    summary: 'Take series from files (CSV, TSV, JSON, Parquet, XLSX) into the store.',
    input: ImportInput,
    output: ImportResult,
    positional: ['files'],
    examples: [
      'harbinger import prices/RUT.csv --yes',
      'harbinger import total3.csv --as TOTAL3 --date-form dmy --decimal comma --yes',
      'harbinger import prices/*.csv --dry-run',
    ],
    reads: 'store',
    formats: [],
    access: 'admin',
    async run(input, context) {
      const result = await importFiles(input, context);
      const refused = result.files.filter(({ outcome }) => outcome === 'refused').length;
      return { result, ending: refused === 0 ? 'done' : refused === result.files.length ? 'caller' : 'partial' };
    },
  },
  {
    name: 'store',
    summary: 'What is in the store, and how it was last fed.',
    input: StoreInput,
    output: StoreResult,
    positional: [],
    examples: ['harbinger store', 'harbinger store backup copy-of-today.duckdb', 'harbinger store export exported --format parquet'],
    reads: 'store',
    formats: [],
    access: 'read',
    async run(_, context) {
      return { result: await storeInfo(context) };
    },
  },
  {
    name: 'store runs',
    summary: 'The runs that the store keeps, with their verdicts.',
    input: RunsInput,
    output: RunsResult,
    positional: [],
    examples: ['harbinger store runs', 'harbinger store runs --limit 5 --json'],
    reads: 'store',
    formats: [],
    access: 'read',
    async run(input, context) {
      return { result: await listRuns(input, context) };
    },
  },
  {
    name: 'store run',
    summary: 'One run that the store keeps, with its whole result.',
    input: RunInput,
    output: RunResult,
    positional: ['id'],
    examples: ['harbinger store run 3f2a', 'harbinger store run 3f2a --json'],
    reads: 'store',
    formats: [],
    access: 'read',
    async run(input, context) {
      return { result: await showRun(input, context) };
    },
  },
  {
    name: 'store diff',
    summary: 'What changed between two runs, in verdicts and numbers, and why; by default the last two of one question.',
    input: DiffInput,
    output: DiffResult,
    positional: ['before', 'after'],
    examples: ['harbinger store diff', 'harbinger store diff 3f2a 9c1b'],
    reads: 'store',
    formats: [],
    access: 'read',
    async run(input, context) {
      return { result: await diffRuns(input, context) };
    },
  },
  {
    name: 'store backup',
    summary: 'Write a whole copy of the store as one file.',
    input: BackupInput,
    output: WrittenResult,
    positional: ['file'],
    examples: ['harbinger store backup copy-of-today.duckdb'],
    reads: 'store',
    formats: [],
    access: 'admin',
    async run(input, context) {
      return { result: await backupStore(input, context) };
    },
  },
  {
    name: 'store restore',
    summary: 'Put a copy in the place of the store; the old one is kept.',
    input: RestoreInput,
    output: WrittenResult,
    positional: ['file'],
    examples: ['harbinger store restore harbinger-copy.duckdb --replace'],
    reads: 'store',
    formats: [],
    access: 'admin',
    async run(input, context) {
      return { result: await restoreStore(input, context) };
    },
  },
  {
    name: 'store export',
    summary: 'Write series as CSV or Parquet files.',
    input: ExportInput,
    output: WrittenResult,
    positional: ['folder', 'ids'],
    examples: ['harbinger store export exported', 'harbinger store export exported RUT BTC --format parquet --versions'],
    reads: 'store',
    formats: [],
    access: 'admin',
    async run(input, context) {
      return { result: await exportStore(input, context) };
    },
  },
];

/** Runs an operation; where there is a store, the run is kept in it. */
export async function run(operation: Operation, input: unknown, context: Context): Promise<Done> {
  const done = await operation.run(input, context);
  await keepRun(context, { operation, input, ...done });
  return withDerivedForms(done, context);
}
