import { expect, it } from 'vitest';
import { soakScan } from './soak/kill-scan.ts';

it('is the same to the bit where the scan was killed and went on from what it kept', async () => {
  const soak = await soakScan({ rounds: 2, seed: 3, days: 3000 });
  expect(soak).toMatchObject({ rounds: 2, different: 0 });
  expect(soak.kills).toBeGreaterThan(0);
}, 120_000);
