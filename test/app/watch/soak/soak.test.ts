import { expect, test } from 'vitest';
import { soak } from './run.ts';

test('a watch that is killed, falls asleep and is lied to by its receiver tells of each alert once, and loses none', async () => {
  const found = await soak({ days: 7, kills: 1, seed: 64, sleeps: [3], calmDays: 1, life: 2500 });
  expect(found.expected).toBe(4);
  expect(found).toMatchObject({
    missing: [],
    unexpected: [],
    twice: [],
    underTwoKeys: [],
    lost: [],
    doubledLines: [],
    faults: [],
    kills: 1,
  });
}, 120_000);
