import { onTestFinished } from 'vitest';
import type { Context } from '../../../src/app/context.ts';
import type { Operation } from '../../../src/app/operation.ts';
import { operations } from '../../../src/app/registry.ts';
import { makeSchedule } from '../../../src/core/calendar/calendars.ts';
import type { Series } from '../../../src/core/series/series.ts';
import { ProviderError, type SeriesProvider } from '../../../src/providers/provider.ts';
import type { Watch } from '../../../src/server/execute-here.ts';
import { watchData } from '../../../src/server/pool/data-version.ts';
import { type Pool, type PoolOptions, startPool } from '../../../src/server/pool/pool.ts';
import { shipped } from '../../app/shipped.ts';

export const operationNamed = (name: string): Operation => operations.find((operation) => operation.name === name) as Operation;

/** A pool over a context, ended with the test. */
export function poolOver(context: Context, options: Partial<PoolOptions> = {}): Pool {
  const openContext = async (watch: Partial<Watch>): Promise<Context> => ({ ...context, ...watch });
  const data = watchData({ openContext: () => openContext({}), folders: [], now: () => Date.now() });
  const pool = startPool({ openContext, data, threads: 2, ...options });
  onTestFinished(() => pool.close());
  return pool;
}

/** The shipped packs over one made-up daily series X of so many observations. */
export function withMadeUpSeries(observations: number): Context {
  const last = shipped.today - 1;
  const dates = Int32Array.from({ length: observations }, (_, i) => last - observations + 1 + i);
  const values = Float64Array.from(dates, (_, i) => 100 * Math.exp(0.0002 * i + 0.3 * Math.sin(i / 90) + 0.1 * Math.sin(i * i)));
  const knownAt = Float64Array.from(dates, (day) => (day + 1) * 86_400_000);
  const x: Series = {
    ...{ id: 'X', title: 'Made up', unit: 'points', calendar: 'utc-daily', source: 'made up', notes: [] },
    ...{ dates, values, knownAt, schedule: makeSchedule('utc-daily', dates) },
  };
  return { ...shipped, series: providerOf(x) };
}

function providerOf(x: Series): SeriesProvider {
  return {
    description: 'a made-up series',
    ids: async () => ['X'],
    async load(id) {
      if (id === 'X') return x;
      throw new ProviderError(`no series ${id}`, { provider: 'made up', kind: 'not-found', request: id });
    },
  };
}
