import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { spaceDesk } from '../../../src/app/space-desk.ts';
import type { AuditRecord, InSpace, MemberRole } from '../../../src/app/spaces.ts';
import { storedSeries } from '../../../src/app/stored-series.ts';
import type { ServeOptions } from '../../../src/server/serve.ts';
import type { ServedSpaces } from '../../../src/server/spaces/spaces.ts';
import { spaceTokenCheck, spaceTokenKeeper } from '../../../src/server/tokens/space-tokens.ts';
import { openDuckStore } from '../../../src/store/duckdb/store.ts';
import { openKeeper } from '../../../src/store/postgres/spaces/keeper.ts';
import { makeLogin } from '../../../src/store/postgres/spaces/logins.ts';
import { openPostgresStore } from '../../../src/store/postgres/store.ts';
import type { Store } from '../../../src/store/store.ts';
import { storeFiles } from '../../../src/store/store-files.ts';
import { shipped } from '../../app/shipped.ts';
import { addition, daily } from '../../store/made-up-additions.ts';
import { serving } from '../serving.ts';

/** What only the space beta holds has this in its name, whatever it is. */
export const SECRET = /secret/i;

const now = shipped.data.now;
const GENESIS = '0'.repeat(64);

/** A database with the spaces alpha and beta, and how each is entered. Closed with the test. */
export async function teamIn(url: string) {
  const stores = new Map<string, Promise<Store>>();
  const storeOf = ({ space, mayAdd }: InSpace): Promise<Store> => {
    const key = `${space} ${mayAdd}`;
    const files = storeFiles((path) => openDuckStore(path, { now }));
    const store = stores.get(key) ?? openPostgresStore({ url, space, now, files, role: mayAdd ? 'worker' : 'reader' });
    stores.set(key, store);
    return store;
  };
  const alpha = await storeOf({ space: 'alpha', mayAdd: true });
  const beta = await storeOf({ space: 'beta', mayAdd: true });
  const keeper = openKeeper({ url, role: 'keeper' });
  onTestFinished(async () => {
    for (const store of stores.values()) await (await store).close();
    await keeper.close();
  });
  const who = 'the owner';
  const desk = spaceDesk({ keeper, makeLogin: (wanted) => makeLogin(url, wanted), who, now });
  for (const { name } of [{ name: 'alpha' }, { name: 'beta' }]) await keeper.addSpace({ name, title: '', createdAt: now() });
  await fill(alpha, 'plain');
  await fill(beta, 'secret');
  const served: ServedSpaces = {
    tokens: spaceTokenCheck(keeper, now),
    keepAudit: keeper.keepAudit,
    async openContext(watch, at) {
      const store = await storeOf(at);
      const audit = async (filter: Parameters<typeof keeper.audit>[1]) => ({
        space: at.space,
        records: await keeper.audit(at.space, filter),
      });
      const data = { ...shipped.data, storePlace: store.place, openStore: async () => store, audit };
      return { ...shipped, ...watch, store, series: storedSeries(store), data };
    },
  };
  return {
    ...{ alpha, beta, keeper, desk, served },
    /** A member with a token that goes as far as they may. */
    async enter(space: string, name: string, role: MemberRole): Promise<string> {
      await desk.addMember(space, { name, role });
      return spaceTokenKeeper(keeper, { space, who, now }).add({ name, member: name });
    },
    tokens: (space: string) => spaceTokenKeeper(keeper, { space, who, now }),
    audit: (space: string): Promise<readonly AuditRecord[]> => keeper.audit(space, { limit: 100_000 }),
    /** A server of this team; it names files of a folder, for what each space may. */
    async serve(options: Partial<ServeOptions> = {}) {
      const files = mkdtempSync(join(tmpdir(), 'harbinger-team-'));
      onTestFinished(() => rmSync(files, { recursive: true }));
      return { ...(await serving({ files, ...options }, { spaces: served })), files };
    },
  };
}

/** Something in every table that tells of what a team does, named by a word. */
async function fill(store: Store, word: string): Promise<void> {
  const rows = daily(600, 19_000, (i) => 100 + (i % 17)).map(([date, value, known]) => [date, value, known] as const);
  for (const id of ['RUT', 'BTC', word.toUpperCase()]) await store.add(addition(id, rows, { definition: { title: `${word} of ${id}` } }));
  const run = { id: `${word}-run-0001`, at: now(), operation: 'study', input: { when: word }, asOf: null, dataHash: 'ab', version: '1' };
  const verdict = { pack: 'study', claim: word, verdict: 'nothing', p: null, triggerSeries: 'RUT', target: 'BTC', question: word };
  await store.recordRun({ ...run, result: { word }, verdicts: [verdict] });
  await store.saveMapping({ signature: word, mapping: { column: word }, savedAt: now() });
  await store.appendLedger([{ sequence: 1, text: word, hash: 'h', previous: GENESIS, recordedAt: now() }], { entries: 0, hash: GENESIS });
  const transition = {
    id: `${word}-t`,
    rule: word,
    history: 1,
    kind: 'fires',
    at: now() - 5,
    noticedAt: now(),
    date: 19_500,
    withheld: null,
    facts: { word },
  };
  const delivery = { id: `${word}-d`, rule: word, sink: word, createdAt: now(), message: { text: word } };
  const steps = { transitions: [transition], deliveries: [delivery] };
  await store.alerts.begin(
    { rule: word, version: 'v', definition: { word }, begunAt: now() - 9 },
    { word, isClosed: true, alert: { trouble: null } },
    steps,
  );
  await store.alerts.recordAttempts([{ delivery: delivery.id, at: now(), outcome: 'failed', failures: 1, detail: word, nextAt: null }]);
  await store.alerts.silence({ id: `${word}-s`, rule: word, from: now(), until: now() + 9e8, why: word, who: word, recordedAt: now() });
}
