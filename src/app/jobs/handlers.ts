import { ProviderError } from '../../providers/provider.ts';
import { StoreError } from '../../store/store.ts';
import { CallerError } from '../context.ts';
import { describeFailure } from '../failure.ts';
import type { Operation } from '../operation.ts';
import { operations } from '../registry.ts';
import type { HandledJob, Handling, JobHandler, JobHandlers } from './handler.ts';
import { isForWorkers } from './job-for.ts';
import { notifyHandler, type WatchJobWorld, watchHandler } from './watch-jobs.ts';

/** An operation as a job asks for it. */
export interface JobCall extends Handling {
  readonly operation: Operation;
  readonly input: unknown;
  readonly space: string;
}

/** What handlers need of the world. */
export interface JobWorld extends WatchJobWorld {
  /** Carries out an operation over a space, so that this thread stays free for signs of life; its run is kept under the job's id. */
  execute(call: JobCall): Promise<HandledJob>;
  /** What computes blocks of a scan that is spread, where this worker can. */
  readonly computeBlocks?: JobHandler<'scan-block'> | undefined;
}

/** The handlers of a worker. */
export function jobHandlers(world: JobWorld): JobHandlers {
  const { execute, computeBlocks } = world;
  return {
    study: async ({ operation, input, space }, handling) => execute({ ...handling, operation: studyNamed(operation), input, space }),
    pull: ({ input, space }, handling) => execute({ ...handling, operation: operationNamed('pull'), input, space }),
    scan: ({ input, space }, handling) => execute({ ...handling, operation: operationNamed('scan'), input, space }),
    score: ({ space }, handling) => execute({ ...handling, operation: operationNamed('forecast score'), input: {}, space }),
    watch: watchHandler(world),
    notify: notifyHandler(world),
    ...(computeBlocks && { 'scan-block': computeBlocks }),
  };
}

function operationNamed(name: string): Operation {
  const operation = operations.find((one) => one.name === name);
  if (operation) return operation;
  throw new CallerError(`this version has no operation ${name}`);
}

/** An operation that a study may be: a payload opens no way round what an operation demands of its caller. */
function studyNamed(name: string): Operation {
  const operation = operationNamed(name);
  if (isForWorkers(operation)) return operation;
  throw new CallerError(`${name} is not done by workers: ask it where the store is looked after`);
}

/** Whether a job that fails so would fail again: then it is answered with the error, and not tried once more. */
export function isFinal(error: unknown): boolean {
  if (error instanceof ProviderError) return !error.retryable;
  if (isOfAnotherVersion(error)) return false;
  if (error instanceof StoreError) return error.kind !== 'busy' && error.kind !== 'refused';
  return describeFailure(error).code === 'caller';
}

/** Whether a job fails here alone: another worker may be of the version that it takes. */
export const isOfAnotherVersion = (error: unknown): boolean => error instanceof StoreError && error.kind === 'newer';
