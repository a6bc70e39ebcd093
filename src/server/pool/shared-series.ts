import type { Context } from '../../app/context.ts';

type Provider = Context['series'];
type Series = Awaited<ReturnType<Provider['load']>>;
type Numbers = Int32Array | Float64Array;

/** Series as they were loaded under one version of the data, in memory that all threads see. */
export interface SharedSeries {
  /** The provider, each of its series loaded once for each version of the data. */
  over(provider: Provider, version: string): Provider;
}

/** Keeps what is loaded until the data change. */
export function sharedSeries(): SharedSeries {
  const kept = { version: '', ids: undefined as Promise<readonly string[]> | undefined, series: new Map<string, Promise<Series>>() };
  return {
    over(provider, version) {
      if (kept.version !== version) Object.assign(kept, { version, ids: undefined, series: new Map() });
      const { series } = kept;
      return {
        get description() {
          return provider.description;
        },
        async ids() {
          kept.ids ??= provider.ids();
          return kept.ids.catch((error) => {
            kept.ids = undefined;
            throw error;
          });
        },
        load(id) {
          const known = series.get(id) ?? provider.load(id).then(inSharedMemory);
          series.set(id, known);
          // What failed is asked again.
          known.catch(() => series.delete(id));
          return known;
        },
      };
    },
  };
}

/** A series over memory that threads share, so that handing it to one copies nothing. */
function inSharedMemory(series: Series): Series {
  const { dates, values, knownAt, schedule, versions, cycle } = series;
  return {
    ...series,
    dates: shared(dates),
    values: shared(values),
    knownAt: shared(knownAt),
    schedule: { ...schedule, dates: shared(schedule.dates), closes: shared(schedule.closes) },
    ...(versions && { versions: { dates: shared(versions.dates), values: shared(versions.values), knownAt: shared(versions.knownAt) } }),
    ...(cycle && { cycle: { ...cycle, dates: shared(cycle.dates) } }),
  };
}

/** Copies that were made, by what they are copies of: calendars are the same arrays in many series. */
const copies = new WeakMap<Numbers, Numbers>();

function shared<T extends Numbers>(numbers: T): T {
  if (numbers.buffer instanceof SharedArrayBuffer) return numbers;
  const known = copies.get(numbers);
  if (known) return known as T;
  const buffer = new SharedArrayBuffer(numbers.byteLength);
  const copy = numbers instanceof Int32Array ? new Int32Array(buffer) : new Float64Array(buffer);
  copy.set(numbers);
  copies.set(numbers, copy);
  return copy as T;
}
