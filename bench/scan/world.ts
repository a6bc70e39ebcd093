import { closeInstant, makeSchedule } from '../../src/core/calendar/calendars.ts';
import { pathOutcomes } from '../../src/core/methods/event-study/outcome.ts';
import { type BatchedTriggers, batchTriggers, type CalendarEvents, triggerEvents } from '../../src/core/methods/scan/batch-triggers.ts';
import type { ScanBlock } from '../../src/core/methods/scan/scan-block.ts';
import { seededStream } from '../../src/core/numerics/random.ts';
import type { EventSet } from '../../src/core/series/curve.ts';

export const [DAYS, EVENTS, TARGETS, HORIZONS] = [5000, 20, 10, [30, 60, 90, 180, 365]] as const;
const FIRST = 10_000;
const CALENDAR = 'utc-daily';

/** Triggers on random dates, and closes of random walks that reach over the last horizon, so that every date has its outcome. */
export interface World {
  readonly events: CalendarEvents;
  readonly knownAt: Float64Array;
  readonly targets: readonly { readonly dates: Int32Array; readonly values: Float64Array; readonly schedule: EventSet['schedule'] }[];
}

/** A world of so many triggers. */
export function worldOf(triggers: number, seed: number): World {
  const stream = seededStream(seed);
  const days = (count: number) => Int32Array.from({ length: count }, (_, i) => FIRST + i);
  const long = days(DAYS + 400);
  const schedule = makeSchedule(CALENDAR, long);
  const targets = Array.from({ length: TARGETS }, () => {
    let level = 4;
    const values = Float64Array.from(long, () => {
      level += 0.03 * (stream.uniform() + stream.uniform() + stream.uniform() - 1.5);
      return Math.exp(level);
    });
    return { dates: long, values, schedule };
  });
  const dates = days(DAYS);
  const knownAt = Float64Array.from(dates, (day) => closeInstant(CALENDAR, day));
  /** One at a time, as a scan evaluates its triggers. */
  function* made(): Generator<Pick<EventSet, 'dates' | 'on' | 'warmup'>> {
    const on = new Uint8Array(DAYS);
    for (let trigger = 0; trigger < triggers; trigger++) {
      on.fill(0);
      for (let placed = 0; placed < EVENTS; ) {
        const at = stream.below(DAYS);
        if (on[at]) continue;
        on[at] = 1;
        placed++;
      }
      yield { dates, on, warmup: 0 };
    }
  }
  return { events: triggerEvents(made()), knownAt, targets };
}

const TRIGGERS_A_BLOCK = 5000;

/** The blocks of a scan of a world, each made when it is asked for. */
export function blocksOf({ events, knownAt, targets }: World): {
  readonly count: number;
  readonly block: (number: number) => ScanBlock;
  readonly batched: (number: number) => BatchedTriggers;
} {
  const triggers = events.warmups.length;
  const cuts = Math.ceil(triggers / TRIGGERS_A_BLOCK);
  const count = targets.length * HORIZONS.length * cuts;
  const batched = (number: number): BatchedTriggers => {
    const outcome = Math.floor(number / cuts);
    const target = targets[Math.floor(outcome / HORIZONS.length)] as World['targets'][number];
    const horizon = { count: HORIZONS[outcome % HORIZONS.length] as number, unit: 'd' } as const;
    const from = (number % cuts) * TRIGGERS_A_BLOCK;
    const chosen = Int32Array.from({ length: Math.min(TRIGGERS_A_BLOCK, triggers - from) }, (_, i) => from + i);
    const outcomes = pathOutcomes('return', knownAt, { target, horizon });
    return batchTriggers(events, { outcomes, chosen, terms: { sign: 1, fewestClusters: 1 } });
  };
  const best = Math.max(8, Math.ceil(512 / count));
  return { count, batched, block: (number) => ({ batches: batched(number).batches, draws: DAYS, best }) };
}
