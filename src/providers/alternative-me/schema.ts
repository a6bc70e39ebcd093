import { z } from 'zod';

const reading = z.strictObject({
  /** 0 (extreme fear) to 100 (extreme greed). */
  value: z
    .string()
    .regex(/^(?:\d{1,2}|100)$/, 'expected a whole number from 0 to 100')
    .transform(Number),
  value_classification: z.string(),
  /** Seconds since 1970. */
  timestamp: z
    .string()
    .regex(/^\d{1,12}$/, 'expected seconds since 1970')
    .transform(Number),
  /** On the newest reading alone. */
  time_until_update: z.string().optional(),
});

/** Body of `/fng/`. */
export const fearAndGreedSchema = z.strictObject({
  name: z.string(),
  data: z.array(reading).nullish(),
  metadata: z.strictObject({ error: z.string().nullable() }),
});
