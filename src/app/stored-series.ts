import { formatCount } from '../contract/format.ts';
import { hasHistory, newestOf } from '../core/series/versions.ts';
import { buildSeries } from '../providers/build-series.ts';
import { descriptionSchema } from '../providers/catalogue.ts';
import { ProviderError, type SeriesProvider } from '../providers/provider.ts';
import type { Store } from '../store/store.ts';

const ADJUSTED = '.adj';

/** The store as a source of series: the newest values, with every version that they had. */
export function storedSeries(store: Store): SeriesProvider {
  return {
    description: `the store (${store.place})`,
    async ids() {
      return (await store.ids()).filter((id) => !id.endsWith(ADJUSTED));
    },
    async load(id) {
      const versions = await store.versions(id);
      if (versions.dates.length === 0) {
        throw new ProviderError(`no series ${id} in the store (${store.place})`, { provider: 'store', kind: 'not-found', request: id });
      }
      const newest = newestOf(versions);
      const left = new Set(versions.dates).size - newest.dates.length;
      const notes = left === 0 ? [] : [`${formatCount(left, 'date')} added to the past long after later ones left out.`];
      const series = buildSeries(
        { ...newest, notes },
        { id, entry: descriptionSchema.parse(await store.definition(id)), place: store.place },
      );
      return hasHistory(versions) ? { ...series, versions } : series;
    },
  };
}
