import type { Recorded } from '../../core/quality/partial-bar.ts';
import type { Second } from '../../core/quality/second.ts';
import type { Series } from '../../core/series/series.ts';
import { newestOf } from '../../core/series/versions.ts';
import { ProviderError } from '../../providers/provider.ts';
import type { Store } from '../../store/store.ts';
import type { Context } from '../context.ts';

/** How many of the last pulls are looked at for bars that were stored too early. */
const PULLS = 20;

/** The adjusted closes of a series; undefined where it has none. */
export async function adjustedOf(id: string, { series }: Context): Promise<Series | undefined> {
  if (id.endsWith('.adj')) return undefined;
  try {
    return await series.load(`${id}.adj`);
  } catch (error) {
    // Adjusted closes that cannot be read stand in the list when they are asked for by their own id.
    if (error instanceof ProviderError) return undefined;
    throw error;
  }
}

/** What is to be held against a series: another series by name, and what second sources said when it was pulled. */
export async function secondsOf(id: string, against: Series | undefined, { store }: Context): Promise<Second[]> {
  const named: Second[] = against ? [{ name: against.id, dates: against.dates, values: against.values }] : [];
  const heard = store ? await store.secondOpinions(id) : [];
  return [...named, ...heard.map(({ source, dates, values }) => ({ name: source, dates, values }))];
}

/** The last observation as it stood after each of the last pulls, oldest first, and as it stands now. */
export async function recordingsOf(series: Series, now: number, { store }: Context): Promise<Recorded[]> {
  const stored = store ? await recordingsInStore(series.id, store) : [];
  const last = series.dates.length - 1;
  if (last < 0) return stored;
  return [...stored, { at: now, date: series.dates[last] as number, value: series.values[last] as number }];
}

async function recordingsInStore(id: string, store: Store): Promise<Recorded[]> {
  const pulls = (await store.pulls({ series: id, limit: PULLS })).filter(({ outcome }) => outcome === 'stored').toReversed();
  const recordings: Recorded[] = [];
  for (const [i, { at }] of pulls.entries()) {
    // What a pull left stands until the next one.
    const next = pulls[i + 1]?.at;
    const { dates, values } = newestOf(await store.versions(id, next === undefined ? {} : { recordedBy: next - 1 }));
    const last = dates.length - 1;
    if (last >= 0) recordings.push({ at, date: dates[last] as number, value: values[last] as number });
  }
  return recordings;
}
