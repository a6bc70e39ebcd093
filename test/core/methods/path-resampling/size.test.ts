import { describe, expect, it } from 'vitest';
import { bootstrapPaths, type PathResampling, placeboPaths } from '../../../../src/core/methods/path-resampling/path-resampling.ts';
import { mean } from '../../../../src/core/numerics/moments.ts';
import { type RandomStream, seededStream } from '../../../../src/core/numerics/random.ts';
import { standardNormal } from '../../../../src/core/numerics/standard-normal.ts';
import { toldRates } from '../../../reference/told-rates.ts';

const WORLDS = 400;
const EVENTS = 8;

/** Shares of worlds of independent normal returns in which a test has p up, p down of at most 0.05. */
function rejections(eventsOf: (stream: RandomStream) => Iterable<number>): { readonly placebo: number[]; readonly bootstrap: number[] } {
  const stream = seededStream(31);
  const worlds = Array.from({ length: WORLDS }, (_, seed) => {
    const returns = Float64Array.from({ length: 800 }, () => standardNormal(stream));
    const events = Int32Array.from(eventsOf(stream)).sort();
    const options = { days: 10, draws: 199, seed };
    return {
      placebo: placeboPaths(returns, events, options) as PathResampling,
      bootstrap: bootstrapPaths(returns, events, { ...options, meanBlockLength: 5 }) as PathResampling,
    };
  });
  const sharesOf = (test: 'placebo' | 'bootstrap') =>
    (['up', 'down'] as const).map((side) => mean(Float64Array.from(worlds, (world) => (world[test].p[side] <= 0.05 ? 1 : 0))));
  return { placebo: sharesOf('placebo'), bootstrap: sharesOf('bootstrap') };
}

// 800 tests with 199 draws: seconds, on a machine that does other things besides.
describe('in worlds without relation, at 5 %,', { timeout: 60_000 }, () => {
  // Among 400 worlds of which each rejects with 5 %, the share is outside once in a thousand times.
  const isNominal = (share: number) => share > 0.015 && share < 0.085;

  it('both tests of the path reject as often as they say where events lie apart', async ({ annotate }) => {
    const { placebo, bootstrap } = rejections((stream) => Array.from({ length: EVENTS }, (_, e) => 98 * e + stream.below(80)));
    await annotate(toldRates({ placebo, bootstrap }));
    expect([...placebo, ...bootstrap].filter((share) => !isNominal(share))).toEqual([]);
  });

  it('the bootstrap does where events crowd as well, and the placebo rejects too often', async ({ annotate }) => {
    const { placebo, bootstrap } = rejections((stream) => new Set(Array.from({ length: EVENTS }, () => 100 + stream.below(30))));
    await annotate(toldRates({ placebo, bootstrap }));
    expect(bootstrap.filter((share) => !isNominal(share))).toEqual([]);
    expect(mean(Float64Array.from(placebo))).toBeGreaterThan(0.085);
  });
});
