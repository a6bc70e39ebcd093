import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { automaticBlockLength, type BlockLength } from '../../../../src/core/methods/bootstrap/block-length.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { referencesOf } from '../long-horizon/references.ts';

const references = referencesOf('block-length');
const SEED = { seed: 20_260_915, numRuns: 200 };
const lengthOf = (values: ArrayLike<number>) => automaticBlockLength(Float64Array.from(values)) as BlockLength;

/** The definition, sum by sum. */
function byDefinition(values: readonly number[]): { stationary: number; circular: number } {
  const n = values.length;
  const centre = values.reduce((sum, value) => sum + value, 0) / n;
  const c = (k: number) => {
    let sum = 0;
    for (let t = 0; t + k < n; t++) sum += ((values[t] as number) - centre) * ((values[t + k] as number) - centre);
    return sum / n;
  };
  const run = Math.max(5, Math.floor(Math.log10(n)));
  const reach = Math.ceil(Math.sqrt(n)) + run;
  const quiet = (k: number) => Math.abs(c(k) / c(0)) < 2 * Math.sqrt(Math.log10(n) / n);
  let m = 1;
  while (m + run - 1 <= reach && !Array.from({ length: run }, (_, i) => m + i).every(quiet)) m++;
  const M = m + run - 1 <= reach ? Math.min(2 * m, reach) : reach;
  const window = (s: number) => (s <= 0.5 ? 1 : 2 * (1 - s));
  let [G, g] = [0, 0];
  for (let k = -M; k <= M; k++) {
    G += window(Math.abs(k) / M) * Math.abs(k) * c(Math.abs(k));
    g += window(Math.abs(k) / M) * c(Math.abs(k));
  }
  const cut = (b: number) => Math.max(1, Math.min(b, Math.ceil(Math.min(3 * Math.sqrt(n), n / 3))));
  const b = (D: number) => cut(((2 * G * G) / D) ** (1 / 3) * n ** (1 / 3));
  return { stationary: b(2 * g * g), circular: b((4 / 3) * g * g) };
}

const series = fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 9, maxLength: 90 }).map((values) => {
  // Every other series wanders, so that runs of quiet lags come late or never.
  let level = 0;
  return (values[0] as number) % 2 === 0 ? values : values.map((value) => (level = 0.9 * level + value));
});

describe('the automatic block length', () => {
  test.skipIf(!references.present)('is that of arch and of np on six series, to 1e-12 of its value', () => {
    const [np, arch] = [references.json('expected_np.json'), references.json('expected_arch.json')];
    for (const [name, expected] of Object.entries<Record<string, { stationary: number; circular: number }>>(np)) {
      if (!expected.default) continue;
      const found = lengthOf(references.csv(`${name}.csv`).y as Float64Array);
      for (const other of [expected.default, arch.series[name] ?? arch.arch_run_full_precision]) {
        expect(found.stationary / other.stationary).toBeCloseTo(1, 12);
        expect(found.circular / other.circular).toBeCloseTo(1, 12);
      }
      expect(found.capped).toBe(false);
    }
  });

  it('is the definition’s, sum by sum, within 1 and the cap', () => {
    fc.assert(
      fc.property(series, (values) => {
        const found = automaticBlockLength(Float64Array.from(values));
        expect(firstNotFinite(found)).toBeUndefined();
        expect('ok' in found).toBe(new Set(values).size === 1);
        if ('ok' in found) return;
        const expected = byDefinition(values);
        // The cube root of a difference that may cancel: compared as fractions of itself.
        expect(found.stationary / expected.stationary).toBeCloseTo(1, 6);
        expect(found.circular / expected.circular).toBeCloseTo(1, 6);
        expect(found.stationary).toBeGreaterThanOrEqual(1);
        expect(found.circular).toBeLessThanOrEqual(found.cap);
        expect(found.bandwidth).toBeLessThan(found.observations);
      }),
      SEED,
    );
  });

  it('knows no unit and no origin: neither scale nor shift changes it, however large or small', () => {
    const values = Float64Array.from({ length: 120 }, (_, i) => Math.sin(i / 7) + Math.sin(1.7 * i * i));
    const plain = lengthOf(values);
    for (const unit of [1e-170, 1e-3, -5, 1e170]) {
      expect(lengthOf(values.map((value) => unit * value)).stationary).toBeCloseTo(plain.stationary, 8);
    }
    expect(lengthOf(values.map((value) => value + 1000)).circular).toBeCloseTo(plain.circular, 8);
  });

  it('is the cap for a series that repeats itself every three dates, and says so', () => {
    const found = lengthOf(Float64Array.from({ length: 100 }, (_, i) => i % 3));
    expect(found).toMatchObject({ stationary: 30, circular: 30, cap: 30, capped: true, lastLag: null, bandwidth: 15, observations: 100 });
  });

  it('is longer the longer a series remembers', () => {
    let state = 1;
    const noise = Float64Array.from({ length: 2000 }, () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647 - 0.5;
    });
    const remembering = [0, 0.3, 0.6, 0.9].map((share) => {
      let level = 0;
      return lengthOf(noise.map((value) => (level = share * level + value))).stationary;
    });
    expect(remembering).toEqual([...remembering].sort((a, b) => a - b));
  });

  it('is none for fewer than 9 observations or the same value throughout', () => {
    expect(automaticBlockLength(new Float64Array(0))).toMatchObject({ ok: false, needed: 9, available: 0 });
    expect(automaticBlockLength(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8))).toMatchObject({ ok: false, needed: 9, available: 8 });
    expect(automaticBlockLength(new Float64Array(50).fill(0.1 + 0.2))).toMatchObject({ ok: false });
    expect(firstNotFinite(lengthOf([1, 2, 1, 2, 1, 2, 1, 2, 1]))).toBeUndefined();
    expect(firstNotFinite(lengthOf([1, 0, 0, 0, 0, 0, 0, 0, 0]))).toBeUndefined();
  });

  it('refuses values that are missing', () => {
    expect(() => lengthOf([...new Array(20).keys(), Number.NaN])).toThrow(new RangeError('values must be finite, was NaN at index 20'));
  });
});
