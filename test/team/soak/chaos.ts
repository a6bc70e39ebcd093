import { setTimeout as sleep } from 'node:timers/promises';
import type { RandomStream } from '../../../src/core/numerics/random.ts';
import type { PostgresBed } from '../../store/postgres/bed.ts';
import type { Kept } from './processes.ts';

/** How often each kind of thing was killed. */
export interface Kills {
  worker: number;
  server: number;
  connection: number;
  importer: number;
  postgres: number;
}

/** What is killed in a run, and when: milliseconds after its begin. */
export interface Blow {
  readonly kind: Exclude<keyof Kills, 'importer'>;
  readonly at: number;
}

/** Milliseconds in which blows fall. */
const SPAN = 9000;

export function blowsOf(random: RandomStream, hasPostgres: boolean): readonly Blow[] {
  const kinds = ['worker', 'worker', 'worker', 'server', 'server', 'connection', 'connection'] as const;
  const blows = Array.from({ length: 3 + random.below(4) }, () => kinds[random.below(kinds.length)] as Blow['kind']);
  return [...blows, ...(hasPostgres ? (['postgres'] as const) : [])]
    .map((kind) => ({ kind, at: 500 + random.uniform() * SPAN }))
    .sort((a, b) => a.at - b.at);
}

interface Targets {
  readonly bed: PostgresBed;
  readonly processes: readonly Kept[];
  /** Lives on for some runs, so that its memory is seen. */
  readonly spared: readonly Kept[];
  readonly kills: Kills;
  readonly random: RandomStream;
}

/** Lets the blows fall. */
export async function strike(blows: readonly Blow[], { bed, processes, spared, kills, random }: Targets): Promise<void> {
  const begun = Date.now();
  for (const { kind, at } of blows) {
    await sleep(Math.max(0, begun + at - Date.now()));
    if (kind === 'worker' || kind === 'server') {
      const those = processes.filter((one) => one.kind === kind && !spared.includes(one));
      those[random.below(those.length)]?.kill();
      kills[kind]++;
    } else if (kind === 'connection') kills.connection += await cutConnections(bed, 1 + random.below(3));
    else {
      await bed.kill();
      kills.postgres++;
      await sleep(random.uniform() * 1500);
      await restart(bed);
    }
  }
}

/** Ends connections of the program's, not those of the soak itself. Returns how many. */
async function cutConnections(bed: PostgresBed, most: number): Promise<number> {
  const rows = await bed.run(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'harbinger%' AND application_name <> 'harbinger soak'
     ORDER BY random() LIMIT ${most}`,
  );
  return rows.length;
}

/** Backends that outlive their postmaster for a moment hold its memory. */
async function restart(bed: PostgresBed): Promise<void> {
  for (let left = 40; ; left--) {
    try {
      return await bed.restart();
    } catch (error) {
      if (left === 0) throw error;
      await sleep(250);
    }
  }
}
