import { shownAddress } from '../store/postgres/address.ts';
import { told } from '../store/postgres/asking.ts';
import { connectionsInUse, openPool } from '../store/postgres/connection.ts';
import { dataState } from '../team/data-state.ts';
import { teamFigures } from '../team/figures.ts';
import { sharedLimits } from '../team/limits.ts';
import { openNotices } from '../team/notices.ts';
import type { Settings } from './settings.ts';

/** So long a server waits for what it asks beside its answers: being counted, being seen. */
const SOON_MS = 2000;

/** Joins the servers over one database: what they count, hear and show together. @throws StoreError where it cannot be reached, or refuses. */
export async function joinReplicas({ store: url, space }: Settings, onTrouble: (message: string) => void) {
  const place = shownAddress(url, space);
  const tables = openPool({ url, space, role: 'worker', max: 4, name: 'harbinger serve', waitMs: SOON_MS });
  // Two: the one that listens is never given back while it lives, and another takes its place.
  const heard = openPool({ url, max: 2, name: 'harbinger serve notices', waitMs: SOON_MS });
  const asked = <T>(question: () => Promise<T>): Promise<T> => told(question, place);
  const end = () => Promise.allSettled([tables.end(), heard.end()]);
  const notices = await asked(() => openNotices({ pool: heard, onTrouble })).catch(async (error: unknown) => {
    await end();
    throw error;
  });
  return {
    space,
    openCounter: sharedLimits({ pool: tables, onTrouble }),
    listen: notices.listen,
    dataState: (one: string) => asked(async () => `${place} ${one} ${await dataState(tables, one)}`),
    check: () => asked(async () => void (await tables.query('SELECT 1'))),
    figures: { ...teamFigures({ query: (text) => asked(() => tables.query(text)) }), connections: connectionsInUse },
    async close() {
      await notices.close();
      await end();
    },
  };
}
