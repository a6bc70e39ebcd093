import { expect, test } from 'vitest';
import { now } from '../../../src/app/operations/now.ts';
import { findByClaim } from '../../../src/app/watch/claim-readings.ts';
import type { WatchedRule } from '../../../src/app/watch/rules.ts';
import { NowInput } from '../../../src/contract/state.ts';
import { DAY_MS, formatCivilDate, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { unwatched } from '../../../src/core/watch/alert-state.ts';
import { shipped } from '../shipped.ts';
import { rulesOf } from './world.ts';

const ask = async (question: unknown) => (await now(NowInput.parse(question), shipped)).result;
const day = (text: string): number => parseCivilDate(text) as number;
const look = async (
  rule: Record<string, unknown>,
  { last, at, reading = null }: { last: string | null; at: string; reading?: string | null },
) => {
  const watched = rulesOf([{ id: 'c', stale: 'keep', ...rule }]).rules[0] as WatchedRule;
  const state = { ...unwatched(last === null ? [] : [day(last)]), reading };
  const { evaluations } = await findByClaim(watched, state, { ask, now: day(at) * DAY_MS + 3_600_000 });
  return evaluations.map(({ outcome, date }) => `${formatCivilDate(date)} ${outcome}`);
};
const FOLLOWS = { claim: 'russell-crypto/eth-follows' };

test('a claim is read at the end of each date since the last one: from the day on which it was said, until its last horizon is over', async () => {
  // It was said on 31 December 2025; the longest horizon after the record of 19 September 2025 ends with the close of 18 September 2026.
  const said = await look({ ...FOLLOWS, becomes: 'on' }, { last: '2025-12-28', at: '2026-01-03' });
  expect(said).toEqual(['2025-12-31 holds', '2026-01-01 holds', '2026-01-02 holds', '2026-01-03 sound']);
  const over = await look({ ...FOLLOWS, becomes: 'open' }, { last: '2026-09-15', at: '2026-09-20' });
  expect(over.slice(0, 4)).toEqual(['2026-09-16 holds', '2026-09-17 holds', '2026-09-18 not', '2026-09-19 not']);
});

test('a rule that begins reads the last date alone; asked again on the same date it finds nothing', async () => {
  expect(await look({ ...FOLLOWS, becomes: 'on' }, { last: null, at: '2026-01-03' })).toEqual(['2026-01-02 holds', '2026-01-03 sound']);
  expect(await look({ ...FOLLOWS, becomes: 'on' }, { last: '2026-01-02', at: '2026-01-03' })).toEqual([]);
});

test('another verdict than the day before holds for that day', async () => {
  const { claims } = await ask({ pack: 'russell-crypto', claim: 'eth-follows', asOf: '2026-01-02' });
  const verdict = claims[0]?.verdict as string;
  const rule = { ...FOLLOWS, becomes: 'verdict' };
  expect((await look(rule, { last: '2025-12-31', at: '2026-01-03', reading: 'another' })).slice(0, 2)).toEqual([
    '2026-01-01 holds',
    '2026-01-02 not',
  ]);
  expect((await look(rule, { last: '2026-01-01', at: '2026-01-03', reading: verdict }))[0]).toBe('2026-01-02 not');
});

test('a claim that cannot be tested is without data, and says what it needs', async () => {
  const watched = rulesOf([{ id: 'c', claim: 'russell-crypto/outflows', becomes: 'on' }]).rules[0] as WatchedRule;
  const { evaluations } = await findByClaim(watched, unwatched(), { ask, now: day('2026-03-01') * DAY_MS });
  expect(evaluations).toMatchObject([{ outcome: 'no data', detail: expect.stringMatching(/^needs /) }]);
});
