// Studies at once for minutes: none may fail, memory must stay flat, reads must stay quick. npm run soak:serve -- [minutes] [folder of CSV files]
import '../src/engine.ts';

import { readFileSync } from 'node:fs';
import { harbingerServing } from './serving.ts';

const minutes = Number(process.argv[2] ?? 10);
const data = process.argv[3] ?? 'reference';
const AT_ONCE = 20;

const serving = await harbingerServing(data);
const memory = (): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${serving.pid}/status`, 'utf8'))?.[1]) / 1024;
const end = performance.now() + minutes * 60_000;
const reads: number[] = [];
const resident: number[] = [];
let asked = 0;
let failed = 0;

/** One who asks again and again; each question is new, so that nothing comes from the cache. */
async function asker(): Promise<void> {
  while (performance.now() < end) {
    const i = asked++;
    const when = `all_time_high(RUT, after: ${50 + (i % 400)})`;
    const answer = await fetch(`${serving.url}/api/v1/study`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ when, then: [`return(BTC, ${30 + (Math.floor(i / 400) % 500)}d)`], seed: i % 1000, pictures: true }),
    });
    const text = await answer.text();
    if (answer.ok) continue;
    failed++;
    console.log(`${answer.status} ${text.slice(0, 200)}`);
    await new Promise((resolve) => setTimeout(resolve, Number(answer.headers.get('retry-after') ?? 1) * 1000));
  }
}

async function reader(): Promise<void> {
  while (performance.now() < end) {
    const begun = performance.now();
    await (await fetch(`${serving.url}/healthz`)).text();
    reads.push(performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function watcher(): Promise<void> {
  while (performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 15_000));
    resident.push(memory());
    console.log(`${asked} studies, ${failed} failed, resident ${memory().toFixed(0)} MiB`);
  }
}

await Promise.all([...Array.from({ length: AT_ONCE }, asker), reader(), watcher()]);
const quick = [...reads].sort((a, b) => a - b);
const at = (share: number): string => (quick[Math.floor(share * (quick.length - 1))] as number).toFixed(1);
const third = Math.ceil(resident.length / 3);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
console.log(
  `${minutes} minutes, ${AT_ONCE} at once: ${asked} studies, ${failed} failed; /healthz meanwhile: median ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${at(1)} ms; ` +
    `resident ${mean(resident.slice(0, third)).toFixed(0)} MiB in the first third, ${mean(resident.slice(-third)).toFixed(0)} MiB in the last, most ${Math.max(...resident).toFixed(0)} MiB`,
);
await serving.stop();
if (failed > 0) process.exitCode = 1;
