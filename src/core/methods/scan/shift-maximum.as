// AssemblyScript, compiled into shift-maximum.generated.js by scripts/generate-kernel.ts. plain-kernel.ts says the same in TypeScript; the tests
// hold the two to the same bits. reserve() lays out the memory, the exported addresses say where the caller puts what is needed and finds what
// came out. Nothing is checked here.
//
// Sums are made of outcomes in fixed point, four to a register: integers add without rounding, whatever the order. Where a sum lies so near to a
// boundary that the rounding of the outcomes could decide, it is made once more of the outcomes themselves.

let n: i32;

/** Outcomes in fixed point, twice round the circle and a little on. */
export let fixed: usize;
/** The outcomes themselves, twice round the circle. */
export let exact: usize;
/** The largest Z at each shift, and the same rounded down. */
export let highest: usize;
let floors: usize;
/** Places of the events, ascending. */
export let places: usize;

/** How many S_k of the last hypothesis reach the level. */
export let reached: i32;

/** Shifts that are added up side by side. */
const WIDTH = 32;

/** Lays out the memory for so much, and makes it large enough. False where there is not so much. */
export function reserve(observations: i32, events: i32): bool {
  n = observations;
  fixed = (__heap_base + 15) & ~15;
  exact = fixed + ((2 * n + WIDTH) << 2);
  highest = exact + ((2 * n + 2) << 3);
  floors = highest + ((n + 2) << 3);
  places = floors + ((n + WIDTH) << 2);
  const pages = <i32>((places + (events << 2) + 0xffff) >> 16);
  return pages <= memory.size() || memory.grow(pages - memory.size()) >= 0;
}

/** Rounds the largest Z down; to be called when they have been put in place. */
export function lowerFloors(): void {
  for (let k = 0; k < n; k++) lowerFloor(k);
}

function lowerFloor(k: i32): void {
  const z = load<f64>(highest + (k << 3));
  store<f32>(floors + (k << 2), <f32>(z - abs(z) * 1.2e-7 - 1e-30));
}

/** Takes places for offsets in bytes, as `fold` reads them. */
export function toOffsets(events: i32): void {
  const end = places + (events << 2);
  for (let p = places; p < end; p += 4) store<i32>(p, load<i32>(p) << 2);
}

/**
 * Takes in one hypothesis. Sums of at least `certain` reach the level, those below `possible` do not, and those between are made once more. A
 * shift may have a new largest Z only where sum · perUnit − offset exceeds its floor.
 */
export function fold(
  events: i32, certain: i32, possible: i32, level: f64, perUnit: f32, offset: f32, mean: f64, deviation: f64, isLeftOut: bool,
): void {
  const end = places + (events << 2);
  const highs = i32x4.splat(certain - 1), lows = i32x4.splat(possible - 1);
  const factor = f32x4.splat(perUnit), less = f32x4.splat(isLeftOut ? Infinity : offset);
  let above = i32x4.splat(0);
  reached = 0;
  const whole = n & ~(WIDTH - 1);
  for (let k = 0; k < whole; k += WIDTH) {
    const first = fixed + (k << 2);
    let a = i32x4.splat(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
    for (let p = places; p < end; p += 4) {
      const q = first + load<i32>(p);
      a = i32x4.add(a, v128.load(q));
      b = i32x4.add(b, v128.load(q, 16));
      c = i32x4.add(c, v128.load(q, 32));
      d = i32x4.add(d, v128.load(q, 48));
      e = i32x4.add(e, v128.load(q, 64));
      f = i32x4.add(f, v128.load(q, 80));
      g = i32x4.add(g, v128.load(q, 96));
      h = i32x4.add(h, v128.load(q, 112));
    }
    // A comparison gives −1 where it holds.
    const sure = i32x4.add(
      i32x4.add(i32x4.add(i32x4.gt_s(a, highs), i32x4.gt_s(b, highs)), i32x4.add(i32x4.gt_s(c, highs), i32x4.gt_s(d, highs))),
      i32x4.add(i32x4.add(i32x4.gt_s(e, highs), i32x4.gt_s(f, highs)), i32x4.add(i32x4.gt_s(g, highs), i32x4.gt_s(h, highs))));
    const perhaps = i32x4.add(
      i32x4.add(i32x4.add(i32x4.gt_s(a, lows), i32x4.gt_s(b, lows)), i32x4.add(i32x4.gt_s(c, lows), i32x4.gt_s(d, lows))),
      i32x4.add(i32x4.add(i32x4.gt_s(e, lows), i32x4.gt_s(f, lows)), i32x4.add(i32x4.gt_s(g, lows), i32x4.gt_s(h, lows))));
    above = i32x4.sub(above, sure);
    if (v128.any_true(v128.xor(sure, perhaps))) {
      decideAll(a, highs, lows, k, end, events, level);
      decideAll(b, highs, lows, k + 4, end, events, level);
      decideAll(c, highs, lows, k + 8, end, events, level);
      decideAll(d, highs, lows, k + 12, end, events, level);
      decideAll(e, highs, lows, k + 16, end, events, level);
      decideAll(f, highs, lows, k + 20, end, events, level);
      decideAll(g, highs, lows, k + 24, end, events, level);
      decideAll(h, highs, lows, k + 28, end, events, level);
    }
    const t = floors + (k << 2);
    a = f32x4.gt(f32x4.sub(f32x4.mul(f32x4.convert_i32x4_s(a), factor), less), v128.load(t));
    b = f32x4.gt(f32x4.sub(f32x4.mul(f32x4.convert_i32x4_s(b), factor), less), v128.load(t, 16));
    c = f32x4.gt(f32x4.sub(f32x4.mul(f32x4.convert_i32x4_s(c), factor), less), v128.load(t, 32));
    d = f32x4.gt(f32x4.sub(f32x4.mul(f32x4.convert_i32x4_s(d), factor), less), v128.load(t, 48));
    e = f32x4.gt(f32x4.sub(f32x4.mul(f32x4.convert_i32x4_s(e), factor), less), v128.load(t, 64));
    f = f32x4.gt(f32x4.sub(f32x4.mul(f32x4.convert_i32x4_s(f), factor), less), v128.load(t, 80));
    g = f32x4.gt(f32x4.sub(f32x4.mul(f32x4.convert_i32x4_s(g), factor), less), v128.load(t, 96));
    h = f32x4.gt(f32x4.sub(f32x4.mul(f32x4.convert_i32x4_s(h), factor), less), v128.load(t, 112));
    if (v128.any_true(v128.or(v128.or(v128.or(a, b), v128.or(c, d)), v128.or(v128.or(e, f), v128.or(g, h))))) {
      raiseAll(a, k, end, events, mean, deviation);
      raiseAll(b, k + 4, end, events, mean, deviation);
      raiseAll(c, k + 8, end, events, mean, deviation);
      raiseAll(d, k + 12, end, events, mean, deviation);
      raiseAll(e, k + 16, end, events, mean, deviation);
      raiseAll(f, k + 20, end, events, mean, deviation);
      raiseAll(g, k + 24, end, events, mean, deviation);
      raiseAll(h, k + 28, end, events, mean, deviation);
    }
  }
  reached += i32x4.extract_lane(above, 0) + i32x4.extract_lane(above, 1) + i32x4.extract_lane(above, 2) + i32x4.extract_lane(above, 3);
  for (let k = whole; k < n; k++) {
    let sum = 0;
    for (let p = places; p < end; p += 4) sum += load<i32>(fixed + (k << 2) + load<i32>(p));
    if (sum >= certain) reached++;
    else if (sum >= possible) decide(k, end, events, level);
    if (!isLeftOut && <f32>sum * perUnit - offset > load<f32>(floors + (k << 2))) raise(k, end, events, mean, deviation);
  }
}

/** Counts those in doubt among four sums. */
function decideAll(sums: v128, highs: v128, lows: v128, k: i32, end: usize, events: i32, level: f64): void {
  const mask = i32x4.bitmask(v128.andnot(i32x4.gt_s(sums, lows), i32x4.gt_s(sums, highs)));
  if (mask & 1) decide(k, end, events, level);
  if (mask & 2) decide(k + 1, end, events, level);
  if (mask & 4) decide(k + 2, end, events, level);
  if (mask & 8) decide(k + 3, end, events, level);
}

function decide(k: i32, end: usize, events: i32, level: f64): void {
  if (exactSum(k, end) / <f64>events >= level) reached++;
}

function raiseAll(lanes: v128, k: i32, end: usize, events: i32, mean: f64, deviation: f64): void {
  const mask = i32x4.bitmask(lanes);
  if (mask & 1) raise(k, end, events, mean, deviation);
  if (mask & 2) raise(k + 1, end, events, mean, deviation);
  if (mask & 4) raise(k + 2, end, events, mean, deviation);
  if (mask & 8) raise(k + 3, end, events, mean, deviation);
}

/** The largest Z at a shift with this hypothesis, from the outcomes themselves. */
function raise(k: i32, end: usize, events: i32, mean: f64, deviation: f64): void {
  const value = exactSum(k, end) / <f64>events;
  const z = deviation > 0 ? (value - mean) / deviation : 0.0;
  if (z > load<f64>(highest + (k << 3))) {
    store<f64>(highest + (k << 3), z);
    lowerFloor(k);
  }
}

function exactSum(k: i32, end: usize): f64 {
  let sum = 0.0;
  for (let p = places; p < end; p += 4) sum += load<f64>(exact + (k << 3) + (<usize>load<i32>(p) << 1));
  return sum;
}
