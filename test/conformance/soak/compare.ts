import { formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import type { Store } from '../../../src/store/store.ts';
import type { MadeSeries } from './sixty-series.ts';

/** What the store has of a series beside what it should have: `whole`, `absent`, or the first wrong or missing row in words. */
export async function comparedWith(store: Store, { expected }: MadeSeries): Promise<string> {
  const held = await Promise.all([...expected].map(async ([id, rows]) => ({ id, rows, versions: await store.versions(id) })));
  const [first] = held;
  if (first?.versions.dates.length === 0) return 'absent';
  for (const { id, rows, versions } of held) {
    for (const [i, [day, value]] of rows.entries()) {
      if (versions.dates[i] !== day || versions.values[i] !== value) {
        const found = versions.dates[i] === undefined ? 'nothing' : `${formatCivilDate(versions.dates[i])} ${versions.values[i]}`;
        return `${id}: ${formatCivilDate(day)} ${value} should be there, found ${found}`;
      }
    }
    if (versions.dates.length > rows.length) return `${id}: ${versions.dates.length - rows.length} rows too many`;
  }
  return 'whole';
}
