import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { StudyOutput } from '../../../src/contract/study.ts';
import { operation } from '../../api/client.ts';
import type { Question } from './lab-question.ts';

export interface Running {
  readonly output: StudyOutput | undefined;
  readonly error: Error | null;
  /** Seconds since it was asked; null where nothing runs. */
  readonly seconds: number | null;
  readonly stop: () => void;
  readonly again: () => void;
}

const NOTHING: Question = { when: '', then: [] };

/** A study as it is asked of the server; it can be stopped. */
export function useStudy(question: Question | undefined): Running {
  const client = useQueryClient();
  const options = operation('study', question ?? NOTHING);
  // What has been seen stays: the server would count the same question anew as one that it knows.
  const { data, error, isFetching, refetch } = useQuery({ ...options, enabled: question !== undefined, retry: false, staleTime: 300_000 });
  const seconds = useSeconds(isFetching && data === undefined);
  return {
    output: question === undefined ? undefined : (data as StudyOutput | undefined),
    error: question === undefined ? null : error,
    seconds,
    stop: () => void client.cancelQueries({ queryKey: options.queryKey }),
    again: () => void refetch(),
  };
}

function useSeconds(isRunning: boolean): number | null {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!isRunning) return;
    setSeconds(0);
    const began = performance.now();
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - began) / 1000)), 250);
    return () => clearInterval(timer);
  }, [isRunning]);
  return isRunning ? seconds : null;
}
