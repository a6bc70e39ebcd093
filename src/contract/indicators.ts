import { z } from 'zod';
import { translations } from './languages.ts';
import { civilDate, expression, packId, span } from './pack-parts.ts';

const Reason = {
  why: z.string().min(1).meta({ description: 'Why it speaks so, in one line.' }),
  reasonBy: z.string().min(1).meta({ description: 'Who says so: a name and where, or `arithmetic` where it is no opinion.' }),
};

const claims = z.array(packId).default([]).meta({ description: 'Claims of the pack of claims that it bears on, by id.' });

/** A quantity that speaks for the thesis or against it. */
export const Indicator = z.strictObject({
  id: packId,
  group: packId,
  title: z.string().min(1),
  translations: translations('title'),
  value: z
    .array(expression)
    .min(1)
    .meta({ description: 'The quantity, as a series expression; where the data lack it the next one stands in.' }),
  unit: z.string().meta({ description: '`%` shows a decimal as percent.' }),
  speaks: z.enum(['high', 'low']).meta({ description: 'Which values speak for the thesis.' }),
  level: z
    .number()
    .optional()
    .meta({ description: 'The level beyond which it speaks for the thesis. Default: the median of its own past.' }),
  ...Reason,
  claims,
  note: z.string().optional().meta({ description: 'What a reader must know of it.' }),
});
export type Indicator = z.infer<typeof Indicator>;

/** A dated event that the thesis waits for or fears. */
export const Catalyst = z.strictObject({
  id: packId,
  title: z.string().min(1),
  translations: translations('title'),
  dates: z
    .array(z.strictObject({ date: civilDate, knownBy: civilDate.meta({ description: 'By when the date was known.' }) }))
    .default([])
    .meta({ description: 'Dates on which it comes, for what comes by a calendar.' }),
  deadline: civilDate.optional().meta({ description: 'The date by which it was said to come.' }),
  saidOn: civilDate.optional().meta({ description: 'When the deadline was said.' }),
  steps: z
    .array(
      z.strictObject({
        date: civilDate,
        step: z.string().min(1),
        isLast: z.boolean().default(false).meta({ description: 'Whether it has happened with this step.' }),
      }),
    )
    .default([])
    .meta({ description: 'What is known to have been done, each known on its date.' }),
  happenedWhen: expression.optional().meta({ description: 'A condition that holds once it has happened.' }),
  ...Reason,
  claims,
});
export type Catalyst = z.infer<typeof Catalyst>;

/** A pack of indicators: what speaks for a thesis and against it. */
export const IndicatorPack = z
  .strictObject({
    indicators: packId,
    title: z.string(),
    thesis: z.string().meta({ description: 'What the indicators speak for or against, as a sentence.' }),
    translations: translations('title', 'thesis'),
    target: expression.meta({ description: 'The series that should rise if the thesis holds, e.g. BTC.' }),
    horizons: z.array(span).min(1).meta({
      description: 'Within what time. The history of the reading is tested on the return of the target over each, as one family.',
    }),
    groups: z.record(packId, z.string()).meta({ description: 'Groups in the order in which they are shown, with their titles.' }),
    readings: z.array(Indicator).min(1),
    catalysts: z.array(Catalyst).default([]),
  })
  .meta({ title: 'Harbinger indicators', description: 'A file of indicators that a pack of claims names as its evidence.' });
export type IndicatorPack = z.infer<typeof IndicatorPack>;
