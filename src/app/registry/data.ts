import { SeriesDetail, SeriesList } from '../../contract/claims.ts';
import { DoctorInput, DoctorResult } from '../../contract/doctor.ts';
import { ImportInput, ImportResult } from '../../contract/import.ts';
import { SeriesInput, SeriesShowInput } from '../../contract/operations.ts';
import { PullInput, PullResult } from '../../contract/pull.ts';
import type { Operation } from '../operation.ts';
import { doctor, doctorReport, endingOf } from '../operations/doctor.ts';
import { importFiles } from '../operations/import.ts';
import { pull } from '../operations/pull.ts';
import { seriesDetailReport, seriesListReport } from '../operations/report.ts';
import { listSeries, showSeries } from '../operations/series.ts';
import { observationsParquet, observationsTable, seriesTable } from '../operations/tables.ts';
import { REPORT_FORMATS } from '../render.ts';

/** Series: what there is, what is wrong with it, where it comes from. */
export const data: readonly Operation[] = [
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
];
