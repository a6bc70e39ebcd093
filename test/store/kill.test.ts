import { expect, it } from 'vitest';
import { killWriters } from './kill.ts';

it('holds every acknowledged series whole, and none in part, after each of ten kills', { timeout: 120_000 }, async () => {
  const counts = await killWriters(10, 7);
  expect(counts).toMatchObject({ kills: 10, faults: [] });
  expect(counts.acknowledged).toBeGreaterThan(0);
});
