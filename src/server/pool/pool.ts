import type { Context } from '../../app/context.ts';
import type { Operation } from '../../app/operation.ts';
import { keepRun } from '../../app/record-run.ts';
import { estimateCost } from '../cost.ts';
import type { Answer, Call, Execute } from '../execute.ts';
import { executeHere, type Watch } from '../execute-here.ts';
import { type DataVersion, shortHash } from './data-version.ts';
import { openLine, type Urgency } from './line.ts';
import { sharedSeries } from './shared-series.ts';
import { DEFAULT_LIMITS, type Limits, startThreads, type ThreadAnswer } from './threads.ts';

export interface PoolOptions {
  /** A context over the data that is served. */
  openContext(watch: Watch): Promise<Context>;
  readonly data: DataVersion;
  /** How many threads compute at once. */
  readonly threads: number;
  readonly limits?: Partial<Limits>;
  /** How many calls may wait for a thread; default 200. */
  readonly mostWaiting?: number;
}

/** Carries out operations so that the thread which listens to the network stays free. */
export interface Pool {
  readonly execute: Execute;
  /** As `execute`, when nothing else is to be done. */
  readonly executeInBackground: Execute;
  /** Changes whenever any answer could; for an operation, also when what the store keeps of runs changes its answer. */
  dataVersion(operation?: Operation): Promise<string>;
  state(): { readonly waiting: number; readonly running: number; readonly lost: number };
  close(): Promise<void>;
}

/** What is estimated to take less is done where it is asked, as handing it over would take as long. */
const HERE_MS = 5;
const QUICK_MS = 50;
const STUDY_MS = 2000;

/** Starts a pool of threads over the data. */
export function startPool({ openContext, data, threads: count, limits = {}, mostWaiting = 200 }: PoolOptions): Pool {
  const threads = startThreads({ count, limits: { ...DEFAULT_LIMITS, ...limits } });
  const line = openLine<ThreadAnswer>({ places: count, placesForLong: Math.max(1, count - 1), mostWaiting });
  const shared = sharedSeries();
  const runs = { since: Date.now(), count: 0 };

  async function perform(call: Call, isBackground: boolean): Promise<Answer> {
    const { operation, input, format, signal, onProgress = () => {}, caller = '' } = call;
    signal?.throwIfAborted();
    const version = await data.current();
    const opened = await openContext({ onProgress, signal, confirm: async () => false });
    const context = { ...opened, series: shared.over(opened.series, version) };
    const cost = await estimateCost(operation, input, context);
    signal?.throwIfAborted();
    if (isForHere(call, cost)) return performHere(call, context);
    const task = { operation: operation.name, input, format, dataVersion: version, facts: factsOf(context) };
    const { record, result, ending, rendered } = await line.enter({
      ...{ caller, signal, urgency: isBackground ? 'background' : urgencyOf(cost) },
      start: () => threads.run(task, context, signal),
    });
    await keepRun(context, { operation: operation.name, input, result, record });
    if (record) runs.count++;
    return { result, ending, rendered };
  }

  /** What writes, and what is done in no time. */
  async function performHere(call: Call, context: Context): Promise<Answer> {
    const mayWrite = call.operation.access === 'admin';
    try {
      return await executeHere(async () => context)(call);
    } finally {
      if (mayWrite) data.renew();
      if (mayWrite || call.operation.access === 'run') runs.count++;
    }
  }

  return {
    execute: (call) => perform(call, false),
    executeInBackground: (call) => perform(call, true),
    async dataVersion(operation) {
      const version = await data.current();
      return operation && isOfRuns(operation) ? shortHash([version, runs]) : version;
    },
    state: () => ({ waiting: line.waiting, running: line.running, lost: threads.lost }),
    close: () => threads.close(),
  };
}

/** Whether its answer hangs on what was run before: what the store tells of itself, and the count of variants that were tried. */
const isOfRuns = ({ reads, name }: Operation): boolean => reads === 'store' || name === 'study';

const isForHere = ({ operation, format }: Call, cost: number): boolean =>
  operation.access === 'admin' || operation.reads !== 'series' || (format === undefined && cost <= HERE_MS);

const urgencyOf = (cost: number): Urgency => (cost <= QUICK_MS ? 'quick' : cost <= STUDY_MS ? 'study' : 'long');

function factsOf({ series, store, data, today, version, program, dataOption }: Context) {
  return {
    source: series.description,
    store: store?.place,
    storePlace: data.storePlace,
    now: data.now(),
    today,
    version,
    program,
    dataOption,
  };
}
