import { z } from 'zod';
import { AlertRule, AlertSeverity } from './watch.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date must be YYYY-MM-DD');
const instant = z.string();
const reading = z.union([z.number(), z.string()]).nullable();

/** The state of every rule. */
export const AlertsInput = z.strictObject({});

/** How a rule stands: firing and the like, or why nothing can be said of it. */
export const AlertStatus = z.enum(['inactive', 'pending', 'firing', 'resolved', 'no data', 'stale', 'error']);
export type AlertStatus = z.infer<typeof AlertStatus>;

/** A rule as it stands. */
export const AlertLine = z.strictObject({
  rule: z.string(),
  title: z.string(),
  severity: AlertSeverity,
  status: AlertStatus,
  /** Whether it still fires though its status is a trouble. */
  isFiring: z.boolean(),
  /** Date since which it has held, and on which its last episode began to fire. */
  heldFrom: isoDate.nullable(),
  episode: isoDate.nullable(),
  reading,
  readingDate: isoDate.nullable(),
  /** Which history of the rule this is, since when, and of which version. */
  history: z.int(),
  version: z.string(),
  begunAt: instant,
  silencedUntil: instant.nullable(),
  definition: AlertRule,
});
export type AlertLine = z.infer<typeof AlertLine>;

/** A time in which nobody is told of some rules. */
export const SilenceLine = z.strictObject({
  id: z.string(),
  rule: z.string(),
  from: instant,
  until: instant,
  why: z.string(),
  who: z.string(),
  isOver: z.boolean(),
});
export type SilenceLine = z.infer<typeof SilenceLine>;

/** A message that could not be delivered. */
export const DeadLetter = z.strictObject({
  id: z.string(),
  rule: z.string(),
  sink: z.string(),
  kind: z.string(),
  createdAt: instant,
  failedAt: instant,
  why: z.string(),
  text: z.string(),
});

/** The state of every rule, silences, and what could not be delivered. */
export const AlertsResult = z.strictObject({
  alerts: z.array(AlertLine),
  counts: z.strictObject({ firing: z.int(), pending: z.int(), troubled: z.int(), rules: z.int() }),
  silences: z.array(SilenceLine),
  waiting: z.int(),
  dead: z.array(DeadLetter),
  sentence: z.string(),
});
export type AlertsResult = z.infer<typeof AlertsResult>;

/** Asks what the rules did. */
export const AlertHistoryInput = z.strictObject({
  rule: z.string().optional().meta({ description: 'Only of this rule.' }),
  limit: z.int().min(1).max(1000).default(50).meta({ description: 'How many of the last steps to list.' }),
});

/** What the rules did. */
export const AlertHistoryResult = z.strictObject({
  steps: z.array(
    z.strictObject({
      id: z.string(),
      rule: z.string(),
      history: z.int(),
      kind: z.string(),
      date: isoDate,
      at: instant,
      noticedAt: instant,
      reading,
      detail: z.string().nullable(),
      isLate: z.boolean(),
      /** Why readers were not told of what they would be told: `silence …`, `same key as …`. */
      withheld: z.string().nullable(),
    }),
  ),
});
export type AlertHistoryResult = z.infer<typeof AlertHistoryResult>;

const span = AlertRule.shape.for;

/** Asks when a rule would have fired. */
export const DryRunInput = z.strictObject({
  rules: z.string().optional().meta({ description: 'A file of alert rules.' }),
  rule: z.string().optional().meta({ description: 'One rule of it, by id. Default: all.' }),
  when: z.string().optional().meta({ description: 'A trigger or condition, instead of a file.' }),
  for: span.meta({ description: 'With `when`: it fires once it has held for so long.' }),
  keepFiring: span.meta({ description: 'With `when`: it stays firing for so long after it last held.' }),
  from: isoDate.optional().meta({ description: 'First date. Default: the first of the data.' }),
  to: isoDate.optional().meta({ description: 'Last date. Default: the last of the data.' }),
});
export type DryRunInput = z.infer<typeof DryRunInput>;

/** When a rule would have fired, with what was known then. */
export const DryRun = z.strictObject({
  rule: z.string(),
  title: z.string(),
  expression: z.string(),
  from: isoDate.nullable(),
  to: isoDate.nullable(),
  /** How many readings were made, and on how many of them it held. */
  readings: z.int(),
  held: z.int(),
  episodes: z.array(
    z.strictObject({
      firedOn: isoDate,
      /** When that could be known, and what was read then; beside it what the data say of that date today. */
      knownAt: instant,
      reading,
      readingToday: z.number().nullable(),
      resolvedOn: isoDate.nullable(),
      isLate: z.boolean(),
      /** Names the versions of the values that were known then (SHA-256, 12 digits). */
      dataVersion: z.string(),
    }),
  ),
  /** The first series that it reads, for a picture: thinned to some 600 points, the dates on which it fired among them. */
  points: z.array(z.strictObject({ date: isoDate, value: z.number() })),
  needs: z.array(z.string()),
  sentence: z.string(),
});
export type DryRun = z.infer<typeof DryRun>;

/** When the rules would have fired. */
export const DryRunResult = z.strictObject({ runs: z.array(DryRun) });
export type DryRunResult = z.infer<typeof DryRunResult>;

/** Asks that nobody be told of some rules for a time. */
export const SilenceInput = z.strictObject({
  rule: z
    .string()
    .regex(/^(\*|[a-z0-9-]+\*?)$/, 'expected the id of a rule, or the beginning of ids and *')
    .meta({ description: 'Id of a rule, or the beginning of ids with * behind.' }),
  why: z.string().trim().min(1).max(500).meta({ description: 'Why nobody is to be told.' }),
  until: z.string().meta({ description: 'Until when: a date (its end in UTC), an instant, or a span from now such as 3d.' }),
  from: z.string().optional().meta({ description: 'From when: a date or an instant. Default: now.' }),
  who: z.string().trim().min(1).max(100).default('command line').meta({ description: 'Who says so.' }),
});
/** Ends a silence. */
export const UnsilenceInput = z.strictObject({
  id: z.string().min(1).meta({ description: 'The silence, by its id or the first letters of it.' }),
});
/** A silence as it is kept. */
export const SilenceResult = z.strictObject({ silence: SilenceLine, sentence: z.string() });
export type SilenceResult = z.infer<typeof SilenceResult>;

/** Sends a message to try a sink. */
export const AlertTestInput = z.strictObject({
  rules: z.string().meta({ description: 'The file of alert rules that names the sink.' }),
  sink: z.string().optional().meta({ description: 'Only this sink. Default: all of the file.' }),
});
/** How each sink took it. */
export const AlertTestResult = z.strictObject({
  sent: z.array(z.strictObject({ sink: z.string(), kind: z.string(), isDelivered: z.boolean(), detail: z.string() })),
});
export type AlertTestResult = z.infer<typeof AlertTestResult>;

/** Sends dead letters again. */
export const AlertRetryInput = z.strictObject({
  ids: z.array(z.string()).default([]).meta({ description: 'Dead letters, by id. Default: all.' }),
});
/** What was taken up again. */
export const AlertRetryResult = z.strictObject({ again: z.array(z.string()), sentence: z.string() });
export type AlertRetryResult = z.infer<typeof AlertRetryResult>;
