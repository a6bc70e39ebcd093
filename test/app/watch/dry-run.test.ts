import { afterEach, beforeEach, expect, test } from 'vitest';
import { dryRunAlerts } from '../../../src/app/operations/alert-rules.ts';
import { alertHistory, listAlerts, retryAlerts, silenceAlerts, unsilenceAlerts } from '../../../src/app/operations/alerts.ts';
import { DAY_MS } from '../../../src/core/calendar/civil-date.ts';
import { DeliveryError } from '../../../src/delivery/courier.ts';
import { shipped } from '../shipped.ts';
import { type AlertWorld, DAY_0, makeAlertWorld, rulesOf } from './world.ts';

let world: AlertWorld;
beforeEach(async () => {
  world = await makeAlertWorld();
});
afterEach(() => world.close());

test('a dry run fires where a watch that ran all the time would have fired', async () => {
  const values = [5, 11, 12, 5, 11, 5, 5, 12, 12, 12, 5];
  for (const [day, value] of values.entries()) {
    await world.add('X', { [day]: value });
    world.now = (DAY_0 + day + 1) * DAY_MS + 1000;
    await world.look(rulesOf([{ id: 'a', when: 'X > 10', for: '1d', keepFiring: '2d' }]));
  }
  const { runs } = await dryRunAlerts({ when: 'X > 10', for: '1d', keepFiring: '2d' }, world.context);
  const live = (await world.store.alerts.transitions())
    .filter(({ kind }) => kind === 'firing')
    .map(({ at }) => new Date(at).toISOString())
    .reverse();
  expect(runs[0]?.episodes.map(({ knownAt }) => knownAt)).toEqual(live);
  expect(runs[0]).toMatchObject({
    readings: 11,
    held: 6,
    sentence: expect.stringMatching(/^It would have fired 2 times from 2 Mar 2026 to 12 Mar 2026/),
  });
});

test('over the table that ships it finds the records that the claim speaks of, each with what was known', async () => {
  const { runs } = await dryRunAlerts({ when: 'all_time_high(RUT, after: 1y)', from: '2010-01-01' }, shipped);
  const [run] = runs;
  expect(run?.episodes.map(({ firedOn }) => firedOn.slice(0, 4))).toEqual(['2011', '2013', '2016', '2020', '2025']);
  expect(run?.episodes[0]?.dataVersion).toMatch(/^[0-9a-f]{12}$/);
  expect(run?.episodes[0]?.reading).toBe(run?.episodes[0]?.readingToday);
});

test('without the series it says what it needs; a question that is none is refused', async () => {
  expect((await dryRunAlerts({ when: 'NOSUCH > 1' }, shipped)).runs[0]).toMatchObject({ needs: ['NOSUCH'], episodes: [] });
  await expect(dryRunAlerts({}, shipped)).rejects.toThrow('--rules FILE or --when EXPRESSION');
  await expect(dryRunAlerts({ when: 'RUT >' }, shipped)).rejects.toThrow(/--when: in "RUT >"/);
});

test('alerts, their history, silences and dead letters as the faces show them', async () => {
  await world.add('X', { 0: 5 });
  world.now = (DAY_0 + 1) * DAY_MS + 1000;
  const rules = rulesOf([
    { id: 'a', when: 'X > 10' },
    { id: 'b', when: 'X > 1', severity: 'critical' },
  ]);
  await world.look(rules);
  world.fails = new DeliveryError('it answered with status 404', { isPermanent: true });
  await world.send(rules);
  const { silence } = await silenceAlerts({ rule: 'a', until: '3d', why: 'known' }, world.context);
  const shown = await listAlerts(world.context);
  expect(shown.alerts.map(({ rule, status, silencedUntil }) => [rule, status, silencedUntil !== null])).toEqual([
    ['b', 'firing', false],
    ['a', 'inactive', true],
  ]);
  expect(shown.dead).toMatchObject([{ rule: 'b', sink: 'desk', kind: 'firing', why: 'it answered with status 404' }]);
  expect(shown.sentence).toBe('1 of 2 rules fires, 1 message could not be delivered.');
  expect((await alertHistory({ rule: 'b' }, world.context)).steps).toMatchObject([{ kind: 'firing', date: '2026-03-02', reading: 5 }]);
  expect((await retryAlerts({}, world.context)).again).toHaveLength(1);
  world.fails = undefined;
  expect(await world.send(rules)).toMatchObject({ delivered: 1 });
  await unsilenceAlerts({ id: silence.id.slice(0, 6) }, world.context);
  await expect(unsilenceAlerts({ id: silence.id }, world.context)).rejects.toThrow('was over');
  await expect(silenceAlerts({ rule: 'a', until: '2020-01-01', why: 'x' }, world.context)).rejects.toThrow('must end after');
  await expect(silenceAlerts({ rule: 'a', until: 'soon', why: 'x' }, world.context)).rejects.toThrow('must be a date');
});
