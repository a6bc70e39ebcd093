import { expect, test } from 'vitest';
import { soakTeam } from './run.ts';

test('a team whose workers, servers, connections and PostgreSQL are killed loses no job, does none twice and tells of each alert once', async () => {
  const { faults, kills, jobs, queue } = await soakTeam({ runs: 1, postgresKills: 1, seed: 64 });
  expect(faults).toEqual([]);
  expect(kills.postgres).toBe(1);
  expect(kills.worker + kills.server + kills.connection).toBeGreaterThan(2);
  expect(jobs).toEqual({ scan: 1, study: 4, pull: 2, 'forecast seal': 2, 'forecast score': 1 });
  // The scan was shared out.
  expect(queue['scan-block']?.jobs).toBeGreaterThan(2);
}, 300_000);
