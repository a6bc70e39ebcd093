import { setTimeout as sleep } from 'node:timers/promises';
import type { RandomStream } from '../../../src/core/numerics/random.ts';
import type { Kept } from './processes.ts';

/** A job as its asker knows it. */
export interface Asked {
  readonly operation: string;
  readonly input: unknown;
  /** The name that its asker gave it, the same for every try. */
  readonly key: string;
  /** Of who asks. */
  readonly token: string;
}

/** What came of a job, as the servers told it. */
export interface Answered extends Asked {
  readonly id: string;
  readonly state: string;
  /** The bytes of its result, as they came. */
  readonly result: string | undefined;
  readonly problem: string | undefined;
}

/** Who asks servers that die. */
export interface Client {
  /** Asks until some server says that it took the job. */
  start(asked: Asked): Promise<string>;
  /** Asks how a job stands until it is over, or the time is. */
  finish(asked: Asked, id: string, until: number): Promise<Answered>;
  /** Requests that got no answer, or one that said to come again. */
  readonly counts: { repeats: number };
}

/** Milliseconds before a request is repeated, and between two looks at a job: who has a token may ask so often. */
const PAUSE = 250;
const LOOK = 1000;

/** A client that asks any of the servers, and asks again where one does not answer. */
export function openClient(servers: readonly Kept[], random: RandomStream): Client {
  const counts = { repeats: 0 };
  async function ask(path: string, init: RequestInit): Promise<{ readonly status: number; readonly text: string }> {
    for (;;) {
      const url = servers[random.below(servers.length)]?.url();
      if (url !== undefined) {
        try {
          const answer = await fetch(`${url}${path}`, { ...init, signal: AbortSignal.timeout(60_000) });
          const text = await answer.text();
          if (answer.status < 500 && answer.status !== 429) return { status: answer.status, text };
        } catch {
          // Nobody knows what became of it.
        }
        counts.repeats++;
      }
      await sleep(PAUSE);
    }
  }
  const headersOf = ({ token }: Asked) => ({ authorization: `Bearer ${token}` });
  return {
    counts,
    async start(asked) {
      const { status, text } = await ask('/api/v1/jobs', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': asked.key, ...headersOf(asked) },
        body: JSON.stringify({ operation: asked.operation, input: asked.input }),
      });
      if (status !== 202) throw new Error(`${asked.operation} was answered with ${status}: ${text}`);
      return JSON.parse(text).id;
    },
    async finish(asked, id, until) {
      for (;;) {
        const { status, text } = await ask(`/api/v1/jobs/${id}`, { headers: headersOf(asked) });
        const { state = String(status), problem } = JSON.parse(text);
        if (!['queued', 'running'].includes(state) || Date.now() > until) {
          const at = text.indexOf(',"result":');
          const result = state === 'done' && at > 0 ? text.slice(at + 10, -1) : undefined;
          return { ...asked, id, state, result, problem: problem?.detail };
        }
        await sleep(LOOK);
      }
    },
  };
}
