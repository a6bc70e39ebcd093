import { fileURLToPath } from 'node:url';
import type { Context } from '../src/app/context.ts';
import { makeSchedule } from '../src/core/calendar/calendars.ts';
import { namesIn, packs, readPack } from '../src/disk.ts';
import { csvFolder } from '../src/providers/file/provider.ts';

const today = Math.floor(Date.now() / 86_400_000);
const path = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** The table that ships, without a store. */
export const shipped = {
  series: csvFolder(path('reference'), { today }),
  packs: () => namesIn(packs, '.yaml'),
  readPack,
  data: { now: () => Date.now() },
  ...{ onProgress: () => {}, confirm: async () => false, today, version: '0.0.0', program: 'harbinger', dataOption: '' },
} as unknown as Context;

/** Two made-up daily series of so many observations, X and Y. */
export function daily(observations: number): Context {
  const dates = Int32Array.from({ length: observations }, (_, i) => today - observations + i);
  const values = Float64Array.from(dates, (_, i) => 100 * Math.exp(0.0002 * i + 0.3 * Math.sin(i / 90) + 0.1 * Math.sin(i * i)));
  const knownAt = Float64Array.from(dates, (day) => (day + 1) * 86_400_000);
  const schedule = makeSchedule('utc-daily', dates);
  const made = {
    title: 'made up',
    unit: 'points',
    calendar: 'utc-daily' as const,
    dates,
    values,
    knownAt,
    schedule,
    source: 'made up',
    notes: [],
  };
  return { ...shipped, series: { description: 'made up', ids: async () => ['X', 'Y'], load: async (id) => ({ id, ...made }) } };
}
