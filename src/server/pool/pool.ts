import type { Context } from '../../app/context.ts';
import type { Operation } from '../../app/operation.ts';
import { keepRun } from '../../app/record-run.ts';
import { estimateCost } from '../cost.ts';
import type { Answer, Call, Execute } from '../execute.ts';
import { executeHere, type Watch } from '../execute-here.ts';
import { type DataVersion, shortHash } from './data-version.ts';
import { openLine, type Urgency } from './line.ts';
import { keptQuestions } from './questions.ts';
import { type SharedSeries, sharedSeries } from './shared-series.ts';
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

/** How the calls of one face are carried out. */
export interface Manner {
  /** After what is asked by others. */
  readonly isBackground?: boolean;
  /** Contexts of one scope tell the same series in the same words, so that each is loaded once for all of them. */
  readonly scope?: string;
  /** How long one may compute; by default what the pool allows. Infinity: as long as it takes. */
  readonly timeMs?: number;
  /** Whether scans are shared out to workers, where the context can. */
  readonly spreads?: boolean;
}

/** Other data than the pool's own: contexts over them, a name for their scope, and their version. */
export interface Place {
  openContext(watch: Watch): Promise<Context>;
  readonly scope: string;
  readonly data: DataVersion;
}

/** Carries out operations so that the thread which listens to the network stays free. */
export interface Pool {
  readonly execute: Execute;
  /** The same threads over other contexts, or in another manner. */
  over(openContext: PoolOptions['openContext'], manner?: Manner): Execute;
  /** The same threads over other data. */
  at(place: Place): Execute;
  /** Milliseconds that a call would compute, before it does. */
  estimateCost(operation: Operation, input: unknown, place?: Place): Promise<number>;
  /** Changes whenever any answer could; for an operation, also when what the store keeps of runs changes its answer. */
  dataVersion(operation?: Operation, place?: Pick<Place, 'data'>): Promise<string>;
  /** Told of a question that another process has kept, by a name that is the same each time; undefined: some may have been missed. */
  hear(question: string | undefined): void;
  state(): { readonly waiting: number; readonly running: number; readonly lost: number };
  close(): Promise<void>;
}

/** What is estimated to take less is done where it is asked, as handing it over would take as long. */
const HERE_MS = 5;
const QUICK_MS = 50;
const STUDY_MS = 2000;

/** Scopes whose series are held in memory at once. */
const MOST_SCOPES = 16;

/** Series that are held in memory, by the scope that they are of. */
function seriesByScope(): (scope: string) => SharedSeries {
  const scopes = new Map<string, SharedSeries>();
  return (scope) => {
    const known = scopes.get(scope) ?? sharedSeries();
    scopes.delete(scope);
    scopes.set(scope, known);
    // Whose scope was not asked for longest loads anew.
    for (const oldest of scopes.keys()) if (scopes.size > MOST_SCOPES) scopes.delete(oldest);
    return known;
  };
}

/** Starts a pool of threads over the data. */
export function startPool({ openContext, data, threads: count, limits: given = {}, mostWaiting = 200 }: PoolOptions): Pool {
  const limits = { ...DEFAULT_LIMITS, ...given };
  const threads = startThreads({ count, limits });
  const line = openLine<ThreadAnswer>({ places: count, placesForLong: Math.max(1, count - 1), mostWaiting });
  const questions = keptQuestions();
  const seriesOf = seriesByScope();

  function note({ operation, input }: Call, { store }: Context): void {
    if (store) questions.hear(shortHash([operation.name, input, store.place]));
  }

  /** What writes, and what is done in no time. */
  async function performHere(call: Call, context: Context, written: DataVersion): Promise<Answer> {
    const mayWrite = call.operation.access === 'admin';
    try {
      return await executeHere(async () => context)(call);
    } finally {
      if (mayWrite) written.renew();
      if (mayWrite) questions.hear(undefined);
      else if (call.operation.access === 'run') note(call, context);
    }
  }

  /** A context over series that are loaded once, and the version of the data that they belong to. */
  async function openOver({ openContext: open, scope, data }: Place, watch: Watch): Promise<{ context: Context; version: string }> {
    const version = await data.current();
    const opened = await open(watch);
    return { version, context: { ...opened, series: seriesOf(scope).over(opened.series, version) } };
  }

  const own: Place = { openContext, scope: '', data };

  function carryOutAt(place: Place, { isBackground = false, timeMs = limits.timeMs, spreads = false }: Manner = {}): Execute {
    return async (call) => {
      const { operation, input, format, signal, onProgress = () => {}, caller = '' } = call;
      signal?.throwIfAborted();
      const { context, version } = await openOver(place, { onProgress, signal, confirm: async () => false });
      const cost = await estimateCost(operation, input, context);
      signal?.throwIfAborted();
      if (isForHere(call, cost)) return performHere(call, context, place.data);
      const task = {
        operation: operation.name,
        input,
        format,
        dataVersion: `${place.scope} ${version}`,
        facts: { ...factsOf(context), spreads },
      };
      const { record, result, ending, rendered } = await line.enter({
        ...{ caller, signal, urgency: isBackground ? 'background' : urgencyOf(cost) },
        start: () => threads.run(task, context, { signal, timeMs }),
      });
      await keepRun(context, { operation, input, result, record });
      if (record) note(call, context);
      return { result, ending, rendered };
    };
  }

  return {
    execute: carryOutAt(own),
    over: (open, manner = {}) => carryOutAt({ openContext: open, scope: manner.scope ?? '', data }, manner),
    at: carryOutAt,
    async estimateCost(operation, input, place = own) {
      const { context } = await openOver(place, { onProgress: () => {}, confirm: async () => false });
      return estimateCost(operation, input, context);
    },
    async dataVersion(operation, { data } = own) {
      const version = await data.current();
      return operation && isOfRuns(operation) ? shortHash([version, questions.state()]) : version;
    },
    hear: questions.hear,
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
