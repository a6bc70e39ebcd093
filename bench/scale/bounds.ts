import { meanStraggle } from './chance.ts';
import type { AloneStep, ScanSteps, SharedStep } from './load.ts';
import { type CostName, stragglingOf } from './settings.ts';

type Values = Readonly<Record<CostName, number>>;

const isShared = (step: ScanSteps[number]): step is SharedStep => 'tasks' in step;
const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** Seconds of the database's cores that one task takes: fetched, closed, its result written. */
export const databaseOfTask = ({ writing = 0 }: Pick<SharedStep, 'writing'>, { fetch, complete }: Values): number =>
  fetch + complete + writing;

/** What a scan takes, whatever the workers. Seconds. */
export interface ScanWork {
  /** Of who asks, alone, with the database's answers. */
  readonly alone: number;
  /** Of all workers together. */
  readonly shared: number;
}

/** A scan's work alone and shared, with the mean of what straggles. */
export function workOf(steps: ScanSteps, costs: Values): ScanWork {
  const alone = steps.filter((step): step is AloneStep => !isShared(step));
  const shared = steps.filter(isShared);
  return {
    alone: sumOf(alone.map(({ seconds, database }) => seconds + database)),
    shared: meanStraggle(stragglingOf(costs)) * sumOf(shared.map(({ tasks, seconds }) => tasks * seconds)),
  };
}

/**
 * Seconds that a scan takes on w workers, without faults and what comes beside it: what is done alone, and of each round the longest of
 *
 *     m t s / w        its t tasks of s seconds, m the mean of what straggles
 *     t (f + c + r) / k   the same at the database of k cores: fetched, closed, results written
 *     w p / k          what each of the w workers fetches first
 *
 * and the last task of each round, m s.
 */
export function makespan(steps: ScanSteps, workers: number, costs: Values): number {
  const mean = meanStraggle(stragglingOf(costs));
  const { databaseCores } = costs;
  let last = new Set<unknown>();
  return sumOf(
    steps.map((step) => {
      if (!isShared(step)) return step.seconds + step.database;
      const fresh = (step.needs ?? []).filter((supply) => !last.has(supply));
      last = new Set(step.needs);
      const reading = sumOf(fresh.map((supply) => supply.reading / databaseCores + supply.sending)) * Math.min(workers, step.tasks);
      const preparing = sumOf(fresh.map((supply) => supply.preparing));
      const working = (mean * step.tasks * step.seconds) / workers;
      return Math.max(working, reading, (step.tasks * databaseOfTask(step, costs)) / databaseCores) + mean * step.seconds + preparing;
    }),
  );
}

/** Where parts of the system are full. */
export interface Bounds {
  /** Workers from which on a scan's shared work takes less than what is done alone, and how much faster than one worker it can be at most. */
  readonly evenWorkers: number;
  readonly fastest: number;
  /** Workers that keep all cores of the database busy with tasks, and from which on handing out the panel and the events takes longer than the work. */
  readonly databaseWorkers: number;
  readonly supplyWorkers: number;
  /** Workers that can connect beside two replicas. */
  readonly connectedWorkers: number;
}

/** Replicas beside the workers. */
const REPLICAS = 2;

/** Where each part is full, in closed form. */
export function boundsOf(steps: ScanSteps, costs: Values): Bounds {
  const { alone, shared } = workOf(steps, costs);
  const mean = meanStraggle(stragglingOf(costs));
  const blocks = steps.filter(isShared).at(-1) as SharedStep;
  const supplies = sumOf((blocks.needs ?? []).map((supply) => supply.reading / costs.databaseCores + supply.sending));
  const free = costs.maxConnections - costs.reservedConnections - REPLICAS * costs.replicaConnections;
  return {
    evenWorkers: shared / alone,
    fastest: (alone + shared) / alone,
    databaseWorkers: (costs.databaseCores * mean * blocks.seconds) / databaseOfTask(blocks, costs),
    supplyWorkers: Math.sqrt((mean * blocks.tasks * blocks.seconds) / supplies),
    connectedWorkers: Math.max(0, Math.floor(free / costs.workerConnections)),
  };
}
