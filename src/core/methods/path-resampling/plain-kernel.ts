import { seededStream } from '../../numerics/random.ts';
import { geometricBlocks } from '../bootstrap/block-resampling.ts';
import { highestOf, lowestOf, type PlacedGrowth, standardisedPath } from './mean-path.ts';
import type { PathDraws, PathKernel, PathSuprema } from './path-suprema.ts';

/** The kernel in plain TypeScript: what the fast one is held to, and what stands in where there is no WebAssembly. */
export const plainKernel: PathKernel = {
  placebo(draws, admissible) {
    const stream = seededStream(draws.seed);
    const drawn = new Int32Array(draws.events.length);
    return supremaOf(draws, () => ({
      growth: draws.growth,
      places: drawn.map(() => admissible[stream.below(admissible.length)] as number),
    }));
  },
  bootstrap(draws, meanBlockLength) {
    const stream = seededStream(draws.seed);
    const lengths = geometricBlocks(meanBlockLength);
    const n = (draws.growth.length - 1) / 2;
    const growth = new Float64Array(n + 1);
    return supremaOf(draws, () => {
      for (let filled = 0, level = 0; filled < n; ) {
        const place = stream.below(n);
        const length = Math.min(lengths(stream), n - filled);
        const lift = level - (draws.growth[place] as number);
        for (let i = 0; i <= length; i++) growth[filled + i] = (draws.growth[place + i] as number) + lift;
        filled += length;
        level = growth[filled] as number;
      }
      return { growth, places: draws.events };
    });
  },
};

function supremaOf(draws: PathDraws, next: () => PlacedGrowth): PathSuprema {
  const suprema = { highest: new Float64Array(draws.draws), lowest: new Float64Array(draws.draws) };
  for (let draw = 0; draw < draws.draws; draw++) {
    const path = standardisedPath(next(), draws);
    suprema.highest[draw] = highestOf(path);
    suprema.lowest[draw] = lowestOf(path);
  }
  return suprema;
}
