// Three workers and two servers, each a process, over one database: they are killed, their connections are cut, PostgreSQL is killed, and after each
// run it is looked at what came of all jobs. As a command: npm run soak:team -- [--runs 100] [--postgres-kills 10] [--seed 1]
import '../../../src/engine.ts';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Kills, strike } from './chaos.ts';
import { openDesk } from './desk.ts';
import { asIfAlone, type Counts, countsOf, type Round, round, schedule } from './round.ts';

export interface SoakOptions {
  readonly runs: number;
  /** In so many of them PostgreSQL is killed. */
  readonly postgresKills: number;
  readonly seed: number;
  readonly onRun?: ((run: number, counts: SoakCounts, seconds: number) => void) | undefined;
}

/** What happened, and what should not have. */
export interface SoakCounts extends Counts {
  readonly runs: number;
  readonly kills: Kills;
  /** What should not have been, as sentences. */
  readonly faults: readonly string[];
}

/** Does so many runs. @throws where a team cannot even be set up. */
export async function soakTeam({ runs, postgresKills, seed, onRun }: SoakOptions): Promise<SoakCounts> {
  const folder = mkdtempSync(join(tmpdir(), 'harbinger-team-'));
  const desk = await openDesk(folder, runs);
  const kills: Kills = { worker: 0, server: 0, connection: 0, importer: 0, postgres: 0 };
  const counts = countsOf();
  const faults: string[] = [];
  try {
    const { scan } = await asIfAlone(desk, seed);
    for (let run = 0; run < runs; run++) {
      const begun = Date.now();
      const { random, blows, spared } = schedule(desk, { run, runs, postgresKills, seed });
      const one: Round = {
        run,
        desk,
        random,
        kills,
        counts,
        scan,
        strike: () => strike(blows, { ...desk, spared, kills, random: random() }),
      };
      const found = await round(one);
      faults.push(...found.map((fault) => `run ${run}: ${fault}`));
      onRun?.(run, { ...counts, runs: run + 1, kills, faults }, Math.round((Date.now() - begun) / 1000));
    }
    return { ...counts, runs, kills, faults };
  } finally {
    await desk.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '100' },
      'postgres-kills': { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
    },
  });
  const begun = performance.now();
  let told = 0;
  const counts = await soakTeam({
    runs: Number(values.runs),
    postgresKills: Number(values['postgres-kills']),
    seed: Number(values.seed),
    onRun(run, { faults, kills, memory }, seconds) {
      console.log(
        `run ${run}: ${seconds} s; killed so far ${JSON.stringify(kills)}; MB ${JSON.stringify(memory.at(-1))}; ${faults.length} faults`,
      );
      for (const fault of faults.slice(told)) console.log(`  ${fault}`);
      told = faults.length;
    },
  });
  console.log(JSON.stringify({ ...counts, seconds: Math.round((performance.now() - begun) / 1000) }, null, 1));
  process.exitCode = counts.faults.length > 0 ? 1 : 0;
}
