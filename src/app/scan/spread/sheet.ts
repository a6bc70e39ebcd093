import { z } from 'zod';
import type { EpochDay } from '../../../core/calendar/civil-date.ts';

const count = z.int().min(0);

/** What is said of a series beside its numbers, and how many rows of each sort are its own. */
const SheetSeries = z.strictObject({
  ...{ key: z.string(), id: z.string(), title: z.string(), unit: z.string(), calendar: z.string(), source: z.string() },
  notes: z.array(z.string()),
  cycle: z.strictObject({ name: z.string(), dates: z.array(z.int()) }).optional(),
  isUnscheduled: z.literal(true).optional(),
  rows: z.strictObject({ observations: count, versions: count.optional(), closes: count }),
});
export type SheetSeries = z.infer<typeof SheetSeries>;

/** What a panel is beside its numbers. */
export const SheetHead = z.strictObject({
  series: z.array(SheetSeries),
  eventFiles: z.array(z.tuple([z.string(), z.array(z.int())])),
});
type SheetHead = z.infer<typeof SheetHead>;

/** A panel as one table: of each series its observations, all its versions where any was revised, and its scheduled closes, one after another. */
export interface PanelSheet {
  readonly head: SheetHead;
  readonly dates: Int32Array;
  readonly values: Float64Array;
  /** Milliseconds since 1970-01-01T00:00Z: from when a value was known, or a close. */
  readonly instants: Float64Array;
}

/** Some triggers of a scan, with the series that they read: all that a thread needs to find their events. */
export interface TriggerSlice {
  /** Of what is in the sheet. */
  readonly hash: string;
  readonly sheet: PanelSheet;
  readonly asOf: EpochDay;
  /** The triggers as they are written. */
  readonly texts: readonly string[];
}
