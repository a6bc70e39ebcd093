// The server under load: cached reads beside Node's own server giving the same bytes, the Lab's studies one by one, twenty at once.
// Run alone: npm run bench:serve -- [folder of daily CSV files]
import '../src/engine.ts';

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';
import { bareServing, harbingerServing, type Serving } from './serving.ts';

const ROUNDS = 5;
const SECONDS = 8;
const STUDIES = 60;
const AT_ONCE = 20;
const data = process.argv[2] ?? 'reference';

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]): number => sorted(values)[Math.floor(values.length / 2)] as number;

interface Load {
  readonly perSecond: number;
  readonly p99: number;
}

async function load(url: string): Promise<Load> {
  const result = await autocannon({ url, connections: 20, duration: SECONDS, headers: { 'accept-encoding': 'br' } });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url}: ${result.non2xx} answers were not 200, ${result.errors} errors`);
  return { perSecond: result.requests.average, p99: result.latency.p99 };
}

/** A cached read beside the bare server that gives the same bytes: medians, and the median of the ratios of pairs. */
async function cachedReads(serving: Serving, path: string): Promise<void> {
  const answer = await fetch(serving.url + path, { headers: { 'accept-encoding': 'br' } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  const { body } = (await autocannonOnce(serving.url + path)) as { body: Buffer };
  const bare = await bareServing(body.toString('base64'));
  const pairs: { own: Load; limit: Load }[] = [];
  for (let i = 0; i < ROUNDS; i++) pairs.push({ own: await load(serving.url + path), limit: await load(bare.url) });
  await bare.stop();
  const of = (read: (pair: { own: Load; limit: Load }) => number): number => median(pairs.map(read));
  console.log(
    `${path}, ${body.length} bytes: ${of(({ own }) => own.perSecond).toFixed(0)} requests/s, p99 ${of(({ own }) => own.p99)} ms; ` +
      `bare ${of(({ limit }) => limit.perSecond).toFixed(0)} requests/s, p99 ${of(({ limit }) => limit.p99)} ms; ` +
      `ratio ${of(({ own, limit }) => own.perSecond / limit.perSecond).toFixed(2)}`,
  );
}

/** The bytes of one answer as they go over the wire. */
async function autocannonOnce(url: string): Promise<{ readonly body: Buffer }> {
  const { get } = await import('node:http');
  const request = get(url, { headers: { 'accept-encoding': 'br' } });
  const [answer] = (await once(request, 'response')) as [import('node:http').IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return { body: Buffer.concat(parts) };
}

/** A study that nobody has asked before: each has a horizon of its own. */
const question = (i: number) => ({ when: `all_time_high(RUT, after: ${200 + i})`, then: [`return(BTC, ${150 + i}d)`], pictures: true });

async function ask(serving: Serving, i: number): Promise<number> {
  const begun = performance.now();
  const answer = await fetch(`${serving.url}/api/v1/study`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(question(i)),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`a study failed: ${answer.status} ${text}`);
  return performance.now() - begun;
}

const memoryOf = ({ pid }: Serving): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

async function studies(serving: Serving): Promise<void> {
  for (let i = 0; i < 5; i++) await ask(serving, 1000 + i);
  const alone: number[] = [];
  for (let i = 0; i < STUDIES; i++) alone.push(await ask(serving, i));
  console.log(`a study, one after the other: median ${median(alone).toFixed(0)} ms, slowest ${Math.max(...alone).toFixed(0)} ms`);
  const begun = performance.now();
  const waiting = Array.from({ length: AT_ONCE }, (_, i) => ask(serving, 2000 + i));
  const reads: number[] = [];
  let isDone = false;
  const together = Promise.all(waiting).finally(() => {
    isDone = true;
  });
  while (!isDone) {
    const start = performance.now();
    await (await fetch(`${serving.url}/api/v1/packs`)).text();
    reads.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await together;
  console.log(
    `${AT_ONCE} studies at once: all in ${((performance.now() - begun) / 1000).toFixed(2)} s; a read meanwhile: median ${median(reads).toFixed(1)} ms, ` +
      `slowest ${Math.max(...reads).toFixed(0)} ms of ${reads.length}; resident ${memoryOf(serving).toFixed(0)} MiB`,
  );
}

const serving = await harbingerServing(data);
console.log(`data: ${data}`);
await studies(serving);
for (const path of ['/api/v1/now', '/api/v1/check?claim=three-of-three', '/']) await cachedReads(serving, path);
await serving.stop();
