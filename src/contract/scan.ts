import { z } from 'zod';
import { Insufficient } from './cross-checks.ts';
import { LeadScanResult } from './lead-lag-scan.ts';
import { OutcomeKind } from './outcome-kind.ts';
import { VerdictKind } from './verdict.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const probability = z.number().min(0).max(1);
const span = z.string().regex(/^[1-9]\d*(d|w|mo|y)$/, 'must be a span such as 90d, 26w, 6mo or 1y');

const MOST_TARGETS = 20;
const MOST_TRIGGERS = 1000;

/** Everything that might have foretold some markets, tried at once. */
export const ScanInput = z.strictObject({
  targets: z
    .array(z.string())
    .min(1, 'must name at least one market')
    .max(MOST_TARGETS, `must be at most ${MOST_TARGETS} markets`)
    .meta({ description: 'The market that may have been foretold, e.g. BTC.' }),
  horizons: z
    .array(span)
    .min(1)
    .max(MOST_TARGETS, `must be at most ${MOST_TARGETS} horizons`)
    .default(['30d', '90d', '180d', '365d'])
    .meta({ description: 'How far forward, e.g. 90d.' }),
  outcome: z
    .string()
    .default('return(x, h)')
    .meta({ description: 'What is asked of the market: an outcome with x in the place of the market and h in that of the horizon.' }),
  templates: z
    .string()
    .default('common')
    .meta({ description: 'Where the triggers come from: a catalogue of templates that ships, or the path of a YAML file.' }),
  series: z
    .array(z.string())
    .max(1000)
    .default([])
    .meta({ description: 'A series that the templates are tried of. Default: all there are.' }),
  triggers: z
    .array(z.string())
    .max(MOST_TRIGGERS, `must be at most ${MOST_TRIGGERS} triggers`)
    .default([])
    .meta({ description: 'A trigger of your own in place of the templates.' }),
  direction: z.enum(['up', 'down']).default('up').meta({ description: 'Which way the market is to have gone.' }),
  level: z
    .number()
    .gt(0, 'must be above 0')
    .max(0.5, 'must be at most 0.5')
    .default(0.05)
    .meta({ description: 'Chance of a single false finding in the whole scan.' }),
  fewestClusters: z
    .int()
    .min(1, 'must be at least 1')
    .max(1000)
    .default(3)
    .meta({ description: 'Triggers with fewer independent clusters of events are not tested.' }),
  rows: z.int().min(1, 'must be at least 1').max(1000).default(20).meta({ description: 'How many of the best to show.' }),
  leadLag: z.boolean().default(false).meta({
    description: 'Ask of each series whether it moves before the market, by cross-correlation and causality, in place of triggers.',
  }),
  within: span.default('13w').meta({
    description: 'Longest lead that --lead-lag looks at, counted in closes of the market; before figures that come rarer as many of those.',
  }),
  dryRun: z.boolean().default(false).meta({ description: 'Say what would be tried and how long it takes, and compute nothing.' }),
  keep: z.string().optional().meta({ description: 'File that keeps what is done, so that the same scan goes on from there.' }),
  block: z
    .string()
    .regex(/^[1-9]\d*\/[1-9]\d*$/, 'must be which part of how many, e.g. 2/5')
    .optional()
    .meta({ description: 'Compute one part of the scan alone, e.g. 2/5, into --keep: several machines share the work.' }),
  merge: z
    .array(z.string())
    .max(1000)
    .default([])
    .meta({ description: 'A file that another part was kept in; together they must be whole.' }),
  here: z.boolean().default(false).meta({
    description: 'Compute all of it in this process, also where workers could share it; the result is the same.',
  }),
  asOf: isoDate.optional().meta({ description: 'Use only what was known by the end of this date (UTC). Default: all the data.' }),
});
export type ScanInput = z.infer<typeof ScanInput>;

/** One hypothesis: a trigger, a market, a horizon. */
export const ScanRow = z.strictObject({
  trigger: z.string(),
  /** What its template looks for; null for a trigger of the caller's own. */
  title: z.string().nullable(),
  target: z.string(),
  horizon: z.string(),
  /** The outcome as `study` takes it. */
  outcome: z.string(),
  /** Instances, and clusters of them. */
  events: z.int(),
  clusters: z.int(),
  /** Admissible dates. */
  dates: z.int(),
  /** The study's statistic, and the same over all admissible dates: a mean of logs, a share of hits, a mean of days. */
  observed: z.number(),
  base: z.number(),
  /** What is left of the difference when it is shrunk by the spread that luck alone gives. */
  shrunken: z.number(),
  /** Standardised: the smaller of the two shifts. */
  z: z.number(),
  /** Had it been the only one: the larger of both shifts, as its own study has it. */
  p: probability,
  /** Family-wise over the whole scan; counts twice where fewer than six clusters stand behind it. */
  adjusted: probability,
  benjaminiHochberg: probability,
  benjaminiYekutieli: probability,
  /** The effect beside the base that this scan would find with 80 % in its place, in the same measure; or why no effect could be. */
  needed: z.union([z.number(), Insufficient]),
  survives: z.boolean(),
  /** Number of the group of near-identical triggers that it belongs to. */
  group: z.int(),
});
export type ScanRow = z.infer<typeof ScanRow>;

/** Triggers that fire on nearly the same dates, of one market: they are one finding. */
export const ScanGroup = z.strictObject({
  group: z.int(),
  target: z.string(),
  /** The one with the smallest adjusted p stands for them. */
  trigger: z.string(),
  triggers: z.array(z.string()),
  horizons: z.array(z.string()),
});
export type ScanGroup = z.infer<typeof ScanGroup>;

/** The best triggers by market and horizon. */
export const ScanHeat = z.strictObject({
  triggers: z.array(z.string()),
  /** With the outcome as `study` takes it. */
  columns: z.array(z.strictObject({ target: z.string(), horizon: z.string(), outcome: z.string() })),
  /** Standardised effect, a row for each trigger and a column for each market and horizon; null where it was not tested. */
  z: z.array(z.array(z.number().nullable())),
  /** Adjusted p of the same. */
  adjusted: z.array(z.array(probability.nullable())),
});
export type ScanHeat = z.infer<typeof ScanHeat>;

/** How much was tried, and what luck alone would have shown. */
export const ScanCounts = z.strictObject({
  triggers: z.int(),
  series: z.int(),
  hypotheses: z.int(),
  tested: z.int(),
  notTested: z.array(z.strictObject({ reason: z.string(), count: z.int() })),
  /** Had each been the only one: p at the level or below. */
  uncorrected: z.int(),
  /** How many of those luck alone gives on average. */
  byLuck: z.number(),
  benjaminiHochberg: z.int(),
  benjaminiYekutieli: z.int(),
  survivors: z.int(),
  /** Survivors with near-identical ones counted once. */
  findings: z.int(),
});
export type ScanCounts = z.infer<typeof ScanCounts>;

/** The largest standardised effect, and what the largest of so many is by luck alone. */
export const LuckLine = z.strictObject({
  largest: z.number(),
  median: z.number(),
  /** The luck line: passed by luck alone in so many of 100 scans as the level says. */
  line: z.number(),
  /** Shifts that all hypotheses share. */
  draws: z.int(),
});
export type LuckLine = z.infer<typeof LuckLine>;

/** What survived, near-identical triggers told once, with the full study of the one that stands for them. */
export const ScanFinding = z.strictObject({
  group: z.int(),
  trigger: z.string(),
  target: z.string(),
  horizon: z.string(),
  outcome: z.string(),
  adjusted: probability,
  /** The larger p of both shifts, alone, with each outcome in units of its target's own volatility at the time; null where it cannot be had. */
  volatilityScaledP: probability.nullable(),
  /** The verdict of its study, whose family is the scan. */
  verdict: z.string(),
  verdictKind: VerdictKind,
  sentence: z.string(),
  /** Opens the study. */
  command: z.string(),
});
export type ScanFinding = z.infer<typeof ScanFinding>;

/** A whole scan of triggers. */
export const TriggerScanResult = z.strictObject({
  kind: z.literal('triggers'),
  asOf: isoDate,
  direction: z.enum(['up', 'down']),
  level: probability,
  targets: z.array(z.string()),
  horizons: z.array(z.string()),
  outcome: z.string(),
  /** What the outcomes are measured in. */
  measure: OutcomeKind,
  counts: ScanCounts,
  /** Null where nothing was tested. */
  luck: LuckLine.nullable(),
  rows: z.array(ScanRow),
  groups: z.array(ScanGroup),
  heat: ScanHeat,
  findings: z.array(ScanFinding),
  /** What was found, in plain words. */
  sentence: z.string(),
  notes: z.array(z.string()),
  sources: z.array(z.string()),
  dataSource: z.string(),
  /** Repeats the scan. */
  command: z.string(),
});
export type TriggerScanResult = z.infer<typeof TriggerScanResult>;

/** One part of a scan, kept in a file. */
export const ScanPartResult = z.strictObject({
  kind: z.literal('part'),
  file: z.string(),
  /** Blocks of the scan that the file holds, and of how many. */
  blocks: z.int(),
  of: z.int(),
  sentence: z.string(),
});
export type ScanPartResult = z.infer<typeof ScanPartResult>;

/** What a scan would try, before anything is computed. */
export const ScanPlanResult = z.strictObject({
  kind: z.literal('plan'),
  triggers: z.int(),
  series: z.int(),
  /** Combinations of trigger, market and horizon; those with too few events are found only on the way. */
  hypotheses: z.int(),
  /** About how long it takes on one thread of the machine that it was measured on. */
  seconds: z.number(),
  sentence: z.string(),
  notes: z.array(z.string()),
});
export type ScanPlanResult = z.infer<typeof ScanPlanResult>;

/** What a scan gives: of triggers, of leads, a part of one, or what it would try. */
export const ScanResult = z.discriminatedUnion('kind', [TriggerScanResult, LeadScanResult, ScanPartResult, ScanPlanResult]);
export type ScanResult = z.infer<typeof ScanResult>;
