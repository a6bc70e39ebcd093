import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WAITS } from '../../../src/app/watch/outbox.ts';
import { DAY_MS } from '../../../src/core/calendar/civil-date.ts';
import { DeliveryError } from '../../../src/delivery/courier.ts';
import { type AlertWorld, DAY_0, makeAlertWorld, rulesOf } from './world.ts';

let world: AlertWorld;
beforeEach(async () => {
  world = await makeAlertWorld();
  await world.add('X', { 0: 11 });
  world.now = (DAY_0 + 1) * DAY_MS + 1000;
});
afterEach(() => world.close());

const rulesAt = (count: number, perHour: number) =>
  rulesOf(
    Array.from({ length: count }, (_, i) => ({ id: `r${i}`, when: `X > ${i}` })),
    perHour,
  );

describe('a message', () => {
  test('that does not arrive is sent again at growing distances, then given up', async () => {
    const rules = rulesAt(1, 10);
    await world.look(rules);
    world.fails = new DeliveryError('it answered with status 500');
    for (const wait of WAITS) {
      expect(await world.send(rules)).toEqual({ delivered: 0, failed: 1, dead: 0, nextAt: world.now + wait });
      world.now += wait - 1;
      expect((await world.send(rules)).failed).toBe(0);
      world.now += 1;
    }
    expect(await world.send(rules)).toMatchObject({ dead: 1, nextAt: null });
    expect(await world.store.alerts.dead()).toMatchObject([
      { last: { detail: 'it answered with status 500', failures: WAITS.length + 1 } },
    ]);
  });

  test('that its receiver will never take is given up at once; what it asks to wait for is waited for', async () => {
    const rules = rulesAt(2, 10);
    await world.look(rules);
    world.fails = new DeliveryError('busy', { retryAfter: 3_600_000 });
    expect(await world.send(rules)).toMatchObject({ failed: 2, nextAt: world.now + 3_600_000 });
    world.now += 3_600_000;
    world.fails = new DeliveryError('it answered with status 404', { isPermanent: true });
    expect(await world.send(rules)).toMatchObject({ dead: 2 });
  });

  test('to a sink that the rules no longer have is given up', async () => {
    await world.look(rulesAt(1, 10));
    const without = { ...rulesAt(1, 10), sinks: new Map() };
    expect(await world.send(without)).toMatchObject({ dead: 1 });
  });
});

describe('the limit of an hour', () => {
  test('lets so many through, the last of which puts the rest together; nothing is lost', async () => {
    const rules = rulesAt(10, 3);
    await world.look(rules);
    expect(await world.send(rules)).toMatchObject({ delivered: 3, nextAt: null });
    const [first, second, digest] = world.received;
    expect([first?.rule.id, second?.rule.id, digest?.kind]).toEqual(['r0', 'r1', 'digest']);
    const told = world.received.flatMap((notice) => (notice.kind === 'digest' ? notice.members.map(({ rule }) => rule) : [notice.rule.id]));
    expect(told.sort()).toEqual(Array.from({ length: 10 }, (_, i) => `r${i}`));
  });

  test('has what comes later wait until there is room', async () => {
    const rules = rulesAt(3, 3);
    await world.look(rules);
    await world.send(rules);
    const begun = world.now;
    world.now += 60_000;
    await world.look(rulesAt(6, 3));
    expect(await world.send(rulesAt(6, 3))).toMatchObject({ delivered: 0, nextAt: begun + 3_600_001 });
    world.now = begun + 3_600_001;
    expect(await world.send(rulesAt(6, 3))).toMatchObject({ delivered: 3 });
  });

  test('never puts what was tried before into other company: it may have arrived', async () => {
    const rules = rulesAt(4, 2);
    await world.look(rules);
    world.fails = new DeliveryError('no answer in time');
    await world.send(rules);
    world.fails = undefined;
    world.now += 60_000;
    await world.send(rules);
    const ids = world.received.map(({ id }) => id);
    // r0 was tried by itself, the other three as one message: both come again as they were.
    expect(world.received.map(({ kind, members }) => [kind, members.length])).toEqual([
      ['digest', 3],
      ['firing', 0],
    ]);
    expect(new Set(ids).size).toBe(2);
  });
});
