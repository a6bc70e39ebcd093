import { describe, expect, it } from 'vitest';
import { operations } from '../../../src/app/registry.ts';
import { keepWarm } from '../../../src/server/pool/warm-up.ts';

/** What is warmed over data whose version is set, looked at every few milliseconds. */
function warming(warm: (name: string) => Promise<void> = async () => {}) {
  const state = { version: 'one' };
  const warmed: string[] = [];
  const failures: unknown[] = [];
  const stop = new AbortController();
  const ended = keepWarm({
    ...{ operations, stop: stop.signal, everyMs: 20, onFailure: (error: unknown) => void failures.push(error) },
    data: { current: async () => state.version },
    packs: async () => ['russell-crypto'],
    async warm({ operation, input }) {
      warmed.push(`${operation.name} ${JSON.stringify(input)} of ${state.version}`);
      await warm(operation.name);
    },
  });
  return { state, warmed, failures, stop, ended };
}

const firstPage = (version: string) => ['check', 'now'].map((name) => `${name} {"pack":"russell-crypto"} of ${version}`);

describe('keeping the first page warm', () => {
  it('computes it at the start, and once more after the data have changed', async () => {
    const { state, warmed, stop, ended } = warming();
    await expect.poll(() => warmed).toEqual(firstPage('one'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(warmed).toHaveLength(2);
    state.version = 'two';
    await expect.poll(() => warmed).toEqual([...firstPage('one'), ...firstPage('two')]);
    stop.abort();
    await ended;
  });

  it('waits until data that change again and again have come to rest', async () => {
    const { state, warmed, stop, ended } = warming();
    await expect.poll(() => warmed).toHaveLength(2);
    // Every look sees another state, as during a pull.
    let looks = 0;
    Object.defineProperty(state, 'version', { get: () => (looks < 10 ? `pull ${++looks}` : 'rest') });
    await expect.poll(() => warmed).toEqual([...firstPage('one'), ...firstPage('rest')]);
    stop.abort();
    await ended;
  });

  it('goes on where one of it fails, and tells', async () => {
    const { warmed, failures, stop, ended } = warming(async (name) => {
      if (name === 'check') throw new Error('no series');
    });
    await expect.poll(() => warmed).toEqual(firstPage('one'));
    expect(failures).toMatchObject([{ message: 'no series' }]);
    stop.abort();
    await ended;
  });
});
