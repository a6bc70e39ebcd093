import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { mean } from '../../numerics/moments.ts';
import { type RandomStream, seededStream } from '../../numerics/random.ts';
import { isConstant, requireFinite, requireInteger, requireSameLength } from '../../numerics/require.ts';
import { whyNoComparison } from '../inference/no-comparison.ts';
import { type PermutationStanding, permutationStanding } from '../inference/permutation-standing.ts';
import { requirePlaces } from '../inference/places.ts';
import { automaticBlockLength } from './block-length.ts';
import { type BlockLengths, geometricBlocks } from './block-resampling.ts';

/** The mean outcome at the events among resamples of the target that know nothing of them. */
export interface StationaryBootstrapTest extends PermutationStanding {
  /** What the resamples expect: the mean over the whole target. */
  readonly expected: number;
  /** In observations of what was resampled. */
  readonly meanBlockLength: number;
}

/** Options of both tests. */
export interface StationaryBootstrapOptions {
  readonly seed: number;
  /** Default 10,000. */
  readonly draws?: number;
  /** Default: the automatic one, at least 20. */
  readonly meanBlockLength?: number;
}

/** A path of prices and the holding periods of the events on it. */
export interface HoldingPath {
  /** Logs of T closes, in order. */
  readonly logPrices: Float64Array;
  /** Index of each event's entry and exit close; entry < exit. */
  readonly entries: Int32Array;
  readonly exits: Int32Array;
}

/** Volatility and drift last longer than the autocorrelation of returns shows: the shortest mean block that is chosen automatically. */
export const SHORTEST_AUTOMATIC_BLOCK = 20;

/**
 * Stationary-bootstrap test of no relation, by the target's returns: they are resampled in blocks and made into a new path, while the
 * events stay where they are.
 *
 *     S = mean over events of log P(exit) − log P(entry);   p_upper = (1 + #{S* ≥ S}) / (1 + draws)
 *
 * Overlapping holding periods share the resampled returns, as they do in the data.
 *
 * @param path - Log prices, and the holding periods of the events.
 * @returns The standing, or why there is none: no event, a price that never moves, too few returns for a block length.
 * @throws RangeError for prices that are not finite, periods outside the path or of no length. Missing values: refuses.
 * @remarks The target's returns are stationary under the null; never give it resampled levels. Source: Politis and Romano (1994). Checked
 * against brute force over blocks written out.
 */
export function stationaryBootstrapTest(
  path: HoldingPath,
  { seed, draws = 10_000, meanBlockLength }: StationaryBootstrapOptions,
): StationaryBootstrapTest | Insufficient {
  const { logPrices, entries, exits } = path;
  requireHoldingPath(path);
  requireInteger('draws', draws, { minimum: 1 });
  if (entries.length === 0) return insufficient('no event has a complete outcome', 1, 0);
  const returns = Float64Array.from({ length: logPrices.length - 1 }, (_, t) => (logPrices[t + 1] as number) - (logPrices[t] as number));
  if (isConstant(returns)) return insufficient('the return is the same throughout', 2, 1);
  const blocks = meanBlockLength ?? automaticLengthOf(returns);
  if (typeof blocks !== 'number') return blocks;
  const drift = mean(returns);
  // Deviations from the drift: it adds the same to every resample, and would cost digits.
  const risen = logPrices.map((value, t) => value - (logPrices[0] as number) - t * drift);
  const growth = entries.reduce((sum, entry, e) => sum + (risen[exits[e] as number] as number) - (risen[entry] as number), 0);
  const expected = (drift * entries.reduce((sum, entry, e) => sum + (exits[e] as number) - entry, 0)) / entries.length;
  const drawn = resampledGrowth({ risen, held: heldRuns(path) }, { lengths: geometricBlocks(blocks), draws, stream: seededStream(seed) });
  const observed = expected + growth / entries.length;
  const statistics = drawn.map((sum) => expected + sum / entries.length);
  return {
    ...permutationStanding(observed, statistics, { exact: false, centre: expected, observations: entries.length }),
    expected,
    meanBlockLength: blocks,
  };
}

function requireHoldingPath({ logPrices, entries, exits }: HoldingPath): void {
  requireFinite('log prices', logPrices);
  requireSameLength('exits', exits.length, entries.length);
  entries.forEach((entry, e) => {
    const exit = exits[e] as number;
    if (!(entry >= 0 && exit > entry && exit < logPrices.length)) {
      throw new RangeError(`a holding period must run forward within ${logPrices.length} prices, was from ${entry} to ${exit}`);
    }
  });
}

function automaticLengthOf(values: Float64Array): number | Insufficient {
  const length = automaticBlockLength(values);
  return isInsufficient(length) ? length : Math.max(SHORTEST_AUTOMATIC_BLOCK, length.stationary);
}

/** Runs of returns with the number of events that hold over them: ends (excluded) and numbers, the last run ending with the path. */
interface HeldRuns {
  readonly ends: Int32Array;
  readonly holders: Int32Array;
}

function heldRuns({ logPrices, entries, exits }: HoldingPath): HeldRuns {
  const changes = new Int32Array(logPrices.length);
  entries.forEach((entry, e) => {
    changes[entry] = (changes[entry] as number) + 1;
    changes[exits[e] as number] = (changes[exits[e] as number] as number) - 1;
  });
  const [ends, holders]: [number[], number[]] = [[], []];
  const last = logPrices.length - 1;
  for (let t = 0, holding = 0; t < last; t++) {
    if (t > 0 && changes[t] !== 0) {
      ends.push(t);
      holders.push(holding);
    }
    holding += changes[t] as number;
    if (t === last - 1) {
      ends.push(last);
      holders.push(holding);
    }
  }
  return { ends: Int32Array.from(ends), holders: Int32Array.from(holders) };
}

/** For each draw the sum over events of the resampled growth while they hold: block by block, cut where the number of holders changes. */
function resampledGrowth(
  { risen, held: { ends, holders } }: { readonly risen: Float64Array; readonly held: HeldRuns },
  { lengths, draws, stream }: { readonly lengths: BlockLengths; readonly draws: number; readonly stream: RandomStream },
): Float64Array {
  const n = risen.length - 1;
  const whole = risen[n] as number;
  const sums = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0;
    for (let filled = 0, run = 0; filled < n; ) {
      let place = stream.below(n);
      const end = Math.min(n, filled + lengths(stream));
      while (filled < end) {
        const until = Math.min(end, ends[run] as number);
        const reach = place + until - filled;
        const next = reach < n ? reach : reach - n;
        const growth = (risen[next] as number) - (risen[place] as number) + (reach < n ? 0 : whole);
        sum += (holders[run] as number) * growth;
        filled = until;
        place = next;
        if (until === ends[run]) run++;
      }
    }
    sums[draw] = sum;
  }
  return sums;
}

/**
 * The same test for outcomes that are no growth along a path (hits, days to a peak): the outcomes of the admissible dates themselves are
 * resampled in blocks, while the events stay where they are.
 *
 * @param outcomes - n values, in order of date.
 * @param events - Places 0 … n − 1, ascending, each once.
 * @returns The standing, or why there is none: no event, nothing but events, the same outcome throughout, too few dates for a block length.
 * @throws RangeError for outcomes that are not finite or places that do not ascend. Missing values: refuses.
 * @remarks Blocks must be as long as the horizon's overlap, or neighbouring events lose what they share; the automatic length of
 * overlapping outcomes sees to it only roughly. Where there is a path, {@link stationaryBootstrapTest} is the better test.
 */
export function outcomeBootstrapTest(
  outcomes: Float64Array,
  events: Int32Array,
  { seed, draws = 10_000, meanBlockLength }: StationaryBootstrapOptions,
): StationaryBootstrapTest | Insufficient {
  requireFinite('outcomes', outcomes);
  requirePlaces(events, outcomes.length);
  requireInteger('draws', draws, { minimum: 1 });
  const lack = whyNoComparison(outcomes, events);
  if (lack) return lack;
  const blocks = meanBlockLength ?? automaticLengthOf(outcomes);
  if (typeof blocks !== 'number') return blocks;
  if (!(blocks >= 1)) throw new RangeError(`a mean block length must be at least 1, was ${blocks}`);
  const expected = mean(outcomes);
  const statistics = resampledEventMeans({ outcomes, events }, { stay: 1 - 1 / blocks, draws, stream: seededStream(seed) });
  const observed = mean(Float64Array.from(events, (place) => outcomes[place] as number));
  return {
    ...permutationStanding(observed, statistics, { exact: false, centre: expected, observations: events.length }),
    expected,
    meanBlockLength: blocks,
  };
}

/** Mean of the resampled outcomes at the events: between two events a block goes on with probability (1 − p)^distance, else any place comes. */
function resampledEventMeans(
  { outcomes, events }: { readonly outcomes: Float64Array; readonly events: Int32Array },
  { stay, draws, stream }: { readonly stay: number; readonly draws: number; readonly stream: RandomStream },
): Float64Array {
  const n = outcomes.length;
  const steps = Array.from(events, (place, e) => (e === 0 ? n : place - (events[e - 1] as number)));
  const chances = steps.map((step, e) => (e === 0 ? 0 : stay ** step));
  return Float64Array.from({ length: draws }, () => {
    let [sum, place] = [0, 0];
    for (let e = 0; e < steps.length; e++) {
      const goesOn = stream.uniform() < (chances[e] as number);
      place = goesOn ? (place + (steps[e] as number)) % n : stream.below(n);
      sum += outcomes[place] as number;
    }
    return sum / steps.length;
  });
}
