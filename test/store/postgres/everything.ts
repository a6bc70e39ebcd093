import { GENESIS } from '../../../src/store/ledger.ts';
import type { RunRecord, Store } from '../../../src/store/store.ts';
import { addition, daily, madeUpPull } from '../made-up-additions.ts';

const DAY_MS = 86_400_000;

/** Puts something into every table of a store, with what is hard to carry: no value, odd characters, early and late dates, small and large numbers. */
export async function fillEverything(store: Store, now: () => number): Promise<void> {
  const odd = 'Jürgen "🐻"\n\\ tab\t; \u0001 end';
  const values = [0, -0.1, 1 / 3, 5e-324, 1.7976931348623157e308, -1e21, 123_456_789.123_456_79];
  const rows = values.map(
    (value, i) => [-700_000 + 190_000 * i, value, Math.min((-700_000 + 190_000 * i + 1) * DAY_MS + i, now())] as const,
  );
  await store.add(
    addition(
      'ODD.adj',
      rows.map((row) => [...row]),
      { pull: madeUpPull('ODD.adj', { id: 'pull-odd', at: now(), etag: null, notes: [odd], since: -5 }) },
    ),
  );
  for (const id of ['RUT', 'ÄÖ']) {
    await store.add(
      addition(id, daily(700, 12_000), { pull: madeUpPull(id, { id: `pull-${id}`, at: now(), etag: odd, bytes: 5_000_000_000 }) }),
    );
    const second = { source: odd, dates: Int32Array.of(12_000, 12_001), values: Float64Array.of(1.5, 2.5) };
    await store.add(
      addition(
        id,
        daily(3, 12_000, () => 7).map(([date, value, known]) => [date, value, known + 9 * DAY_MS]),
        { second, pull: madeUpPull(id, { id: `again-${id}`, at: now() }) },
      ),
    );
  }
  await store.recordPull(madeUpPull('BTC', { id: 'pull-failed', at: now(), outcome: 'failed', notes: ['no'] }));
  const verdict = { pack: 'study', claim: odd, verdict: 'too few events', p: null, triggerSeries: 'RUT', target: 'BTC', question: 'q' };
  const run: RunRecord = {
    ...{ id: 'run-1', at: now(), operation: 'study', input: { when: odd }, asOf: null, dataHash: 'ab', version: '1' },
    ...{ result: { p: 1 / 3, list: [null, odd] }, verdicts: [verdict, { ...verdict, p: 0.1 + 0.2 }] },
  };
  await store.recordRun(run);
  await store.recordRun({ ...run, id: 'run-2', asOf: -3, verdicts: [] });
  await store.saveMapping({ signature: 's', mapping: { column: odd }, savedAt: now() });
  await store.appendLedger([{ sequence: 1, text: odd, hash: 'h', previous: GENESIS, recordedAt: now() }], { entries: 0, hash: GENESIS });
  await fillAlerts(store, { now: now(), odd });
}

async function fillAlerts({ alerts }: Store, { now, odd }: { now: number; odd: string }): Promise<void> {
  const transition = {
    ...{ id: 't1', rule: 'r', history: 1, kind: 'fires', at: now - 5, noticedAt: now, date: 12_345, withheld: null, facts: { odd } },
  };
  const delivery = { id: 'd1', rule: 'r', sink: 'desk', createdAt: now, message: { text: odd } };
  await alerts.begin({ rule: 'r', version: 'v', definition: { odd }, begunAt: now - 9 }, { on: true }, { transitions: [], deliveries: [] });
  const steps = {
    transitions: [transition, { ...transition, id: 't2', withheld: odd }],
    deliveries: [delivery, { ...delivery, id: 'd2' }],
  };
  await alerts.add({ rule: 'r', history: 1, from: 1, state: { on: false }, ...steps }, now);
  await alerts.recordAttempts([{ delivery: 'd1', at: now, outcome: 'failed', failures: 1, detail: odd, nextAt: now + 1 }]);
  await alerts.recordAttempts([{ delivery: 'd1', at: now + 1, outcome: 'delivered', failures: 1, detail: '', nextAt: null }]);
  await alerts.silence({ id: 's1', rule: '*', from: now, until: now + DAY_MS, why: odd, who: 'me', recordedAt: now });
}
