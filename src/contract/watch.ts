import { z } from 'zod';

const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case words joined by hyphens')
  .meta({ description: 'Lower-case words joined by hyphens.' });
const span = z.string().regex(/^[1-9]\d*(d|w|mo|y)$/, 'expected a span such as 3d, 2w, 1mo or 1y');
const text = z.string().trim().min(1).max(500);
const variable = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, 'expected the name of an environment variable, such as DESK_URL')
  .meta({ description: 'Name of the environment variable that holds it; the value itself never stands in this file.' });
const policy = z.enum(['alert', 'ok', 'keep']);

/** Where alerts go. Secrets and addresses that are secrets are named by the environment variables that hold them. */
export const Sink = z
  .strictObject({
    webhook: z
      .strictObject({
        url: z.url({ protocol: /^https?$/, error: 'expected an address such as https://desk.example/alerts' }).optional(),
        urlFrom: variable.optional(),
        secretFrom: variable.optional().meta({ description: 'Signs each message (HMAC-SHA256); without it they are not signed.' }),
        allowInternal: z
          .boolean()
          .default(false)
          .meta({ description: 'Whether it may lead to this machine or its network. Off, such addresses are refused.' }),
      })
      .refine(({ url, urlFrom }) => (url === undefined) !== (urlFrom === undefined), { error: 'expected url or urlFrom, one of them' })
      .optional(),
    email: z
      .strictObject({
        serverFrom: variable.meta({ description: 'Holds the address of the mail server: smtps://user:password@mail.example.' }),
        from: text,
        to: z.array(text).min(1),
      })
      .optional(),
    telegram: z.strictObject({ tokenFrom: variable, chat: z.union([z.string(), z.int()]).transform(String) }).optional(),
    discord: z.strictObject({ urlFrom: variable }).optional(),
    slack: z.strictObject({ urlFrom: variable }).optional(),
    desktop: z.strictObject({}).optional(),
    file: z.strictObject({ path: text }).optional().meta({ description: 'A file that gets one JSON line for each message.' }),
  })
  .refine((sink) => Object.values(sink).filter((value) => value !== undefined).length === 1, {
    error: 'expected exactly one of webhook, email, telegram, discord, slack, desktop, file',
  })
  .meta({ description: 'One place that alerts go to.' });
export type Sink = z.infer<typeof Sink>;

/** How grave an alert is. */
export const AlertSeverity = z.enum(['info', 'warning', 'critical']);
export type AlertSeverity = z.infer<typeof AlertSeverity>;

/** One alert rule. */
export const AlertRule = z
  .strictObject({
    id,
    title: text,
    when: z.string().min(1).optional().meta({ description: 'A trigger or condition: the rule holds while it is so on the newest date.' }),
    claim: z
      .string()
      .regex(/^[^\s/][^\s]*\/[a-z0-9-]+$/, 'expected PACK/CLAIM, such as russell-crypto/three-of-three')
      .optional()
      .meta({ description: 'A claim, as PACK/CLAIM, instead of `when`.' }),
    becomes: z.enum(['on', 'open', 'verdict']).optional().meta({
      description:
        'With `claim`. on: its trigger is on; open: a forecast of it is open; verdict: its verdict is another than the day before.',
    }),
    for: span.optional().meta({ description: 'It fires once it has held for so long. Default: at once.' }),
    keepFiring: span.optional().meta({ description: 'It stays firing for so long after it last held. Default: it is resolved at once.' }),
    noData: policy
      .default('alert')
      .meta({ description: 'Without values: tell the reader, count it as not holding, or leave it as it is.' }),
    stale: policy.default('alert').meta({ description: 'The same where the newest value is too old.' }),
    staleAfter: z
      .int()
      .min(1)
      .max(400)
      .default(3)
      .meta({ description: 'Days after which a value that was due and has not come counts as missing.' }),
    severity: AlertSeverity.default('info'),
    sinks: z.array(id).min(1).meta({ description: 'Names of `sinks` that are told.' }),
    tellResolved: z.boolean().default(true).meta({ description: 'Whether readers are told too when it is over.' }),
    dedupe: z.string().max(100).optional().meta({ description: 'Of the rules with one key only the first that fires is told of.' }),
    template: z
      .string()
      .min(1)
      .max(1000)
      .optional()
      .meta({ description: 'Words of the message, with places such as {rule.title} and {date}.' }),
  })
  .refine(({ when, claim }) => (when === undefined) !== (claim === undefined), { error: 'expected when or claim, one of them' })
  .refine(({ claim, becomes }) => (claim === undefined) === (becomes === undefined), { error: 'claim and becomes go together' });
export type AlertRule = z.infer<typeof AlertRule>;

/** A further time at which series are brought up to date. */
export const CronEntry = z.strictObject({
  cron: z.string().min(1).meta({ description: 'Minute, hour, day of the month, month, weekday.' }),
  zone: z.string().min(1).default('UTC').meta({ description: 'Time zone of it, such as America/New_York.' }),
  series: z.array(z.string()).min(1),
});
export type CronEntry = z.infer<typeof CronEntry>;

/** A file of alert rules. */
export const WatchFile = z
  .strictObject({
    watch: id,
    title: text,
    limit: z
      .strictObject({ perHour: z.int().min(1).max(1000) })
      .default({ perHour: 12 })
      .meta({ description: 'The most messages that a sink gets in an hour; what is beyond comes together in one.' }),
    schedule: z
      .array(CronEntry)
      .default([])
      .meta({ description: 'Series are asked for after each close or release of theirs; here stands what should come on top of that.' }),
    sinks: z.record(id, Sink),
    rules: z.array(AlertRule).min(1),
  })
  .meta({ title: 'Harbinger watch', description: 'A file of alert rules that harbinger watch reads.' });
export type WatchFile = z.infer<typeof WatchFile>;

/** What a message tells of. */
export const NoticeKind = z.enum(['firing', 'resolved', 'no data', 'stale', 'error', 'recovered', 'changed', 'test', 'digest']);
export type NoticeKind = z.infer<typeof NoticeKind>;

/** A message as sinks get it. */
export const Notice = z.strictObject({
  /** The same for every repetition. */
  id: z.string(),
  kind: NoticeKind,
  rule: z.strictObject({ id: z.string(), title: z.string(), severity: AlertSeverity }),
  /** The date that it speaks of, the instant as of which it was so, and the instant at which it was noticed. */
  date: z.string(),
  at: z.string(),
  noticedAt: z.string(),
  reading: z.union([z.number(), z.string()]).nullable(),
  detail: z.string().nullable(),
  text: z.string(),
  /** Of a digest: what it puts together. */
  members: z.array(z.strictObject({ id: z.string(), rule: z.string(), kind: NoticeKind, date: z.string(), text: z.string() })),
});
export type Notice = z.infer<typeof Notice>;
