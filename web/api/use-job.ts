import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { type LongOperation, runJob, stopJob, type Told } from './jobs.ts';
import type { OperationName, ResultOf } from './operations.ts';

/** As long as the server keeps what a job gave, in milliseconds. */
const KEPT = 900_000;

export interface RunningJob<Name extends OperationName> {
  readonly result: ResultOf<Name> | undefined;
  readonly error: Error | null;
  readonly isRunning: boolean;
  /** What it told last while it runs. */
  readonly told: Told | undefined;
  readonly stop: () => void;
  readonly again: () => void;
}

/** A long operation as a job of the server: how it goes, and what it gives. Undefined asks nothing. */
export function useJob<Name extends OperationName>(job: LongOperation<Name> | undefined): RunningJob<Name> {
  const client = useQueryClient();
  const queryKey = ['job', job] as const;
  const toldKey = ['told', job] as const;
  const { data, error, isFetching, refetch } = useQuery({
    queryKey,
    enabled: job !== undefined,
    ...{ retry: false, staleTime: Number.POSITIVE_INFINITY, gcTime: KEPT, refetchOnReconnect: false },
    async queryFn({ signal }) {
      client.setQueryData(toldKey, null);
      const result = await runJob(job as LongOperation<Name>, { signal, onTold: (told) => client.setQueryData(toldKey, told) });
      return result as ResultOf<Name>;
    },
  });
  const { data: told } = useQuery<Told | null>({ queryKey: toldKey, queryFn: skipToken, gcTime: KEPT });
  return {
    result: job === undefined ? undefined : (data as ResultOf<Name> | undefined),
    error: job === undefined || isFetching ? null : error,
    isRunning: isFetching && data === undefined,
    told: told ?? undefined,
    stop: () => {
      if (job !== undefined) void stopJob(job).catch(() => {});
      void client.cancelQueries({ queryKey });
    },
    again: () => void refetch(),
  };
}
