import type { Forecast } from '../../contract/ledger.ts';
import { DAY_MS, type EpochDay } from '../../core/calendar/civil-date.ts';
import { countUpTo, type Schedule } from '../../core/calendar/schedule.ts';
import { endOfDay } from '../../core/series/panel.ts';
import { dayOf } from '../check/claim-context.ts';

/** A forecast before it is known what it was made from: pack, data and program are the same for all of one sealing. */
export type OpenQuestion = Omit<Forecast, 'pack' | 'asOf' | 'dataHash' | 'packHash' | 'version'>;

/** Why there is no question, of a claim, of one of its outcomes or of one case. */
export interface NotOpen {
  readonly claim: string;
  readonly outcome: string | null;
  readonly eventDate: string | null;
  readonly why: string;
}

/** What can be asked about a claim at an instant, and what cannot. */
export interface Questions {
  readonly open: readonly OpenQuestion[];
  readonly notOpen: readonly NotOpen[];
}

/** Whether the last close by which a question is settled still lies ahead of an instant. */
export function isToCome(due: EpochDay, { schedule, at }: { readonly schedule: Schedule; readonly at: number }): boolean {
  if (schedule.isUnscheduled) return endOfDay(due) > at;
  return (schedule.closes[countUpTo(schedule.dates, due) - 1] as number) > at;
}

/** Entry and due date with how much of the span was over at an instant. */
export function spanOf({ entryDate, dueDate }: { readonly entryDate: string; readonly dueDate: string }, at: number) {
  const entry = dayOf(entryDate);
  return { entryDate, dueDate, daysOver: Math.max(0, Math.floor(at / DAY_MS) - entry), days: dayOf(dueDate) - entry };
}

/** Sealed in the first tenth of its horizon. */
export const isEarly = ({ daysOver, days }: Pick<Forecast, 'daysOver' | 'days'>): boolean => daysOver <= days / 10;
