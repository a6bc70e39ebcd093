import fc from 'fast-check';
import { memoryOf, type Program } from '../program.ts';
import { sendBytes } from '../wire.ts';
import { type Document, routesOf } from './document.ts';
import { judge } from './judge.ts';
import { anyShot } from './requests.ts';

/** What came of an attack. */
export interface Outcome {
  readonly sent: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Sentences, the first of each kind with the request that it was the answer to. */
  readonly faults: readonly string[];
  readonly slowestMs: number;
  readonly memoryBytes: number;
}

/** Sends so many random requests, some at once, and judges each answer. The same seed sends the same. */
export async function attack(
  program: Program,
  { requests, seed, atOnce = 4 }: { readonly requests: number; readonly seed: number; readonly atOnce?: number },
): Promise<Outcome> {
  const document = (await (await fetch(`${program.url}/api/v1/openapi.json`)).json()) as Document;
  const shots = fc.sample(anyShot(routesOf(document), program.tokens), { numRuns: requests, seed });
  const faultsOf = judge(program, document);
  const byStatus: Record<string, number> = {};
  const faults = new Map<string, string>();
  let slowestMs = 0;

  async function fire(): Promise<void> {
    for (let shot = shots.pop(); shot; shot = shots.pop()) {
      const begin = performance.now();
      const came = await sendBytes(program.port, shot.bytes, { halfClose: shot.halfClose, waitMs: shot.isWhole ? 60_000 : 3000 });
      slowestMs = Math.max(slowestMs, performance.now() - begin);
      const status =
        /^(?:HTTP\/1\.1 100 Continue\r\n\r\n)?HTTP\/1\.1 (\d{3})/.exec(came.subarray(0, 60).toString('latin1'))?.[1] ?? 'closed';
      byStatus[status] = (byStatus[status] ?? 0) + 1;
      for (const fault of faultsOf(shot, came)) {
        const key = `${shot.route?.path ?? 'astray'} ${fault.slice(0, 60)}`;
        if (!faults.has(key))
          faults.set(
            key,
            `${fault}\n  sent: ${JSON.stringify(shot.bytes.subarray(0, 700).toString('latin1'))}\n  came: ${JSON.stringify(came.subarray(0, 900).toString())}`,
          );
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, fire));
  return {
    sent: requests,
    byStatus,
    faults: [...faults.values(), ...(await faultsAfter(program))],
    slowestMs,
    memoryBytes: await memoryOf(program),
  };
}

/** The server must be the same process, in order, and have nothing in its log that is its own fault. */
async function faultsAfter(program: Program): Promise<string[]> {
  if (!program.lives()) return ['the server ended'];
  const isWell = (await fetch(`${program.url}/healthz?ready`)).status === 200;
  const broken = program
    .log()
    .split('\n')
    .filter((line) => line.includes('"level":50') && !/"error":"(StoreError|ProviderError)|Rejected inbound request/.test(line));
  return [...(isWell ? [] : ['the server is not well']), ...broken.slice(0, 10).map((line) => `the log: ${line.slice(0, 600)}`)];
}
