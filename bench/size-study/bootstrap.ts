import { blockIndices, geometricBlocks } from '../../src/core/methods/bootstrap/block-resampling.ts';
import type { Study } from '../../src/core/methods/event-study/study.ts';
import type { RandomStream } from '../../src/core/numerics/random.ts';

const DRAWS = 99;
/** Mean block of the resamples of the target, in days. */
export const BOOTSTRAP_BLOCK = 20;
const BLOCKS = geometricBlocks(BOOTSTRAP_BLOCK);

/**
 * Upper p of the mean outcome of each study when the target's daily returns are resampled (stationary bootstrap), the events staying
 * where they are; the same resamples for all studies of one target. 1 for a study without events.
 */
export function bootstrapTests(studies: readonly Study[], stream: RandomStream): number[] {
  const [first] = studies as readonly [Study];
  const closes = first.outcomes.target.values;
  const returns = closes.subarray(1).map((close, i) => Math.log(close / (closes[i] as number)));
  const periods = studies.map(({ instances, outcomes }) => ({
    entries: Int32Array.from(instances, (i) => outcomes.periods.entry[i] as number),
    exits: Int32Array.from(instances, (i) => outcomes.periods.exit[i] as number),
  }));
  const observed = periods.map((own) => totalOver(sums(returns), own));
  const above = studies.map(() => 0);
  for (let draw = 0; draw < DRAWS; draw++) {
    const places = blockIndices(returns.length, BLOCKS, stream);
    const path = sums(returns, places);
    periods.forEach((own, s) => {
      if (totalOver(path, own) >= (observed[s] as number)) above[s] = (above[s] as number) + 1;
    });
  }
  return above.map((count, s) => ((studies[s] as Study).instances.length === 0 ? 1 : (1 + count) / (1 + DRAWS)));
}

/** Sums of the returns before each close, from nothing to all of them, in the order of the places. */
function sums(returns: Float64Array, places?: Int32Array): Float64Array {
  const path = new Float64Array(returns.length + 1);
  for (let i = 0; i < returns.length; i++) path[i + 1] = (path[i] as number) + (returns[places ? (places[i] as number) : i] as number);
  return path;
}

function totalOver(path: Float64Array, { entries, exits }: { readonly entries: Int32Array; readonly exits: Int32Array }): number {
  let total = 0;
  for (let e = 0; e < entries.length; e++) total += (path[exits[e] as number] as number) - (path[entries[e] as number] as number);
  return total;
}
