/** A value as it goes into a statement, or comes out of one. */
export type Cell = string | number | null;
export type Row = readonly Cell[];

/** What a cell holds: an instant in milliseconds and a date in days since 1970-01-01, as numbers. */
export type CellKind = 'text' | 'integer' | 'bigint' | 'double' | 'date' | 'instant';

/** Tables of what is kept, each with its columns in their order, as the migrations make them; what is optional may be null. */
export const TABLES = {
  series: { id: 'text', revision: 'integer', definition: 'text', recorded_at: 'instant' },
  observations: {
    ...{ series_id: 'text', observation_date: 'date', value: 'double', known_at: 'instant' },
    ...{ recorded_at: 'instant', pull_id: 'text' },
  },
  second_opinions: {
    ...{ series_id: 'text', source: 'text', observation_date: 'date', value: 'double' },
    ...{ recorded_at: 'instant', pull_id: 'text' },
  },
  pulls: {
    ...{ id: 'text', series_id: 'text', source: 'text', address: 'text', since: 'date', attempted_at: 'instant', outcome: 'text' },
    ...{ added: 'integer', revised: 'integer', sha256: 'text', bytes: 'bigint', etag: 'text', notes: 'text', recorded_at: 'instant' },
  },
  runs: {
    ...{ id: 'text', ran_at: 'instant', operation: 'text', input: 'text', as_of: 'date', data_hash: 'text' },
    ...{ version: 'text', result: 'text' },
  },
  verdicts: {
    ...{ run_id: 'text', place: 'integer', pack: 'text', claim: 'text', verdict: 'text', p: 'double' },
    ...{ trigger_series: 'text', target: 'text', question: 'text' },
  },
  mappings: { signature: 'text', revision: 'integer', mapping: 'text', saved_at: 'instant' },
  ledger: { sequence: 'integer', text: 'text', hash: 'text', previous: 'text', recorded_at: 'instant' },
  alert_histories: { rule: 'text', history: 'integer', version: 'text', definition: 'text', begun_at: 'instant' },
  alert_states: { rule: 'text', history: 'integer', revision: 'integer', state: 'text', recorded_at: 'instant' },
  alert_transitions: {
    ...{ id: 'text', rule: 'text', history: 'integer', kind: 'text', happened_at: 'instant', noticed_at: 'instant' },
    ...{ observation_date: 'date', place: 'integer', withheld: 'text', facts: 'text' },
  },
  alert_silences: {
    ...{ id: 'text', revision: 'integer', rule: 'text', from_at: 'instant', until_at: 'instant' },
    ...{ why: 'text', who: 'text', recorded_at: 'instant' },
  },
  deliveries: { id: 'text', rule: 'text', sink: 'text', created_at: 'instant', place: 'integer', message: 'text' },
  delivery_attempts: {
    ...{ delivery: 'text', number: 'integer', attempted_at: 'instant', outcome: 'text' },
    ...{ failures: 'integer', detail: 'text', next_at: 'instant' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, CellKind>>>>;

export type TableName = keyof typeof TABLES;

export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/** The columns of a table with what they hold. */
export const columnsOf = (table: TableName): readonly (readonly [name: string, kind: CellKind])[] => Object.entries(TABLES[table]);

/** Hears of the rows of a table, some at a time, in the order of their cells. */
export type OnRows = (table: TableName, rows: readonly Row[]) => Promise<void> | void;

/** Which rows are read; default all. */
export interface WhichRows {
  readonly tables?: readonly TableName[] | undefined;
  /** Of the tables that tell of a series, only these. */
  readonly series?: readonly string[] | undefined;
}
