import { z } from 'zod';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date must be YYYY-MM-DD');

/** Bring series up to date from their sources. */
export const PullInput = z.strictObject({
  ids: z.array(z.string()).default([]).meta({ description: 'Series to pull, e.g. RUT BTC. Default: all of the catalogue.' }),
  since: isoDate.optional().meta({ description: 'Ask only for observations from this date on. Default: all, then what is new.' }),
  dryRun: z.boolean().default(false).meta({ description: 'Say what would be asked of whom, and ask nothing.' }),
  again: z.boolean().default(false).meta({ description: 'Ask also for what was pulled within the last ten minutes.' }),
  catalogue: z.string().optional().meta({ description: 'A catalogue file of your own (YAML) beside the one that ships.' }),
});
export type PullInput = z.infer<typeof PullInput>;

/** How two sources compare on the dates that both have. */
export const Agreement = z.strictObject({
  source: z.string(),
  compared: z.int(),
  /** Dates on which they differ by more than the tolerance. */
  beyond: z.int(),
  tolerance: z.number(),
  worst: z.strictObject({ date: isoDate, first: z.number(), second: z.number() }).nullable(),
});
export type Agreement = z.infer<typeof Agreement>;

/** What became of one series. */
export const PulledSeries = z.strictObject({
  id: z.string(),
  title: z.string(),
  outcome: z.enum(['new', 'updated', 'unchanged', 'fresh', 'failed', 'needs key', 'planned', 'by hand']),
  /** Provider and address that answered, or would be asked first. */
  source: z.string().nullable(),
  /** Dates added and dates whose value was revised in this pull. */
  added: z.int(),
  revised: z.int(),
  from: isoDate.nullable(),
  to: isoDate.nullable(),
  /** What a second source says of the same dates; null where none was asked or none answered. */
  agreement: Agreement.nullable(),
  notes: z.array(z.string()),
  /** Why it failed, source by source. */
  failures: z.array(z.strictObject({ source: z.string(), kind: z.string(), message: z.string() })),
});
export type PulledSeries = z.infer<typeof PulledSeries>;

/** How a provider did over the whole pull. */
export const PulledProvider = z.strictObject({
  name: z.string(),
  asked: z.int(),
  answered: z.int(),
  /** One line where it failed, and what to do. */
  trouble: z.string().nullable(),
  nextStep: z.string().nullable(),
  /** What would give more, though nothing failed: a key for vintages. */
  advice: z.string().nullable(),
});
export type PulledProvider = z.infer<typeof PulledProvider>;

/** What a pull brought, by series and by provider. */
export const PullResult = z.strictObject({
  outcome: z.enum(['done', 'partial', 'failed', 'planned']),
  store: z.string(),
  series: z.array(PulledSeries),
  providers: z.array(PulledProvider),
  rows: z.int(),
  requests: z.int(),
  retries: z.int(),
  bytes: z.int(),
  seconds: z.number(),
});
export type PullResult = z.infer<typeof PullResult>;
