import { describe, expect, it } from 'vitest';
import { killOnce } from './kill.ts';
import { pullAmongFaults } from './pull-faults.ts';

// The long versions are commands: npm run soak:pull, npm run soak:kill -- --what pull, npm run soak:kill -- --what import.

describe('a pull of sixty series from a server that misbehaves', () => {
  it.each([1, 2, 3])(
    'stores all that can be had, nothing that is wrong, and sums it up truly (seed %i)',
    async (seed) => {
      const { wrong, faults, available, unavailable } = await pullAmongFaults(seed);
      expect(wrong).toEqual([]);
      expect(faults).toBeGreaterThan(50);
      expect([available + unavailable, unavailable > 0]).toEqual([60, true]);
    },
    60_000,
  );
});

describe('a process that is killed', () => {
  it.each([
    ['pull', 1],
    ['pull', 2],
    ['import', 3],
    ['import', 4],
  ] as const)(
    'during a(n) %s leaves every acknowledged series whole and none in part, and the next one completes (seed %i)',
    async (what, seed) => {
      expect((await killOnce(what, seed)).wrong).toEqual([]);
    },
    60_000,
  );
});
