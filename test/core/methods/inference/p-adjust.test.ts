import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type AdjustedP, adjustP, type PAdjustment } from '../../../../src/core/methods/inference/p-adjust.ts';
import { holmOverGroups } from '../../../../src/core/methods/inference/step-down.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { firstDifference } from '../../../reference/side-by-side.ts';

const R = new URL('../../../../../shared/refs/multiple-testing/expected_R_padjust.json', import.meta.url);
const STATSMODELS = new URL('../../../../../shared/refs/multiple-testing/expected_padjust.json', import.meta.url);
const hasRefs = existsSync(R) && existsSync(STATSMODELS);
if (!hasRefs) console.warn(`skipped: no reference numbers at ${R.pathname}`);
const SEED = { seed: 20_260_725, numRuns: 300 };

const methods: PAdjustment[] = ['bonferroni', 'holm', 'hochberg', 'hommel', 'benjamini-hochberg', 'benjamini-yekutieli'];
const familyWise: PAdjustment[] = ['bonferroni', 'holm', 'hochberg', 'hommel'];
const adjusted = (p: readonly number[], method: PAdjustment, variantsRun?: number): number[] => {
  const options = variantsRun === undefined ? {} : { variantsRun };
  return [...(adjustP(Float64Array.from(p), method, options) as AdjustedP).adjusted];
};
const largestDifference = (a: readonly number[], b: readonly number[]) => Math.max(...a.map((x, i) => Math.abs(x - (b[i] as number))));

/** p-values in twentieths and thousandths, so that ties and small ones are common. */
const families = fc.array(
  fc.oneof(
    fc.integer({ min: 1, max: 20 }).map((k) => k / 20),
    fc.integer({ min: 0, max: 60 }).map((k) => k / 1000),
  ),
  { minLength: 1, maxLength: 9 },
);

/** The closed test: the largest p over the sets that hold a hypothesis, each set judged by itself. */
function closedTesting(p: readonly number[], judge: (set: number[]) => number): number[] {
  const out = p.map(() => 0);
  for (let set = 1; set < 1 << p.length; set++) {
    const own = judge(p.filter((_, i) => set & (1 << i)).sort((a, b) => a - b));
    for (const i of p.keys()) if (set & (1 << i)) out[i] = Math.max(out[i] as number, Math.min(1, own));
  }
  return out;
}
const simes = (set: number[]) => Math.min(...set.map((p, i) => (set.length * p) / (i + 1)));

/** A step-up procedure as it is described: at each level that matters, the largest rank that passes takes all smaller p with it. */
function stepUp(p: readonly number[], factor: (rank: number, n: number) => number): number[] {
  const sorted = [...p].sort((a, b) => a - b);
  const levels = [...sorted.map((value, i) => factor(i + 1, p.length) * value), 1].sort((a, b) => a - b);
  return p.map((own) => {
    const refused = (level: number) => {
      const rank = sorted.findLastIndex((value, i) => factor(i + 1, p.length) * value <= level);
      return rank >= 0 && own <= (sorted[rank] as number);
    };
    return Math.min(1, levels.find(refused) ?? 1);
  });
}

describe('p-values adjusted for the number of tests', () => {
  test.skipIf(!hasRefs)("are those of R's p.adjust and of statsmodels on 50 p-values with a tie, to 1e-13", () => {
    const { p, ...r } = JSON.parse(readFileSync(R, 'utf8'));
    const python = JSON.parse(readFileSync(STATSMODELS, 'utf8'));
    const inR = ['bonferroni', 'holm', 'hochberg', 'hommel', 'BH', 'BY'];
    const inPython = ['bonferroni', 'holm', 'simes-hochberg', 'hommel', 'fdr_bh', 'fdr_by'];
    methods.forEach((method, i) => {
      // R prints 15 digits.
      expect(largestDifference(adjusted(p, method), r[inR[i] as string])).toBeLessThan(1e-13);
      expect(largestDifference(adjusted(python.p, method), python[inPython[i] as string].adjusted)).toBeLessThan(1e-13);
    });
  });

  it('equal the closed test over every set: Bonferroni inside gives Holm, Simes inside gives Hommel', () => {
    fc.assert(
      fc.property(families, (p) => {
        expect(
          firstDifference(
            adjusted(p, 'holm'),
            closedTesting(p, (set) => set.length * (set[0] as number)),
          ),
        ).toBeUndefined();
        expect(firstDifference(adjusted(p, 'hommel'), closedTesting(p, simes))).toBeUndefined();
      }),
      SEED,
    );
  });

  it('equal the step-up procedures tried at every level that matters', () => {
    const harmonic = (n: number) => Array.from({ length: n }, (_, i) => 1 / (i + 1)).reduce((a, b) => a + b, 0);
    fc.assert(
      fc.property(families, (p) => {
        expect(
          firstDifference(
            adjusted(p, 'hochberg'),
            stepUp(p, (rank, n) => n - rank + 1),
          ),
        ).toBeUndefined();
        expect(
          firstDifference(
            adjusted(p, 'benjamini-hochberg'),
            stepUp(p, (rank, n) => n / rank),
          ),
        ).toBeUndefined();
        expect(
          firstDifference(
            adjusted(p, 'benjamini-yekutieli'),
            stepUp(p, (rank, n) => (harmonic(n) * n) / rank),
          ),
        ).toBeUndefined();
      }),
      SEED,
    );
  });

  it('by Holm are those of Holm over families of one', () => {
    fc.assert(
      fc.property(families, (p) => {
        const groups = holmOverGroups(p.map((one) => Float64Array.of(one))).map(([one]) => one);
        expect(firstDifference(adjusted(p, 'holm'), groups)).toBeUndefined();
      }),
      SEED,
    );
  });

  it('do not depend on the order, keep the order of the raw p, give ties one p, and are never below the raw p or above 1', () => {
    fc.assert(
      fc.property(families, fc.constantFrom(...methods), fc.nat(8), (p, method, by) => {
        const own = adjusted(p, method);
        const turned = p.map((_, i) => p[(i + by) % p.length] as number);
        expect(adjusted(turned, method)).toEqual(p.map((_, i) => own[(i + by) % p.length]));
        for (const i of p.keys()) {
          expect(own[i]).toBeGreaterThanOrEqual((p[i] as number) - 1e-15);
          expect(own[i]).toBeLessThanOrEqual(1);
          for (const j of p.keys()) {
            if (p[i] === p[j]) expect(own[i]).toBe(own[j]);
            else if ((p[i] as number) < (p[j] as number)) expect(own[i]).toBeLessThanOrEqual(own[j] as number);
          }
        }
      }),
      SEED,
    );
  });

  it('rank by strictness: Hommel ≤ Hochberg ≤ Holm ≤ Bonferroni, and Benjamini–Hochberg below all of them', () => {
    fc.assert(
      fc.property(families, (p) => {
        const [bonferroni, holm, hochberg, hommel] = familyWise.map((method) => adjusted(p, method)) as number[][];
        const bh = adjusted(p, 'benjamini-hochberg');
        for (const i of p.keys()) {
          const line = [bh, hommel, hochberg, holm, bonferroni].map((all) => (all as number[])[i] as number);
          line.slice(1).forEach((value, rank) => {
            expect(value).toBeGreaterThanOrEqual((line[rank] as number) - 1e-12);
          });
        }
      }),
      SEED,
    );
  });
});

describe('a family that counts every variant that was run', () => {
  it('counts those whose p is not given as p of 1, and says how many', () => {
    fc.assert(
      fc.property(families, fc.constantFrom(...methods), fc.nat(6), (p, method, unseen) => {
        const all = [...p, ...Array<number>(unseen).fill(1)];
        const result = adjustP(Float64Array.from(p), method, { variantsRun: all.length }) as AdjustedP;
        expect(firstDifference([...result.adjusted], adjusted(all, method).slice(0, p.length))).toBeUndefined();
        expect(result).toMatchObject({ method, observations: p.length, variantsRun: all.length });
        expect(firstNotFinite(result)).toBeUndefined();
      }),
      SEED,
    );
  });

  it('never makes a p smaller by counting more variants', () => {
    fc.assert(
      fc.property(families, fc.constantFrom(...methods), fc.nat(6), (p, method, more) => {
        const own = adjusted(p, method);
        adjusted(p, method, p.length + more).forEach((value, i) => {
          expect(value).toBeGreaterThanOrEqual((own[i] as number) - 1e-12);
        });
      }),
      SEED,
    );
  });

  it('makes 0.012 out of the best of 24 variants that alone had 0.0005', () => {
    expect(adjusted([0.0005], 'holm', 24)[0]).toBeCloseTo(0.012, 15);
  });
});

describe('p-values that are none', () => {
  it('are refused: NaN, below 0, above 1, and fewer variants than p-values', () => {
    for (const bad of [Number.NaN, -0.01, 1.01, Number.POSITIVE_INFINITY]) {
      expect(() => adjustP(Float64Array.of(0.5, bad), 'holm')).toThrow(RangeError);
    }
    expect(() => adjustP(Float64Array.of(0.1, 0.2), 'holm', { variantsRun: 1 })).toThrow('must be an integer at least 2, was 1');
    expect(() => adjustP(Float64Array.of(0.1, 0.2), 'holm', { variantsRun: 2.5 })).toThrow(RangeError);
  });

  it('none at all is too little data; one alone stays as it is', () => {
    for (const method of methods) {
      expect(adjustP(new Float64Array(0), method)).toEqual({ ok: false, reason: 'no p-value to adjust', needed: 1, available: 0 });
      expect(adjusted([0.03], method)).toEqual([0.03]);
    }
  });
});
