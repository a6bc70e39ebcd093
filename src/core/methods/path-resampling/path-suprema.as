// AssemblyScript, compiled into path-suprema.generated.js by scripts/generate-kernel.ts. plain-kernel.ts says the same in TypeScript, add for
// add; the tests hold the two to the same bits. reserve() lays out the memory, the exported addresses say where the caller puts what is
// needed and finds what came out. Nothing is checked here.

let observations: i32;
let days: i32;
let events: i32;

/** Cumulative growth before each observation, twice round the circle. */
export let growth: usize;
/** Of each day up to the last. */
export let centre: usize;
export let perDeviation: usize;
/** Of each draw. */
export let highest: usize;
export let lowest: usize;
/** Places: of the events, and of all that a placebo may draw. */
export let places: usize;
export let admissible: usize;
/** Table of block lengths. */
export let thresholds: usize;
export let cells: usize;

let resample: usize;
let drawn: usize;

const WARM_UP = 64;
const CELLS = 4096;
const CELL_SHIFT = 20;
/** Days that are added up side by side, two to a register. */
const WIDTH = 16;
/** Values that are copied together, which may be that many past an end. */
const STRIDE = 32;

/** Lays out the memory for so much, and makes it large enough. */
export function reserve(observationCount: i32, dayCount: i32, eventCount: i32, drawCount: i32): void {
  observations = observationCount;
  days = dayCount;
  events = eventCount;
  growth = __heap_base;
  resample = growth + ((2 * observations + 1 + STRIDE) << 3);
  centre = resample + ((observations + 1 + STRIDE) << 3);
  perDeviation = centre + (days << 3);
  highest = perDeviation + (days << 3);
  lowest = highest + (drawCount << 3);
  places = lowest + (drawCount << 3);
  drawn = places + (events << 2);
  admissible = drawn + (events << 2);
  thresholds = admissible + (observations << 2);
  cells = thresholds + ((observations + 1) << 2);
  const pages = <i32>((cells + (CELLS << 2) + 0xffff) >> 16);
  if (pages > memory.size()) memory.grow(pages - memory.size());
}

let s0: u64;
let s1: u64;

/** Begins the stream of a seed as seededStream does: xoroshiro128+ as pure-rand begins it, warmed up. */
export function seed(value: i32): void {
  s0 = 0xffffffff00000000 | <u64>(<u32>~value);
  s1 = <u64>(<u32>value) << 32;
  for (let i = 0; i < WARM_UP; i++) word();
}

/** The next 32 bits of the stream. */
export function word(): u32 {
  const out = <u32>(s0 + s1);
  const mixed = s1 ^ s0;
  s0 = rotl<u64>(s0, 24) ^ mixed ^ (mixed << 16);
  s1 = rotl<u64>(mixed, 37);
  return out;
}

function below(n: i32): i32 {
  return <i32>((<u64>word() * <u64>n) >> 32);
}

export function placebos(from: i32, to: i32, candidates: i32): void {
  for (let draw = from; draw < to; draw++) {
    for (let e = 0; e < events; e++) store<i32>(drawn + (e << 2), load<i32>(admissible + (below(candidates) << 2)));
    standing(growth, drawn, draw);
  }
}

export function bootstraps(from: i32, to: i32): void {
  for (let draw = from; draw < to; draw++) {
    resampleGrowth();
    standing(resample, places, draw);
  }
}

function blockLength(): i32 {
  const w = word();
  let length = load<i32>(cells + ((w >> CELL_SHIFT) << 2));
  while (w < load<u32>(thresholds + (length << 2))) length++;
  return length;
}

function resampleGrowth(): void {
  let level = 0.0;
  let to = resample;
  const end = resample + (observations << 3);
  while (to < end) {
    let from = growth + (below(observations) << 3);
    const stop = to + min(blockLength() << 3, <i32>(end - to));
    const lift = level - load<f64>(from);
    level = load<f64>(from + (stop - to)) + lift;
    const lifts = f64x2.splat(lift);
    // 32 at a time, and so past the end: the next block writes over it. Fewer would be too many turns that nobody can foresee.
    do {
      for (let k = 0; k < 4; k++) {
        v128.store(to, f64x2.add(v128.load(from), lifts));
        v128.store(to, f64x2.add(v128.load(from, 16), lifts), 16);
        v128.store(to, f64x2.add(v128.load(from, 32), lifts), 32);
        v128.store(to, f64x2.add(v128.load(from, 48), lifts), 48);
        to += 64;
        from += 64;
      }
    } while (to < stop);
    to = stop;
  }
  store<f64>(end, level);
}

function standing(path: usize, dates: usize, draw: i32): void {
  const end = dates + (events << 2);
  let base = 0.0;
  for (let date = dates; date < end; date += 4) base += load<f64>(path + (load<i32>(date) << 3));
  let high = -Infinity;
  let low = Infinity;
  if (days < WIDTH) {
    for (let day = 0; day < days; day++) {
      let sum = 0.0;
      for (let date = dates; date < end; date += 4) sum += load<f64>(path + ((load<i32>(date) + day) << 3), 8);
      const z = (sum - base - load<f64>(centre + (day << 3))) * load<f64>(perDeviation + (day << 3));
      if (z > high) high = z;
      if (z < low) low = z;
    }
  } else {
    const bases = f64x2.splat(base);
    let highs = f64x2.splat(-Infinity);
    let lows = f64x2.splat(Infinity);
    for (let chunk = 0; chunk < days; chunk += WIDTH) {
      // The last days are read together with some that have been read before: they change no extreme.
      const at = min(chunk, days - WIDTH) << 3;
      const first = path + at + 8;
      let a = f64x2.splat(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
      for (let date = dates; date < end; date += 4) {
        const p = first + (load<i32>(date) << 3);
        a = f64x2.add(a, v128.load(p));
        b = f64x2.add(b, v128.load(p, 16));
        c = f64x2.add(c, v128.load(p, 32));
        d = f64x2.add(d, v128.load(p, 48));
        e = f64x2.add(e, v128.load(p, 64));
        f = f64x2.add(f, v128.load(p, 80));
        g = f64x2.add(g, v128.load(p, 96));
        h = f64x2.add(h, v128.load(p, 112));
      }
      const m = centre + at;
      const s = perDeviation + at;
      a = f64x2.mul(f64x2.sub(f64x2.sub(a, bases), v128.load(m)), v128.load(s));
      b = f64x2.mul(f64x2.sub(f64x2.sub(b, bases), v128.load(m, 16)), v128.load(s, 16));
      c = f64x2.mul(f64x2.sub(f64x2.sub(c, bases), v128.load(m, 32)), v128.load(s, 32));
      d = f64x2.mul(f64x2.sub(f64x2.sub(d, bases), v128.load(m, 48)), v128.load(s, 48));
      e = f64x2.mul(f64x2.sub(f64x2.sub(e, bases), v128.load(m, 64)), v128.load(s, 64));
      f = f64x2.mul(f64x2.sub(f64x2.sub(f, bases), v128.load(m, 80)), v128.load(s, 80));
      g = f64x2.mul(f64x2.sub(f64x2.sub(g, bases), v128.load(m, 96)), v128.load(s, 96));
      h = f64x2.mul(f64x2.sub(f64x2.sub(h, bases), v128.load(m, 112)), v128.load(s, 112));
      highs = f64x2.pmax(highs, f64x2.pmax(f64x2.pmax(f64x2.pmax(a, b), f64x2.pmax(c, d)), f64x2.pmax(f64x2.pmax(e, f), f64x2.pmax(g, h))));
      lows = f64x2.pmin(lows, f64x2.pmin(f64x2.pmin(f64x2.pmin(a, b), f64x2.pmin(c, d)), f64x2.pmin(f64x2.pmin(e, f), f64x2.pmin(g, h))));
    }
    high = max(f64x2.extract_lane(highs, 0), f64x2.extract_lane(highs, 1));
    low = min(f64x2.extract_lane(lows, 0), f64x2.extract_lane(lows, 1));
  }
  store<f64>(highest + (draw << 3), high);
  store<f64>(lowest + (draw << 3), low);
}
