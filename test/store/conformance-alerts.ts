import { describe, expect, it } from 'vitest';
import type { AlertTransition, Delivery, DeliveryAttempt } from '../../src/store/alerts.ts';
import type { Bed } from './bed.ts';

const NOTHING = { transitions: [], deliveries: [] };
const begun = (rule: string, version: string, begunAt = 1000) => ({ rule, version, begunAt, definition: { title: 'it’s "so"' } });

const transition = (id: string, more: Partial<AlertTransition> = {}): AlertTransition => ({
  ...{ id, rule: 'a', history: 1, kind: 'firing', at: 1000, noticedAt: 2000, date: 20_000, withheld: null, facts: { reading: 1.5 } },
  ...more,
});
const delivery = (id: string, sink = 'desk', createdAt = 2000): Delivery => ({ id, rule: 'a', sink, createdAt, message: { text: id } });
const attempt = (id: string, outcome: DeliveryAttempt['outcome'], at: number, nextAt: number | null = null): DeliveryAttempt => ({
  ...{ delivery: id, at, outcome, failures: 1, detail: 'why', nextAt },
});

/** What every store must do for alerts. */
export function describeAlerts(bed: Bed): void {
  describe('alerts', () => {
    it('have one newest state for each rule, that of the newest history', async () => {
      const { alerts } = bed.store;
      expect(await alerts.begin(begun('b', 'v1'), { n: 0 }, NOTHING)).toBe(1);
      await alerts.add({ rule: 'b', history: 1, from: 1, state: { n: 1 }, ...NOTHING }, 1500);
      expect(await alerts.begin(begun('a', 'v1'), { n: 5 }, NOTHING)).toBe(1);
      expect(await alerts.begin(begun('b', 'v2', 3000), { n: 2 }, NOTHING)).toBe(2);
      expect(await alerts.current()).toEqual([
        { ...begun('a', 'v1'), history: 1, revision: 1, state: { n: 5 }, recordedAt: 1000 },
        { ...begun('b', 'v2', 3000), history: 2, revision: 1, state: { n: 2 }, recordedAt: 3000 },
      ]);
    });

    it('keep state, steps and messages of an evaluation together, or none of them', async () => {
      const { alerts } = bed.store;
      await alerts.begin(begun('a', 'v1'), { n: 0 }, NOTHING);
      const addition = {
        rule: 'a',
        history: 1,
        from: 1,
        state: { n: 1 },
        transitions: [transition('t1')],
        deliveries: [delivery('t1-desk')],
      };
      await alerts.add(addition, 2000);
      expect(await alerts.transitions()).toEqual([transition('t1')]);
      await expect(alerts.add(addition, 2500)).rejects.toThrow('evaluated by somebody else');
      // The same step under a later revision: its id is taken, so that nothing of the addition stays.
      await expect(alerts.add({ ...addition, from: 2, state: { n: 9 }, deliveries: [delivery('t2-desk')] }, 2500)).rejects.toThrow();
      expect(await alerts.current()).toMatchObject([{ revision: 2, state: { n: 1 } }]);
      expect(await alerts.waiting()).toEqual([{ ...delivery('t1-desk'), last: null }]);
    });

    it('list steps newest first, of one rule or of all', async () => {
      const { alerts } = bed.store;
      const ended = [
        transition('t1'),
        transition('t2', { kind: 'resolved' }),
        transition('t3', { rule: 'b', noticedAt: 3000, withheld: 'silence' }),
      ];
      await alerts.begin(begun('a', 'v1'), {}, { ...NOTHING, transitions: ended });
      expect((await alerts.transitions()).map(({ id }) => id)).toEqual(['t3', 't2', 't1']);
      expect((await alerts.transitions({ rule: 'a', limit: 1 })).map(({ id }) => id)).toEqual(['t2']);
    });

    it('tell of a message what became of it last', async () => {
      const { alerts } = bed.store;
      const all = ['m1', 'm2', 'm3', 'm4'].map((id, i) => delivery(id, 'desk', 2000 + i));
      await alerts.begin(begun('a', 'v1'), {}, { ...NOTHING, deliveries: all });
      await alerts.recordAttempts([attempt('m1', 'failed', 3000, 9000), attempt('m2', 'failed', 3000, 9000), attempt('m3', 'dead', 3000)]);
      await alerts.recordAttempts([attempt('m1', 'delivered', 9000)]);
      expect((await alerts.waiting()).map(({ id, last }) => [id, last?.nextAt])).toEqual([
        ['m2', 9000],
        ['m4', undefined],
      ]);
      expect((await alerts.dead()).map(({ id, last }) => [id, last?.detail])).toEqual([['m3', 'why']]);
      expect(await alerts.deliveredSince(9000)).toEqual([{ sink: 'desk', at: 9000 }]);
      expect(await alerts.deliveredSince(9001)).toEqual([]);
      await alerts.recordAttempts([attempt('m3', 'again', 9500, 9500)]);
      expect(await alerts.dead()).toEqual([]);
      expect((await alerts.waiting()).map(({ id }) => id)).toEqual(['m2', 'm3', 'm4']);
    });

    it('put messages together into one that waits in their place', async () => {
      const { alerts } = bed.store;
      await alerts.begin(begun('a', 'v1'), {}, { ...NOTHING, deliveries: [delivery('m1'), delivery('m2')] });
      await alerts.fold(['m1', 'm2'], delivery('d1', 'desk', 4000));
      expect((await alerts.waiting()).map(({ id }) => id)).toEqual(['d1']);
      await expect(alerts.fold(['m1'], delivery('d1'))).rejects.toThrow();
    });

    it('know silences as they were given last', async () => {
      const { alerts } = bed.store;
      const silence = { id: 's1', rule: 'a*', from: 1000, until: 9000, why: 'known', who: 'me', recordedAt: 1000 };
      await alerts.silence(silence);
      await alerts.silence({ ...silence, until: 2000, recordedAt: 2000 });
      expect(await alerts.silences()).toEqual([{ ...silence, until: 2000, recordedAt: 2000 }]);
    });
  });
}
