import { afterEach, describe, expect, it } from 'vitest';
import { ProviderError } from '../../../src/providers/provider.ts';
import { LASTING, lastingFault, PASSING, randomFaults } from './faults.ts';
import { type Playing, startPlaying } from './play.ts';

const HOSTS = ['one.example', 'two.example'];
const BODIES = Array.from({ length: 60 }, (_, i) =>
  JSON.stringify({ series: i, rows: Array.from({ length: 50 }, (_, row) => [row, row * i]) }),
);
const plays = BODIES.map((body, i) => ({
  hosts: [HOSTS[i % 2] as string],
  answers: [{ match: new RegExp(`^/series/${i}\\?from=^RUT`.replace('^RUT', '\\^RUT')), body }],
}));

let playing: Playing | undefined;
afterEach(async () => {
  await playing?.close();
  playing = undefined;
});

const ask = (i: number) =>
  (playing as Playing).http
    .get({ provider: 'example', url: `https://${HOSTS[i % 2]}/series/${i}`, query: { from: '^RUT' }, expects: 'json' })
    .then(({ body }) => body)
    .catch((error: unknown) => error);

describe('the local server that plays answers', () => {
  it('answers for several hosts, and says when nothing is played', async () => {
    playing = await startPlaying(plays);
    expect(await Promise.all(BODIES.map((_, i) => ask(i)))).toEqual(BODIES);
    expect(playing.requests.every(({ isPlayed }) => isPlayed)).toBe(true);
    expect(await ask(61)).toBeInstanceOf(ProviderError);
    expect(playing.requests.at(-1)).toMatchObject({ host: 'two.example', path: '/series/61?from=^RUT', isPlayed: false });
  });

  it.each([1, 2, 3])('with faults that pass, everything arrives whole; with lasting ones nothing does (seed %i)', async (seed) => {
    const isBad = (play: number) => play % 6 === 0;
    const lasting = (play: number) => (isBad(play) ? lastingFault(seed, play) : undefined);
    playing = await startPlaying(plays, { faults: randomFaults({ seed, probability: 0.5, inARow: 3, lasting }) });
    const bodies = await Promise.all(BODIES.map((_, i) => ask(i)));
    for (const [i, body] of bodies.entries()) {
      if (isBad(i)) expect(body).toBeInstanceOf(ProviderError);
      else expect(body).toBe(BODIES[i]);
    }
    const met = new Set(playing.requests.map(({ fault }) => fault));
    expect(met.size).toBeGreaterThan(10);
  });

  it.each(PASSING.map((fault) => [fault]))('a request that first meets %s has its answer in the end', async (fault) => {
    playing = await startPlaying(plays, { faults: ({ time }) => (time === 1 ? fault : undefined) });
    expect(await ask(7)).toBe(BODIES[7]);
  });

  it.each(LASTING.map((fault) => [fault]))('a request that always meets %s fails', async (fault) => {
    playing = await startPlaying(plays, { faults: () => fault });
    expect(await ask(7)).toMatchObject({ name: 'ProviderError', provider: 'example' });
  });

  it('draws the same faults for the same seed, whatever the order, and never too many in a row', () => {
    const plan = randomFaults({ seed: 5, probability: 0.9, inARow: 2 });
    const drawn = Array.from({ length: 300 }, (_, i) => plan({ host: 'a', path: '/', time: i + 1, play: 0 }));
    expect(plan({ host: 'a', path: '/', time: 17, play: 3 })).toBe(drawn[16]);
    expect(drawn.some((fault, i) => fault && drawn[i + 1] && drawn[i + 2])).toBe(false);
    expect(drawn.filter(Boolean).length).toBeGreaterThan(150);
  });
});
