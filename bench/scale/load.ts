import { exponential, type Straggling, straggle } from './chance.ts';
import type { Asking, Load } from './desk.ts';
import type { Kind, Work } from './jobs.ts';

/** Jobs of one kind that come by chance, independent of one another. */
export interface Coming {
  readonly kind: Kind;
  /** How many a second on average, and how many seconds each takes. */
  readonly rate: number;
  readonly seconds: number;
}

/** What whoever asked for a scan does alone: seconds of its own processor, and of a core of the database that reads or writes for it. */
export interface AloneStep {
  readonly seconds: number;
  readonly database: number;
}

/** A round of tasks of a scan, all of one size; the next step begins when the last is done. */
export interface SharedStep extends Pick<Work, 'needs' | 'writing'> {
  readonly kind: Extract<Kind, 'triggers' | 'block'>;
  readonly tasks: number;
  /** Seconds of one worker for each task. */
  readonly seconds: number;
}

/** A scan, one step after another. */
export type ScanSteps = readonly (AloneStep | SharedStep)[];

/** Lets jobs of some kinds come, for ever. */
export const coming =
  (all: readonly Coming[], straggling: Straggling): Load =>
  (asking) => {
    for (const each of all) if (each.rate > 0) letCome(each, straggling, asking);
  };

function letCome({ kind, rate, seconds }: Coming, straggling: Straggling, { clock, streams, send }: Asking): void {
  const next = () =>
    clock.after(exponential(streams.arrivals, 1 / rate), () => {
      send([{ kind, seconds, factor: straggle(streams.services, straggling) }]);
      next();
    });
  next();
}

/** Asks for one scan at an instant. */
export const scanning =
  (steps: ScanSteps, { at, straggling, onDone }: ScanTerms): Load =>
  (asking) =>
    asking.clock.at(at, () => goOn(steps, straggling, { asking, onDone }));

interface ScanTerms {
  readonly at: number;
  readonly straggling: Straggling;
  readonly onDone: (asking: Asking) => void;
}

type Scanning = Pick<ScanTerms, 'onDone'> & { readonly asking: Asking };

function goOn([step, ...rest]: ScanSteps, straggling: Straggling, scan: Scanning): void {
  const { asking, onDone } = scan;
  const next = () => goOn(rest, straggling, scan);
  if (!step) onDone(asking);
  else if ('tasks' in step) asking.send(tasksOf(step, straggling, { asking, next }));
  else asking.database.run(step.database, () => asking.clock.after(step.seconds, next));
}

function tasksOf(
  { kind, tasks, seconds, needs = [], writing = 0 }: SharedStep,
  straggling: Straggling,
  { asking, next }: { readonly asking: Asking; readonly next: () => void },
): Work[] {
  let left = tasks;
  const onDone = () => {
    if (--left === 0) next();
  };
  return Array.from({ length: tasks }, () => ({
    ...{ kind, seconds, needs, writing, onDone },
    factor: straggle(asking.streams.services, straggling),
  }));
}

/** Ends a run at an instant. */
export const until =
  (time: number): Load =>
  ({ clock, end }) =>
    clock.at(time, end);

/** Several loads at once. */
export const together =
  (...loads: readonly Load[]): Load =>
  (asking) => {
    for (const load of loads) load(asking);
  };
