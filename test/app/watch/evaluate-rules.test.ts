import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS } from '../../../src/core/calendar/civil-date.ts';
import { type AlertWorld, DAY_0, makeAlertWorld, rulesOf } from './world.ts';

let world: AlertWorld;
beforeEach(async () => {
  world = await makeAlertWorld();
});
afterEach(() => world.close());

const high = rulesOf([{ id: 'high', when: 'X > 10' }]);
const at = (day: number, hours = 1): void => {
  world.now = (DAY_0 + day + 1) * DAY_MS + hours * 3_600_000;
};
const history = async () =>
  (await world.store.alerts.transitions())
    .map(({ kind, date, withheld }) => `${kind} ${date - DAY_0}${withheld ? ` (${withheld})` : ''}`)
    .reverse();
const waiting = async () => (await world.store.alerts.waiting()).map(({ message }) => (message as { kind: string }).kind);

describe('the watch', () => {
  test('begins with the newest date: what was before it is no news', async () => {
    await world.add('X', { 0: 20, 1: 5, 2: 11 });
    at(2);
    await world.look(high);
    expect(await history()).toEqual(['firing 2']);
  });

  test('looked at twice, finds nothing twice', async () => {
    await world.add('X', { 0: 5, 1: 11 });
    at(1);
    await world.look(high);
    const before = await world.store.alerts.current();
    expect((await world.look(high)).steps).toEqual([]);
    at(1, 3);
    expect((await world.look(high)).steps).toEqual([]);
    expect(await world.store.alerts.current()).toEqual(before);
  });

  test('after a sleep of days tells of each in order, as it was known then, and when it was noticed', async () => {
    await world.add('X', { 0: 5 });
    at(0);
    await world.look(high);
    at(5);
    await world.add('X', { 1: 11, 2: 5, 3: 12, 4: 13, 5: 5 });
    await world.look(high);
    expect(await history()).toEqual(['firing 1', 'resolved 2', 'firing 3', 'resolved 5']);
    const [first] = (await world.store.alerts.waiting()).map(({ message }) => message as { text: string; at: string; noticedAt: string });
    expect(first).toMatchObject({ at: '2026-03-04T00:00:00.000Z', noticedAt: '2026-03-08T01:00:00.000Z' });
    expect(first?.text).toBe('about high: fires on 3 Mar 2026 (11), known 4 Mar 2026, 00:00 UTC. Noticed 8 Mar 2026, 01:00 UTC.');
  });

  test('tells of a value that comes after newer ones, and says so', async () => {
    await world.add('X', { 0: 5, 2: 5 });
    at(2);
    await world.look(high);
    await world.add('X', { 1: 11 });
    at(3);
    await world.look(high);
    await world.look(high);
    expect(await history()).toEqual(['firing 1', 'resolved 1']);
    expect(await waiting()).toEqual(['firing']);
    expect((await world.store.alerts.waiting())[0]?.message).toMatchObject({ text: expect.stringContaining('The value came late') });
  });

  test('without the series says what it needs, once, and when it has it', async () => {
    at(0);
    await world.look(high);
    await world.look(high);
    await world.add('X', { 0: 11 });
    at(0, 2);
    await world.look(high);
    expect(await history()).toEqual(['no data 1', 'firing 0', 'recovered 1']);
    expect(await waiting()).toEqual(['no data', 'firing', 'recovered']);
  });

  test('says that values are stale when their calendar makes one due that has not come', async () => {
    await world.add('X', { 0: 5 });
    at(2);
    await world.look(high);
    expect(await history()).toEqual([]);
    at(3);
    await world.look(high);
    expect(await history()).toEqual(['stale 4']);
    expect((await world.store.alerts.transitions())[0]?.facts).toMatchObject({ detail: 'X has no value after 2 Mar 2026: 4 days ago' });
  });

  test('a silenced step is kept and nobody is told, of its end neither', async () => {
    await world.add('X', { 0: 5 });
    at(0);
    await world.look(high);
    await world.store.alerts.silence({
      id: 'abcdefgh-1',
      rule: 'hi*',
      from: 0,
      until: world.now + DAY_MS + 1,
      why: 'known',
      who: 'me',
      recordedAt: 0,
    });
    await world.add('X', { 1: 11 });
    at(1);
    await world.look(high);
    await world.add('X', { 2: 5, 3: 11 });
    at(3);
    await world.look(high);
    expect(await history()).toEqual(['firing 1 (silence abcdefgh: known)', 'resolved 2', 'firing 3']);
    expect(await waiting()).toEqual(['firing']);
  });

  test('a rule that is changed begins a new history, and readers of the old one are told', async () => {
    await world.add('X', { 0: 11 });
    at(0);
    await world.look(high);
    await world.look(rulesOf([{ id: 'high', when: 'X > 10.5', title: 'another' }]));
    expect(await history()).toEqual(['firing 0', 'changed 1', 'firing 0']);
    expect(await world.store.alerts.current()).toMatchObject([{ history: 2 }]);
    // Other words for the same rule change nothing of its history.
    expect((await world.look(rulesOf([{ id: 'high', when: 'X   >  10.5', title: 'a third' }]))).steps).toEqual([]);
  });

  test('a rule that is gone from the file ends its history, and begins another when it comes back', async () => {
    await world.add('X', { 0: 5 });
    at(0);
    await world.look(high);
    await world.look(rulesOf([{ id: 'other', when: 'X > 50' }]));
    await world.look(high);
    expect(await history()).toEqual(['closed 1', 'closed 1']);
    expect((await world.store.alerts.current()).find(({ rule }) => rule === 'high')).toMatchObject({ history: 2 });
  });

  test('of rules with one key only the first that fires is told of', async () => {
    const twins = rulesOf([
      { id: 'a', when: 'X > 10', dedupe: 'x' },
      { id: 'b', when: 'X > 9', dedupe: 'x' },
    ]);
    await world.add('X', { 0: 11 });
    at(0);
    await world.look(twins);
    expect(await history()).toEqual(['firing 0', 'firing 0 (same key as a, which fires)']);
    expect(await waiting()).toEqual(['firing']);
  });

  test('a rule that fails is told of, and the others go on', async () => {
    const rules = rulesOf([
      { id: 'bad', when: 'X > 10' },
      { id: 'good', when: 'Y > 10' },
    ]);
    await world.add('X', { 0: 11 });
    await world.add('Y', { 0: 11 });
    await world.store.add({
      pull: { ...(await world.store.pulls())[0], id: 'x', series: 'X' } as never,
      definition: { calendar: 'none such' },
      rows: { dates: new Int32Array(0), values: new Float64Array(0), knownAt: new Float64Array(0) },
    });
    at(0);
    await expect(world.look(rules)).resolves.toMatchObject({ failures: [{ rule: 'bad' }] });
    expect((await history()).sort()).toEqual(['error 1', 'firing 0']);
  });
});
