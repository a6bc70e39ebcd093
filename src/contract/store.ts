import { z } from 'zod';

/** What is in the store. */
export const StoreInput = z.strictObject({});

/** Write a whole copy of the store. */
export const BackupInput = z.strictObject({ file: z.string().meta({ description: 'The copy to write: a new file.' }) });

/** Put a copy in the place of the store. */
export const RestoreInput = z.strictObject({
  file: z.string().meta({ description: 'The copy, as `store backup` wrote it.' }),
  replace: z.boolean().default(false).meta({ description: 'Do so where there is a store; the old one is kept beside it.' }),
});

/** Write series as files. */
export const ExportInput = z.strictObject({
  folder: z.string().meta({ description: 'The folder to write to; one file for each series, and a catalogue.yaml.' }),
  ids: z.array(z.string()).default([]).meta({ description: 'Series to write. Default: all.' }),
  format: z.enum(['csv', 'parquet']).default('csv').meta({ description: 'Form of the files.' }),
  versions: z.boolean().default(false).meta({ description: 'Every version with both clocks, not only the newest values.' }),
});

/** The runs that the store keeps. */
export const RunsInput = z.strictObject({
  limit: z.int().min(1).max(1000).default(20).meta({ description: 'How many of the last runs to list.' }),
});

/** Make the store. */
export const InitInput = z.strictObject({});

/** Copy what the store holds to another place. */
export const MoveInput = z.strictObject({
  to: z.string().meta({
    description:
      'Where to: a new file, or an address like postgres://user@host:5432/database. The store there must be empty or not be there.',
  }),
});

/** What was copied to another place. */
export const MoveResult = z.strictObject({
  from: z.string(),
  to: z.string(),
  tables: z.array(
    z.strictObject({
      table: z.string(),
      rows: z.int(),
      sha256: z.string().meta({ description: 'Over all cells, both clocks included; the same at both places.' }),
    }),
  ),
  rows: z.int(),
  note: z.string(),
});
export type MoveResult = z.infer<typeof MoveResult>;

/** What is in the store. */
export const StoreResult = z.strictObject({
  place: z.string(),
  schemaVersion: z.int(),
  series: z.int(),
  rows: z.int(),
  pulls: z.int(),
  runs: z.int(),
  /** Entries of the ledger of forecasts: those sealed and their scores. */
  ledger: z.int(),
  bytes: z.int(),
  lastPulls: z.array(
    z.strictObject({
      series: z.string(),
      source: z.string(),
      at: z.string(),
      outcome: z.string(),
      added: z.int(),
      revised: z.int(),
      sha256: z.string(),
      notes: z.array(z.string()),
    }),
  ),
});
export type StoreResult = z.infer<typeof StoreResult>;

/** Files that were written. */
export const WrittenResult = z.strictObject({ written: z.array(z.string()), note: z.string() });
export type WrittenResult = z.infer<typeof WrittenResult>;

/** Runs that the store keeps. */
export const RunsResult = z.strictObject({
  runs: z.array(
    z.strictObject({
      id: z.string(),
      at: z.string(),
      operation: z.string(),
      input: z.unknown(),
      asOf: z.string().nullable(),
      dataHash: z.string(),
      version: z.string(),
      verdicts: z.array(z.strictObject({ pack: z.string(), claim: z.string(), verdict: z.string(), p: z.number().nullable() })),
    }),
  ),
});
export type RunsResult = z.infer<typeof RunsResult>;

/** One run, whole. */
export const RunInput = z.strictObject({ id: z.string().min(1).meta({ description: 'The run, by its id or the first letters of it.' }) });

/** One run that the store keeps, with its result. */
export const RunResult = RunsResult.shape.runs.element.extend({ result: z.unknown() });
export type RunResult = z.infer<typeof RunResult>;

/** Two runs beside each other. */
export const DiffInput = z.strictObject({
  before: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'The earlier run, by its id or the first letters of it. Default: the last two of one question.' }),
  after: z.string().min(1).optional().meta({ description: 'The later run. Default: the last one of the same question.' }),
});
export type DiffInput = z.infer<typeof DiffInput>;

/** What changed between two runs, in numbers, and why. */
export const DiffResult = z.strictObject({
  before: RunsResult.shape.runs.element,
  after: RunsResult.shape.runs.element,
  /** What could have moved the numbers: the question, the date, the data, the program, other studies of the same series in between. */
  causes: z.array(
    z.strictObject({
      cause: z.enum(['input', 'as of', 'data', 'version', 'other studies']),
      before: z.string(),
      after: z.string(),
      sentence: z.string(),
    }),
  ),
  verdicts: z.array(
    z.strictObject({
      pack: z.string(),
      claim: z.string(),
      before: z.strictObject({ verdict: z.string(), p: z.number().nullable() }).nullable(),
      after: z.strictObject({ verdict: z.string(), p: z.number().nullable() }).nullable(),
      changed: z.boolean(),
    }),
  ),
  /** Numbers that differ, by the path to them in the result: the largest relative change first, those of one side last; at most 500. */
  numbers: z.array(z.strictObject({ path: z.string(), label: z.string(), before: z.number().nullable(), after: z.number().nullable() })),
  /** How many numbers were compared, and how many differ. */
  compared: z.int(),
  differing: z.int(),
  /** One or two sentences. */
  sentence: z.string(),
});
export type DiffResult = z.infer<typeof DiffResult>;
