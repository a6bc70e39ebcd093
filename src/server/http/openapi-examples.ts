import type { Operation } from '../../app/operation.ts';

/** Inputs that work over the table that ships, by operation; an operation without one has an empty input, or its required texts named. */
const EXAMPLES: Readonly<Record<string, Record<string, unknown>>> = {
  check: { claim: 'flip-2020' },
  study: { when: 'all_time_high(RUT, after: 1y)', then: ['return(BTC, 180d)'] },
  lag: { a: 'RUT', b: 'BTC' },
  scan: { targets: ['BTC'], horizons: ['90d'], series: ['RUT'] },
  read: { text: ['The Russell 2000 has closed above 2,600 for the first time.'] },
  parse: { text: 'all_time_high(RUT, after: 1y)' },
  language: { name: 'all_time_high' },
  'series show': { id: 'BTC', rows: 5 },
  series: { search: 'bitcoin' },
  doctor: { ids: ['RUT'] },
  pull: { ids: ['BTC'], dryRun: true },
  import: { files: ['prices/RUT.csv'], dryRun: true },
  unprofitable: { holdings: ['holdings/IWM.csv'], facts: 'companyfacts', tickers: ['company_tickers.json'] },
  'forecast backcast': { from: '2025-10-01', every: '13w', claim: 'rallies-follow' },
  'alerts dry-run': { when: 'all_time_high(RUT, after: 1y)' },
  'alerts silence': { rule: 'rut-record', until: '3d', why: 'known' },
  'store move': { to: 'copy-of-today.duckdb' },
  'jobs show': { id: '5d0c1f2a' },
  'jobs cancel': { id: '5d0c1f2a' },
  'jobs drop': { ids: ['5d0c1f2a'] },
  'store backup': { file: 'copy-of-today.duckdb' },
  'store restore': { file: 'copy-of-today.duckdb', replace: true },
  'store export': { folder: 'exported', ids: ['RUT'] },
};

/** An input of an operation, as an example. */
export const exampleOf = ({ name, input }: Operation): Record<string, unknown> =>
  EXAMPLES[name] ?? (input.safeParse({}).success ? {} : Object.fromEntries(requiredOf(input).map((key) => [key, key])));

const requiredOf = (input: Operation['input']): string[] =>
  Object.entries(input.shape).flatMap(([key, field]) => (field.safeParse(undefined).success ? [] : [key]));
