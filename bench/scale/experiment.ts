import { quantileSorted } from '../../src/core/numerics/quantile.ts';
import { type Bounds, boundsOf, makespan, workOf } from './bounds.ts';
import { type Asking, type Load, type Run, runDesk } from './desk.ts';
import { type ScanSteps, scanning, together, until } from './load.ts';
import { simulateReads } from './reads.ts';
import { AS_BUILT, type ScanManner, type ScanSize, scanSteps } from './scans.ts';
import { type CostName, deskOf, everyday, stragglingOf } from './settings.ts';

type Values = Readonly<Record<CostName, number>>;

export const WORKERS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1000] as const;
export const SIZES: Readonly<Record<'large' | 'huge', ScanSize>> = {
  large: { triggers: 100_000, outcomes: 50 },
  huge: { triggers: 1_000_000, outcomes: 50 },
};
export type SizeName = keyof typeof SIZES;

/** What is changed, one at a time. */
export interface Variant {
  readonly costs?: Partial<Values>;
  readonly manner?: Partial<ScanManner>;
}

export const VARIANTS = {
  'as it is': {},
  'nothing fails or straggles': { costs: { lifetime: 0, stalled: 0, spread: 0, stragglers: 0 } },
  'a kill every ten minutes for each worker': { costs: { lifetime: 600 } },
  'a database of two cores': { costs: { databaseCores: 2 } },
  'tasks of one block': { costs: { taskLeast: 0.1, taskMost: 0.1 } },
  'tasks of half a minute': { costs: { taskLeast: 30, taskMost: 30 } },
  'parts in object storage': { manner: { isElsewhere: true } },
  'each worker with the events of its own blocks alone': { manner: { hasOwnEvents: true } },
  'planned and stepped down by all': { manner: { isSharedWhole: true } },
  'all three': { manner: { isElsewhere: true, hasOwnEvents: true, isSharedWhole: true } },
} as const satisfies Record<string, Variant>;
export type VariantName = keyof typeof VARIANTS;

/** One scan on so many workers, over all seeds. Seconds, and shares of 1. */
export interface ScanPoint {
  readonly workers: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** Against one worker that does nothing else. */
  readonly speedUp: number;
  /** By the formula, without faults and what comes beside it. */
  readonly formula: number;
  /** Of all workers and of the database's cores, while the scan lasted. */
  readonly worked: number;
  readonly database: number;
  /** Means of a run: blocks begun more than once, workers killed. */
  readonly repeated: number;
  readonly killed: number;
}

/** How long people's studies wait while scans run one after another. Seconds. */
export interface WaitPoint {
  readonly workers: number;
  /** What tasks are cut to; null as it is, by the workers. */
  readonly taskSeconds: number | null;
  readonly studies: number;
  readonly median: number;
  readonly p99: number;
  readonly most: number;
  /** Scans that ended, a run. */
  readonly scans: number;
}

/** Reads at replicas. Milliseconds where nothing else is said. */
export interface ReadPoint {
  readonly replicas: number;
  readonly rate: number;
  /** Of those whose answer was there. */
  readonly median: number;
  readonly p99: number;
  /** Share of reads whose answer had to be made first, answers made in the minute after a change, and seconds until the last was there. */
  readonly waited: number;
  readonly made: number;
  readonly slowest: number;
  readonly database: number;
}

export interface Scale {
  readonly date: string;
  readonly seeds: number;
  /** The figures that it was made with. */
  readonly costs: Values;
  readonly scans: readonly { readonly size: SizeName; readonly variant: VariantName; readonly points: readonly ScanPoint[] }[];
  readonly waits: readonly WaitPoint[];
  readonly reads: readonly ReadPoint[];
  readonly work: Readonly<
    Record<SizeName, { readonly alone: number; readonly shared: number; readonly tasks: number; readonly bounds: Bounds }>
  >;
}

/** A scan is asked for when the workers are up. */
const ASKED_AT = 5;
const WINDOW = 600;
/** The minute after the data have changed. */
export const READING = { questions: 60, change: 60, seconds: 60, threads: 2 } as const;

export const rounded = (value: number): number => Number(value.toPrecision(4));
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const quantiles = (values: readonly number[], ps: readonly number[]): number[] => {
  const sorted = Float64Array.from(values).sort();
  return ps.map((p) => rounded(quantileSorted(sorted, p)));
};

/** The figures of a variant. */
export const variedCosts = (costs: Values, name: VariantName): Values => ({ ...costs, ...(VARIANTS[name] as Variant).costs });
export const stepsOf =
  (size: SizeName, costs: Values, name: VariantName) =>
  (workers: number): ScanSteps =>
    scanSteps({ ...SIZES[size], workers }, variedCosts(costs, name), { ...AS_BUILT, ...(VARIANTS[name] as Variant).manner });

/** One scan beside what comes every day. */
export function runScan(costs: Values, steps: ScanSteps, { seed, workers }: { readonly seed: number; readonly workers: number }): Run {
  const straggling = stragglingOf(costs);
  const load = together(everyday(costs), scanning(steps, { at: ASKED_AT, straggling, onDone: ({ end }) => end() }));
  return runDesk(deskOf(costs, { seed, workers, load }));
}

/** A scan with each number of workers. */
export function scanPoints(
  costs: Values,
  stepsFor: (workers: number) => ScanSteps,
  { seeds, workers }: { readonly seeds: number; readonly workers: readonly number[] },
): ScanPoint[] {
  return workers.map((count) => {
    const steps = stepsFor(count);
    const { alone, shared } = workOf(steps, costs);
    const runs = Array.from({ length: seeds }, (_, seed) => runScan(costs, steps, { seed: seed + 1, workers: count }));
    const [low, median, high] = quantiles(
      runs.map(({ seconds }) => seconds - ASKED_AT),
      [0.1, 0.5, 0.9],
    ) as [number, number, number];
    return {
      ...{
        workers: count,
        median,
        low,
        high,
        speedUp: rounded((alone + shared) / median),
        formula: rounded(makespan(steps, count, costs)),
      },
      worked: rounded(mean(runs.map(({ tally, seconds }) => tally.worked / (count * seconds)))),
      database: rounded(mean(runs.map(({ databaseBusy, seconds }) => databaseBusy / (costs.databaseCores * seconds)))),
      repeated: rounded(mean(runs.map(({ tally: { kinds } }) => kinds.block.attempts - kinds.block.sent))),
      killed: rounded(mean(runs.map(({ tally }) => tally.deaths))),
    };
  });
}

/** Scans one after another. */
const endlessly = (steps: ScanSteps, costs: Values, onScan: () => void): Load => {
  const again = (asking: Asking): void => {
    scanning(steps, {
      ...{ at: asking.clock.now(), straggling: stragglingOf(costs) },
      onDone: (next) => {
        onScan();
        again(next);
      },
    })(asking);
  };
  return again;
};

/** What people wait for their studies, beside huge scans one after another. */
export function waitPoint(
  given: Values,
  { workers, taskSeconds, seeds }: { readonly workers: number; readonly taskSeconds: number | null; readonly seeds: number },
): WaitPoint {
  const costs = { ...given, ...(taskSeconds !== null && { taskLeast: taskSeconds, taskMost: taskSeconds }) };
  const steps = scanSteps({ ...SIZES.huge, workers }, costs);
  let scans = 0;
  const waits = Array.from({ length: seeds }, (_, seed) => {
    const load = together(
      everyday(costs),
      endlessly(steps, costs, () => scans++),
      until(WINDOW),
    );
    return runDesk(deskOf(costs, { seed: seed + 1, workers, load })).tally.kinds.study.waits;
  }).flat();
  const [median, p99, most] = quantiles(waits, [0.5, 0.99, 1]) as [number, number, number];
  return { workers, taskSeconds, studies: waits.length, median, p99, most, scans: rounded(scans / seeds) };
}

/** What readers wait at so many replicas. */
export function readPoint(costs: Values, { replicas, rate }: { readonly replicas: number; readonly rate: number }): ReadPoint {
  const { kept, waited, made, databaseBusy } = simulateReads({
    ...{ ...READING, seed: 1, replicas, rate },
    ...{ hit: costs.cachedRead, miss: costs.study, look: READING.questions * costs.smallRead },
    ...{ databaseCores: costs.databaseCores, roundTrip: costs.roundTrip },
  });
  return {
    ...{ replicas, rate, median: rounded(1000 * quantileSorted(kept, 0.5)), p99: rounded(1000 * quantileSorted(kept, 0.99)) },
    ...{ waited: rounded(waited.length / (kept.length + waited.length)), made, slowest: rounded(waited.at(-1) ?? 0) },
    database: rounded(databaseBusy / (costs.databaseCores * READING.seconds)),
  };
}

/** The whole experiment. `onDone` hears of each part. */
export function scaleOf(
  costs: Values,
  { seeds, date, onDone }: { readonly seeds: number; readonly date: string; readonly onDone: (part: string) => void },
): Scale {
  const scanned = (size: SizeName, variant: VariantName) => {
    const varied = variedCosts(costs, variant);
    const points = scanPoints(varied, stepsOf(size, costs, variant), { seeds, workers: WORKERS });
    onDone(`${size}, ${variant}`);
    return { size, variant, points };
  };
  const sizes = Object.keys(SIZES) as SizeName[];
  const variants = (Object.keys(VARIANTS) as VariantName[]).filter((name) => name !== 'as it is');
  const scans = [...sizes.map((size) => scanned(size, 'as it is')), ...variants.map((variant) => scanned('huge', variant))];
  const waits = [
    ...WORKERS.map((workers) => ({ workers, taskSeconds: null })),
    ...[0.1, 1, 10, 30].flatMap((taskSeconds) => [8, 64].map((workers) => ({ workers, taskSeconds }))),
  ].map((of) => waitPoint(costs, { ...of, seeds }));
  onDone('waits');
  const reads = [2000, 10_000].flatMap((rate) => [1, 2, 4, 8, 16].map((replicas) => readPoint(costs, { replicas, rate })));
  onDone('reads');
  const work = Object.fromEntries(
    sizes.map((size) => {
      const steps = stepsOf(size, costs, 'as it is')(WORKERS.at(-1) as number);
      const bounds = Object.fromEntries(Object.entries(boundsOf(steps, costs)).map(([name, value]) => [name, rounded(value)]));
      const tasks = steps.reduce((sum, step) => sum + ('tasks' in step ? step.tasks : 0), 0);
      const { alone, shared } = workOf(steps, costs);
      return [size, { alone: rounded(alone), shared: rounded(shared), tasks, bounds }];
    }),
  ) as unknown as Scale['work'];
  return { date, seeds, costs, scans, waits, reads, work };
}
