import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { SealResult, VerifyResult } from '../../../src/contract/forecast.ts';
import { DAY_MS, formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { harbinger, program } from '../../cli/run.ts';

const ROUNDS = 2;

/** A pack whose claim has many open cases: Mondays of late, on a series of every day. */
const packOf = (name: string, today: number): string => `
pack: ${name}
title: Made up
question: Does it rise?
articles: { note: { outlet: A note, date: ${formatCivilDate(today - 30)} } }
series: { WAVE: { title: A wave } }
claims:
  - id: after-highs
    kind: pattern
    by: A note
    in: [note]
    statement: It rises after new highs.
    test: The wave after new highs.
    check:
      study: { when: "new_high(WAVE, lookback: 5)", then: ["return(WAVE, 30d)", "return(WAVE, 60d)"] }
`;

const asynchronously = (args: readonly string[], env: Record<string, string>): Promise<string> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, ...env } });
    let [out, error] = ['', ''];
    child.stdout.on('data', (text) => (out += text));
    child.stderr.on('data', (text) => (error += text));
    child.on('close', (code) => (code === 0 ? done(out) : fail(new Error(error))));
  });

it('two processes that seal at once lose nothing and leave no fork', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'harbinger-two-'));
  const env = { HARBINGER_STORE: join(folder, 'store.duckdb') };
  const today = Math.floor(Date.now() / DAY_MS);
  const rows = Array.from(
    { length: 400 },
    (_, i) => `${formatCivilDate(today - 400 + i)},${(100 + i / 10 + 5 * Math.sin(i / 3)).toFixed(4)}`,
  );
  writeFileSync(join(folder, 'WAVE.csv'), `date,close\n${rows.join('\n')}\n`);
  expect(harbinger(['import', join(folder, 'WAVE.csv'), '--yes'], { env })).toMatchObject({ code: 0 });
  let sealed = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const packs = ['left', 'right'].map((side) => {
      const file = join(folder, `${side}-${round}.yaml`);
      writeFileSync(file, packOf(`${side}-${round}`, today));
      return file;
    });
    const done = await Promise.all(packs.map((file) => asynchronously(['forecast', 'seal', file, '--json'], env)));
    const results = done.map((out) => JSON.parse(out) as SealResult);
    expect(results[0]?.sealed.length).toBeGreaterThan(10);
    for (const { sealed: own, already } of results) {
      expect(own.length).toBe(results[0]?.sealed.length);
      expect(already).toBe(0);
      sealed += own.length;
    }
  }
  const verified = JSON.parse(harbinger(['forecast', 'verify', '--json'], { env }).out) as VerifyResult;
  expect(verified).toMatchObject({ holds: true, forecasts: sealed, head: { entries: sealed } });
  rmSync(folder, { recursive: true });
}, 60_000);
