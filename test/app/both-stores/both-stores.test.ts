import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PostgresBed, startPostgres } from '../../store/postgres/bed.ts';
import { type Both, compareStores, makeBoth } from './compare.ts';

let postgres: PostgresBed;
let both: Both;
beforeAll(async () => {
  postgres = await startPostgres();
  both = await makeBoth(await postgres.database());
});
afterAll(async () => {
  await both.close();
  await postgres.stop();
});

it('answers every question, of the whole pack and of random studies, as a store in a file does', async () => {
  let asked = 0;
  const faults = await compareStores(both, 20, () => asked++);
  expect(faults).toEqual([]);
  expect(asked).toBeGreaterThan(45);
}, 240_000);
