import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Side, westfallYoungMaxT } from '../../../../src/core/methods/inference/max-t.ts';
import { firstDifference } from '../../../reference/side-by-side.ts';

const FOLDER = new URL('../../../../../shared/refs/multiple-testing/', import.meta.url);
const hasRefs = existsSync(new URL('maxT_X.csv', FOLDER));
if (!hasRefs) console.warn(`skipped: no reference numbers at ${FOLDER.pathname}`);
const SEED = { seed: 20_260_726, numRuns: 300 };

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[]) => {
  const centre = average(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
};
const welch = (a: readonly number[], b: readonly number[]) =>
  (average(a) - average(b)) / Math.sqrt(variance(a) / a.length + variance(b) / b.length);

/** Every way to choose so many of n places, the first of them 0 … size − 1. */
function choices(n: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  return Array.from({ length: n - from - size + 1 }, (_, i) => from + i).flatMap((first) =>
    choices(n, size - 1, first + 1).map((rest) => [first, ...rest]),
  );
}

/** Welch's t of each row under every labelling, the observed one (the first five against the rest) first. */
function everyLabelling(rows: readonly (readonly number[])[]): Float64Array[] {
  const labellings = choices((rows[0] as number[]).length, 5).map((chosen) => new Set(chosen));
  return rows.map((row) =>
    Float64Array.from(labellings, (chosen) =>
      welch(
        row.filter((_, i) => chosen.has(i)),
        row.filter((_, i) => !chosen.has(i)),
      ),
    ),
  );
}

const sides: Side[] = ['upper', 'lower', 'two-sided'];
const families = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 25 }))
  .chain(([size, n]) =>
    fc.array(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: n, maxLength: n }), { minLength: size, maxLength: size }),
  );
const typed = (family: readonly (readonly number[])[]) => family.map((values) => Float64Array.from(values));

/** The closed test: the largest p over the sets that hold a hypothesis, each set judged by its maximum. */
function closedTesting(family: readonly (readonly number[])[], side: Side): number[] {
  const facing = (t: number) => (side === 'upper' ? t : side === 'lower' ? -t : Math.abs(t));
  const out = family.map(() => 0);
  for (let set = 1; set < 1 << family.length; set++) {
    const inside = family.filter((_, j) => set & (1 << j));
    const maxima = (family[0] as number[]).map((_, k) => Math.max(...inside.map((values) => facing(values[k] as number))));
    const p = maxima.filter((value) => value >= (maxima[0] as number) - 1e-12).length / maxima.length;
    for (const j of family.keys()) if (set & (1 << j)) out[j] = Math.max(out[j] as number, p);
  }
  return out;
}

describe("Westfall and Young's max-T", () => {
  const expected = hasRefs ? JSON.parse(readFileSync(new URL('expected_westfall_young_maxT.json', FOLDER), 'utf8')) : undefined;
  const statistics = hasRefs
    ? everyLabelling(
        readFileSync(new URL('maxT_X.csv', FOLDER), 'utf8')
          .trim()
          .split('\n')
          .slice(1)
          .map((line) => line.split(',').map(Number)),
      )
    : [];

  test.skipIf(!hasRefs)('has the exact p of multtest over all 462 labellings of 11 observations, two-sided and upper', () => {
    expect(statistics[0]?.length).toBe(462);
    expect(
      firstDifference(
        statistics.map(([t]) => t),
        expected.maxT_abs.t,
      ),
    ).toBeUndefined();
    expect(firstDifference([...westfallYoungMaxT(statistics, 'two-sided')], expected.maxT_abs.adjp)).toBeUndefined();
    expect(firstDifference([...westfallYoungMaxT(statistics)], expected.maxT_upper.adjp)).toBeUndefined();
  });

  test.skipIf(!hasRefs)('has the min-P of multtest where the statistics are the p of each labelling, small ones counting', () => {
    const ps = statistics.map((t) =>
      t.map((own) => t.reduce((count, other) => count + (Math.abs(other) >= Math.abs(own) - 1e-12 ? 1 : 0), 0) / t.length),
    );
    expect(firstDifference([...westfallYoungMaxT(ps, 'lower')], expected.minP_abs.adjp)).toBeUndefined();
  });

  it('equals the closed test over every set of hypotheses, on every side', () => {
    fc.assert(
      fc.property(families, fc.constantFrom(...sides), (family, side) => {
        expect(firstDifference([...westfallYoungMaxT(typed(family), side)], closedTesting(family, side))).toBeUndefined();
      }),
      SEED,
    );
  });

  it('does not depend on the order of hypotheses or of draws after the observed one, gives ties one p, and none is 0', () => {
    fc.assert(
      fc.property(families, fc.constantFrom(...sides), fc.nat(4), (family, side, by) => {
        const own = westfallYoungMaxT(typed(family), side);
        const turned = family.map((_, j) => family[(j + by) % family.length] as number[]);
        const backwards = turned.map(([observed, ...others]) => [observed as number, ...others.reverse()]);
        expect([...westfallYoungMaxT(typed(backwards), side)]).toEqual(family.map((_, j) => own[(j + by) % family.length]));
        family.forEach(([t], i) => {
          expect(own[i]).toBeGreaterThan(0);
          family.forEach(([other], j) => {
            if (t === other) expect(own[i]).toBe(own[j]);
          });
        });
      }),
      SEED,
    );
  });

  it('refuses hypotheses without the observed draw, with another number of draws and with NaN; without hypotheses it is empty', () => {
    expect(() => westfallYoungMaxT([new Float64Array(0)])).toThrow(RangeError);
    expect(() => westfallYoungMaxT([Float64Array.of(1, 2), Float64Array.of(1)])).toThrow('must have 2 values, had 1');
    expect(() => westfallYoungMaxT([Float64Array.of(1, Number.NaN)])).toThrow('must be finite, was NaN at index 1');
    expect([...westfallYoungMaxT([])]).toEqual([]);
    expect([...westfallYoungMaxT([Float64Array.of(3)])]).toEqual([1]);
  });
});
