import { addSpan, DAY_MS, parseCivilDate, type Span } from '../../../src/core/calendar/civil-date.ts';
import type { Series } from '../../../src/core/series/series.ts';
import type { LedgerWorld } from './ledger-world.ts';

/** Minutes past midnight at which the monthly sealing is made. */
const AT = 9 * 60 * 60_000;

/** Lives through years: on each date of a step the store is fed, what is due is scored, what is open is sealed. */
export async function replay(
  world: LedgerWorld,
  series: readonly Series[],
  { from, to, every }: { readonly from: string; readonly to: string; readonly every: Span },
): Promise<void> {
  const [first, last] = [parseCivilDate(from) as number, parseCivilDate(to) as number];
  for (let day = first, step = 1; day <= last; day = addSpan(first, { ...every, count: every.count * step }), step++) {
    world.now = day * DAY_MS + AT;
    await world.feed(series);
    await world.score();
    await world.seal();
  }
}
