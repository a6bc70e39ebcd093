import type { Environment } from '../../../core/language/function-definition.ts';
import type { ScanBatch } from '../../../core/methods/scan/scan-batch.ts';
import { computingHere } from '../compute.ts';
import { evaluating } from '../evaluated.ts';
import { batchAdditions, type ScannedTrigger, type ScanPlan } from '../plan.ts';

/** The clock, milliseconds since 1970-01-01T00:00Z. */
type Now = () => number;

/** Seconds that a task should take: long enough that asking for it is nothing beside it, short enough that a person waits little behind it. */
const TASK_SECONDS = { least: 0.5, most: 3 };

/** Tasks for each worker, so that none has much to do when the others have ended. */
const TASKS_A_WORKER = 6;

/** Seconds on a server of 2026, where the clock shows nothing: for a trigger and a date, and for an addition under both shifts. */
const USUAL = { triggerAndDate: 4e-7, addition: 1.3e-10 };

/** Triggers, and hypotheses, that are timed. */
const SAMPLE = { triggers: 16, hypotheses: 64 };

/** Milliseconds that a sample must take to be believed, and how often it is repeated at most. */
const TIMED = { least: 20, rounds: 50 };

/** Seconds that a task should take of so many, shared out to so many workers. */
export const taskSeconds = (total: number, workers: number): number =>
  Math.min(TASK_SECONDS.most, Math.max(TASK_SECONDS.least, total / (TASKS_A_WORKER * Math.max(1, workers))));

/** Seconds that each trigger takes to be evaluated, by those of a sample and the dates of its series. */
export function triggerSeconds(
  triggers: readonly ScannedTrigger[],
  { environment, now, datesOf }: { readonly environment: Environment; readonly now: Now; readonly datesOf: (id: string) => number },
): Float64Array {
  const dates = Float64Array.from(triggers, ({ checked }) => checked.series.reduce((sum, id) => sum + datesOf(id), 1));
  const sample = strided(triggers.keys().toArray(), SAMPLE.triggers);
  const begun = now();
  for (const _ of evaluating(
    sample.map((number) => triggers[number] as ScannedTrigger),
    environment,
  ))
    void _;
  const milliseconds = now() - begun;
  const rate =
    milliseconds > 0 ? milliseconds / 1000 / sample.reduce((sum, number) => sum + (dates[number] as number), 0) : USUAL.triggerAndDate;
  return dates.map((count) => count * rate);
}

/** Seconds that each block takes, by a sample of the largest one. */
export function blockSeconds(plan: ScanPlan, now: Now): Float64Array {
  const additions = Float64Array.from(plan.members, (member) => member.additions);
  const largest = additions.indexOf(additions.reduce((most, one) => Math.max(most, one), 0));
  const rate = largest >= 0 && (additions[largest] as number) > 0 ? additionSeconds(plan, largest, now) : USUAL.addition;
  return additions.map((count) => count * rate);
}

function additionSeconds(plan: ScanPlan, block: number, now: Now): number {
  const [batch] = plan.batch(block).batches as [ScanBatch];
  const triggers = Int32Array.from(strided([...batch.triggers], SAMPLE.hypotheses));
  const sample = { batches: [{ ...batch, triggers }], draws: plan.draws, best: 0 };
  const compute = computingHere(new Set());
  // The first one is slower, as everything is compiled.
  compute(sample);
  const begun = now();
  let rounds = 0;
  do {
    compute(sample);
    rounds++;
  } while (now() - begun < TIMED.least && rounds < TIMED.rounds);
  const milliseconds = now() - begun;
  const additions = rounds * batchAdditions(sample.batches[0] as ScanBatch);
  return milliseconds > 0 && additions > 0 ? milliseconds / 1000 / additions : USUAL.addition;
}

/** Some of a list, spread evenly over it. */
const strided = <T>(list: readonly T[], most: number): T[] => {
  const step = Math.max(1, list.length / most);
  return Array.from({ length: Math.min(most, list.length) }, (_, i) => list[Math.floor(i * step)] as T);
};

/** Bounds of slices of what follows one another, each of about so many seconds. */
export function sliceBounds(seconds: Float64Array, most: number): Int32Array {
  const bounds = [0];
  let sum = 0;
  seconds.forEach((one, i) => {
    if (sum > 0 && sum + one > most) {
      bounds.push(i);
      sum = 0;
    }
    sum += one;
  });
  return Int32Array.from([...bounds, seconds.length]);
}

/** Blocks put together to tasks of about so many seconds, the longest first. */
export function groupBlocks(seconds: Float64Array, most: number): Int32Array[] {
  const longestFirst = Array.from(seconds.keys()).sort((a, b) => (seconds[b] as number) - (seconds[a] as number) || a - b);
  const bounds = sliceBounds(
    Float64Array.from(longestFirst, (block) => seconds[block] as number),
    most,
  );
  const tasks = Array.from({ length: bounds.length - 1 }, (_, i) => Int32Array.from(longestFirst.slice(bounds[i], bounds[i + 1])));
  return tasks.filter(({ length }) => length > 0);
}
