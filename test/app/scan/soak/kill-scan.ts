import '../../../../src/engine.ts';

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatCivilDate } from '../../../../src/core/calendar/civil-date.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';

const MAIN = fileURLToPath(new URL('../../../../src/main.ts', import.meta.url));

/** What came of killing and going on. */
export interface Soak {
  readonly rounds: number;
  readonly kills: number;
  /** Of those, kills after which something was kept. */
  readonly keptAfter: number;
  /** Rounds whose result was another than that of a scan that nobody killed. */
  readonly different: number;
}

/** Kills a scan at random moments (kill -9), goes on from what it kept until it ends, and holds the result to one that was never killed. */
export async function soakScan({ rounds, seed, days = 5000 }: { rounds: number; seed: number; days?: number }): Promise<Soak> {
  const stream = seededStream(seed);
  const folder = mkdtempSync(join(tmpdir(), 'harbinger-scan-soak-'));
  try {
    writeSeries(folder, stream, days);
    const begun = performance.now();
    const undisturbed = await scanOnce(folder, join(folder, 'undisturbed.kept'), Number.POSITIVE_INFINITY);
    const whole = performance.now() - begun;
    const counts = { kills: 0, keptAfter: 0, different: 0 };
    for (let round = 0; round < rounds; round++) {
      const keep = join(folder, `round-${round}.kept`);
      let result: string | undefined;
      while (result === undefined) {
        // The last tries are let through, so that a slow machine ends too.
        result = await scanOnce(folder, keep, (0.2 + stream.uniform()) * whole);
        if (result !== undefined) break;
        counts.kills++;
        if (existsSync(keep)) counts.keptAfter++;
      }
      if (result !== undisturbed) counts.different++;
    }
    return { rounds, ...counts };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeSeries(folder: string, stream: ReturnType<typeof seededStream>, days: number): void {
  for (const id of ['A', 'B', 'C', 'D', 'E']) {
    let level = 4;
    const rows = Array.from({ length: days }, (_, day) => {
      level += 0.02 * (stream.uniform() + stream.uniform() + stream.uniform() - 1.5);
      return `${formatCivilDate(13_000 + day)},${Math.exp(level).toPrecision(8)}`;
    });
    writeFileSync(join(folder, `${id}.csv`), `date,close\n${rows.join('\n')}\n`);
  }
}

/** One scan that is killed after so many milliseconds; its result, or undefined where it was killed before. */
async function scanOnce(folder: string, keep: string, killAfter: number): Promise<string | undefined> {
  const child: ChildProcess = spawn(process.execPath, [MAIN, 'scan', 'E', '--data', folder, '--keep', keep, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, errors] = ['', ''];
  child.stdout?.on('data', (text) => {
    out += text;
  });
  child.stderr?.on('data', (text) => {
    errors += text;
  });
  const timer = Number.isFinite(killAfter) ? setTimeout(() => child.kill('SIGKILL'), killAfter) : undefined;
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => child.on('close', (...end) => resolve(end)));
  clearTimeout(timer);
  if (signal === 'SIGKILL') return undefined;
  if (code !== 0) throw new Error(`the scan ended with ${code}: ${errors}`);
  // The file's name is part of the command that repeats the scan.
  return JSON.stringify({ ...JSON.parse(out), command: '' });
}

if (import.meta.main) {
  const at = process.argv.indexOf('--rounds');
  const rounds = at < 0 ? 50 : Number(process.argv[at + 1]);
  const soak = await soakScan({ rounds, seed: 7 });
  console.log(
    `${soak.rounds} scans, ${soak.kills} kills, after ${soak.keptAfter} of which something was kept: ${soak.different} results differ`,
  );
  process.exitCode = soak.different > 0 || soak.keptAfter === 0 ? 1 : 0;
}
