import { z } from 'zod';
import { isoDate } from '../json-fields.ts';

const action = z.strictObject({
  actionDate: isoDate,
  /** Of the House and of the Library of Congress; the Senate's own records have none. */
  actionCode: z.string().optional(),
  actionTime: z.string().nullish(),
  text: z.string(),
  type: z.string(),
  sourceSystem: z.strictObject({ code: z.int().optional(), name: z.string() }).optional(),
  calendarNumber: z.unknown().optional(),
  committees: z.unknown().optional(),
  links: z.unknown().optional(),
  recordedVotes: z.unknown().optional(),
});

const counts = z.record(z.string(), z.int()).optional();

/** One page of the actions on a bill, newest first. */
export const actionsSchema = z.strictObject({
  actions: z.array(action),
  pagination: z.strictObject({
    /** Of all pages. */
    count: z.int().min(0),
    total: z.int().optional(),
    next: z.string().nullish(),
    prev: z.string().nullish(),
  }),
  request: z.record(z.string(), z.unknown()).optional(),
  actionByCounts: counts,
  actionTypeCounts: counts,
});

/** An action on a bill. */
export type Action = z.output<typeof action>;
