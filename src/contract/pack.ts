import { z } from 'zod';
import { translations } from './languages.ts';
import { civilDate, expression, packId, span } from './pack-parts.ts';

const between = z.tuple([civilDate, civilDate]).meta({ description: 'First and last date, both included.' });

const StudyCheck = z
  .strictObject({
    when: expression.meta({ description: 'The trigger.' }),
    then: z.array(expression).min(1).meta({ description: 'The outcomes. Together they are the family, frozen before it is run.' }),
    primary: expression.optional().meta({ description: "The claim's own outcome, one of `then`; the first where left out." }),
    direction: z.enum(['up', 'down']).default('up').meta({ description: 'Which way the claim says the outcome goes.' }),
    instead: z
      .record(z.string(), z.array(z.string()).min(1))
      .default({})
      .meta({ description: 'For a series the others that could stand in for it, on the specification curve.' }),
  })
  .meta({ description: 'A study: does the outcome after the trigger differ from the base rate?' });

const EventCheck = z
  .strictObject({
    between,
    readings: z
      .array(z.strictObject({ label: z.string(), when: expression }))
      .min(1)
      .meta({ description: "Ways of reading the event; the first is the claim's own, the others stand in for it." }),
  })
  .meta({ description: 'Did an event fall between two dates?' });

const GainCheck = z
  .strictObject({
    target: expression,
    between,
    readings: z.array(z.strictObject({ label: z.string(), when: expression })).min(1),
    asserted: z.array(z.number()).min(1).meta({ description: 'The quoted returns, as decimals: 3.8 is +380 %.' }),
    tolerance: z.number().positive().meta({ description: 'How far from the quoted return still counts as the same figure.' }),
    horizonDays: z.int().positive(),
    searchDays: z.int().positive().meta({ description: 'How far around the stated start another start is looked for.' }),
  })
  .meta({ description: 'Which start and end give a quoted rise?' });

const ConditionCheck = z
  .strictObject({
    conditions: z
      .array(
        z.strictObject({
          label: z.string(),
          holds: expression.meta({ description: 'The condition.' }),
          value: expression.meta({ description: 'The quantity behind it, as a series expression.' }),
          unit: z.string().meta({ description: '`%` shows a decimal as percent.' }),
          translations: translations('label'),
        }),
      )
      .min(1),
    on: civilDate.optional().meta({ description: 'The date at which it is read; the date of the claim where left out.' }),
  })
  .meta({
    description:
      "Was a state of affairs true when the claim was made? The first condition is the claim's own and decides; the others are read beside it.",
  });

const SignalCheck = z
  .strictObject({
    signal: expression.meta({ description: 'A quantity that should foretell, as a series expression.' }),
    targets: z.array(expression).min(1).meta({ description: 'What it should foretell: the log growth of each.' }),
    horizons: z.array(span).min(1).meta({ description: 'How far ahead, e.g. 90d. Targets times horizons are the family.' }),
    direction: z.enum(['up', 'down']).default('up').meta({ description: 'up: a high signal goes before a rise.' }),
  })
  .meta({ description: 'A signal: does its level foretell the growth of a target (predictive regression)?' });

const LagCheck = z
  .strictObject({
    lead: expression.meta({ description: 'The series that should lead: an id or an expression.' }),
    follow: z.array(expression).min(1).meta({ description: 'The series that should follow; together they are the family.' }),
    asks: z.enum(['same time', 'lead', 'order', 'timing']).meta({
      description:
        'same time: do they move together? lead: does the one move first? order: do its events come first? timing: is the time to the peak steady?',
    }),
    within: span.default('26w').meta({ description: 'Longest lead that is looked at, or the time within which events belong together.' }),
    when: expression.optional().meta({ description: 'For order and timing: the event of the leading series.' }),
    event: z
      .string()
      .optional()
      .meta({ description: 'For order: the event of a following series, with X in its place, e.g. all_time_high(X, after: 90d).' }),
    change: z
      .enum(['log-return', 'difference'])
      .default('log-return')
      .meta({ description: 'How a change is measured: difference for what can be zero or below, and for logs.' }),
    direction: z.enum(['up', 'down']).default('up').meta({ description: 'down: the two move against one another.' }),
  })
  .meta({ description: 'Lead and lag of two series: returns, events or the time to a peak.' });

const SinceCheck = z
  .strictObject({
    targets: z.array(z.string()).min(1),
    until: civilDate,
    direction: z.enum(['up', 'down']).default('up'),
  })
  .meta({ description: 'A forecast: what have the targets done since?' });

const CopyCheck = z
  .strictObject({ of: packId, measure: z.string(), source: z.string().meta({ description: 'What the original measures, in words.' }) })
  .meta({ description: 'Does a copy say what its source says?' });

const NeedsCheck = z
  .strictObject({ data: z.array(z.string()).default([]), method: z.array(z.string()).default([]) })
  .meta({ description: 'What is not there yet and would be needed.' });

const CHECKS = ['study', 'signal', 'lag', 'event', 'gain', 'condition', 'since', 'copy'] as const;

const Check = z
  .strictObject({
    study: StudyCheck.optional(),
    signal: SignalCheck.optional(),
    lag: LagCheck.optional(),
    event: EventCheck.optional(),
    gain: GainCheck.optional(),
    condition: ConditionCheck.optional(),
    since: SinceCheck.optional(),
    copy: CopyCheck.optional(),
    needs: NeedsCheck.optional(),
  })
  .refine((check) => CHECKS.filter((name) => check[name]).length === (check.needs && CHECKS.every((name) => !check[name]) ? 0 : 1), {
    error: `expected exactly one of ${CHECKS.join(', ')}, or needs alone`,
  })
  .meta({ description: 'How the claim is checked: exactly one of the ways, with what it still needs beside it, or `needs` alone.' });

/** A claim as a pack states it: who said it where, its words, and the check. */
export const ClaimEntry = z.strictObject({
  id: packId,
  kind: z.enum(['figure', 'pattern', 'condition', 'forecast']),
  by: z.string().meta({ description: 'Who said it.' }),
  in: z.array(packId).min(1).meta({ description: 'Keys of `articles` in which it stands.' }),
  statement: z.string().meta({ description: 'The statement in our own words.' }),
  test: z.string().meta({ description: 'What would test it, in a sentence.' }),
  asserts: z.array(z.strictObject({ label: z.string(), value: z.string() })).default([]),
  measure: z.string().optional().meta({ description: 'What a quoted figure measures, for copies to be compared with.' }),
  notes: z.array(z.string()).default([]).meta({ description: 'What a reader must know beside the verdict.' }),
  check: Check,
  translations: translations('statement'),
});
export type ClaimEntry = z.infer<typeof ClaimEntry>;

/** Something that divides all dates: a condition that holds or does not, or the time since a cycle of the target began anew. */
export const Confounder = z
  .strictObject({
    id: packId,
    title: z.string(),
    when: expression.optional().meta({ description: 'A condition: it holds on a date, or does not.' }),
    holds: z.string().default('holds').meta({ description: 'What to call the dates on which it holds.' }),
    fails: z.string().default('does not hold').meta({ description: 'What to call the others.' }),
    cycle: z.string().optional().meta({ description: 'A series of the pack with a cycle.' }),
    bounds: z
      .array(z.int().positive())
      .default([365, 730, 1095])
      .meta({ description: 'With a cycle: days after its beginning at which the next stretch begins, ascending.' }),
  })
  .refine(({ when, cycle }) => (when === undefined) !== (cycle === undefined), { error: 'expected either when or cycle' })
  .refine(({ bounds }) => bounds.every((bound, i) => i === 0 || bound > (bounds[i - 1] as number)), {
    error: 'bounds must ascend',
    path: ['bounds'],
  });
export type Confounder = z.infer<typeof Confounder>;

/** A pack: claims with their sources and the series that they speak of. */
export const Pack = z
  .strictObject({
    pack: packId,
    title: z.string(),
    question: z.string(),
    translations: translations('title', 'question'),
    articles: z.record(
      packId,
      z.strictObject({
        outlet: z.string(),
        date: civilDate,
        dateNote: z.string().optional(),
        title: z.string().optional(),
        language: z.string().optional(),
      }),
    ),
    series: z
      .record(
        z.string(),
        z.strictObject({
          title: z.string(),
          short: z.string().optional().meta({ description: 'What a sentence calls it; the title where left out.' }),
          translations: translations('short'),
          cycle: z.strictObject({ name: z.string(), dates: z.array(civilDate).min(1) }).optional(),
        }),
      )
      .meta({
        description:
          'The series that the claims speak of. A cycle (dates on which the target begins anew) is used for phase-matched tests.',
      }),
    confounders: z
      .array(Confounder)
      .default([])
      .meta({ description: 'What else was true at the events of a pattern, and may be the reason: its effect is told within each.' }),
    evidence: z.string().optional().meta({
      description: 'The indicators that speak for the pack or against it: a file of indicators that ships, or its path beside this file.',
    }),
    claims: z.array(ClaimEntry).min(1),
  })
  .meta({ title: 'Harbinger pack', description: 'A file of claims that harbinger check reads.' });
export type Pack = z.infer<typeof Pack>;
