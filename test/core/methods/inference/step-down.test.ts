import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { eraCentred, shiftedMeans, standing } from '../../../../src/core/methods/inference/shift.ts';
import { holmOverGroups, stepDownMaxT } from '../../../../src/core/methods/inference/step-down.ts';
import { stepDownMaxT as bruteStepDown, holm, holmOverFamilies } from '../../../reference/brute-force/family.ts';
import { mean, standardDeviation } from '../../../reference/brute-force/numbers.ts';
import { firstDifference } from '../../../reference/side-by-side.ts';

const reference = JSON.parse(readFileSync(new URL('../../../reference/circular-shift/circular-shift.json', import.meta.url), 'utf8'));
const R_PADJUST = new URL('../../../../../shared/refs/multiple-testing/expected_R_padjust.json', import.meta.url);
const hasRefs = existsSync(R_PADJUST);
if (!hasRefs) console.warn(`skipped: no reference numbers at ${R_PADJUST.pathname}`);
const SEED = { seed: 20_260_721, numRuns: 200 };

const members: { outcomes: number[]; events: number[] }[] = reference.members;
const plain = members.map(({ outcomes, events }) => shiftedMeans(Float64Array.from(outcomes), Int32Array.from(events)));
const centred = members.map(({ outcomes, events }) =>
  shiftedMeans(eraCentred(Int32Array.from(reference.dates), Float64Array.from(outcomes)), Int32Array.from(events)),
);

/** Shift distributions of two to five members over the same k, with ties; none of them constant. */
const families = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 3, max: 40 }))
  .chain(([size, n]) =>
    fc.array(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: n, maxLength: n }), { minLength: size, maxLength: size }),
  )
  .filter((family) => family.every((values) => new Set(values).size > 1));

const typed = (family: readonly (readonly number[])[]) => family.map((values) => Float64Array.from(values));

/** Every set of members: what max-T in one step makes of it; a member's p is the largest over the sets that it is in. */
function closedTesting(family: readonly (readonly number[])[]): number[] {
  const z = family.map((values) => values.map((value) => (value - mean(values)) / standardDeviation(values)));
  const adjusted = family.map(() => 0);
  for (let set = 1; set < 1 << family.length; set++) {
    const inside = z.filter((_, m) => set & (1 << m));
    const maxima = (z[0] as number[]).map((_, k) => Math.max(...inside.map((all) => all[k] as number)));
    const p = maxima.filter((value) => value >= (maxima[0] as number) - 1e-12).length / maxima.length;
    for (const m of family.keys()) if (set & (1 << m)) adjusted[m] = Math.max(adjusted[m] as number, p);
  }
  return adjusted;
}

describe('step-down max-T', () => {
  it("gives numpy's adjusted p, for the plain and the era-centred shift, upwards and downwards", () => {
    expect(firstDifference([...stepDownMaxT(plain)], reference.stepDown.plain)).toBeUndefined();
    expect(firstDifference([...stepDownMaxT(centred)], reference.stepDown.centred)).toBeUndefined();
    expect(firstDifference([...stepDownMaxT(plain, 'lower')], reference.stepDown.plainLower)).toBeUndefined();
  });

  it('equals the brute force and the closed test over every set of members', () => {
    fc.assert(
      fc.property(families, (family) => {
        const adjusted = [...stepDownMaxT(typed(family))];
        expect(firstDifference(adjusted, bruteStepDown(family))).toBeUndefined();
        expect(firstDifference(adjusted, closedTesting(family))).toBeUndefined();
      }),
      SEED,
    );
  });

  it('is never below the raw p, never 0, and rises from the most standing-out member to the least', () => {
    fc.assert(
      fc.property(families, (family) => {
        const shifts = typed(family);
        const adjusted = stepDownMaxT(shifts);
        const z = family.map((values) => ((values[0] as number) - mean(values)) / standardDeviation(values));
        const order = [...z.keys()].sort((a, b) => (z[b] as number) - (z[a] as number));
        order.forEach((member, rank) => {
          expect(adjusted[member]).toBeGreaterThanOrEqual(standing(shifts[member] as Float64Array).pUpper);
          expect(adjusted[member]).toBeGreaterThan(0);
          if (rank > 0) expect(adjusted[member]).toBeGreaterThanOrEqual(adjusted[order[rank - 1] as number] as number);
        });
      }),
      SEED,
    );
  });

  it('does not depend on the order of the members', () => {
    fc.assert(
      fc.property(families, fc.nat(4), (family, by) => {
        const turned = family.map((_, m) => family[(m + by) % family.length] as number[]);
        const adjusted = stepDownMaxT(typed(family));
        const expected = family.map((_, m) => adjusted[(m + by) % family.length]);
        expect(firstDifference([...stepDownMaxT(typed(turned))], expected)).toBeUndefined();
      }),
      SEED,
    );
  });

  it('does not depend on the unit of any member, and never falls when a member joins', () => {
    fc.assert(
      fc.property(families, fc.integer({ min: 1, max: 64 }), fc.integer({ min: -64, max: 64 }), (family, factor, constant) => {
        const adjusted = [...stepDownMaxT(typed(family))];
        const [first, ...others] = family as [number[], ...number[][]];
        const scaled = [first.map((value) => factor * value + constant), ...others];
        expect(firstDifference([...stepDownMaxT(typed(scaled))], adjusted)).toBeUndefined();
        const without = stepDownMaxT(typed(family.slice(0, -1)));
        without.forEach((p, m) => {
          expect(adjusted[m]).toBeGreaterThanOrEqual(p - 1e-12);
        });
      }),
      SEED,
    );
  });

  it('downwards is upwards on outcomes of the other sign', () => {
    fc.assert(
      fc.property(families, (family) => {
        const negated = family.map((values) => values.map((value) => -value));
        expect(firstDifference([...stepDownMaxT(typed(family), 'lower')], [...stepDownMaxT(typed(negated))])).toBeUndefined();
      }),
      SEED,
    );
  });

  it('leaves the p of a family of one as it is', () => {
    for (const shifts of [...plain, ...centred]) expect([...stepDownMaxT([shifts])]).toEqual([standing(shifts).pUpper]);
  });

  it('gives 1 to a member whose shifts are all the same and does not let it hide another', () => {
    expect([...stepDownMaxT([Float64Array.of(0.3, 0.3, 0.3, 0.3), Float64Array.of(5, 1, 2, 3)])]).toEqual([1, 0.25]);
  });
});

const ps = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }).map((parts) => parts.map((part) => part / 40));

describe('Holm over families of one', () => {
  it('is the step-down of Holm, worked by hand: 0.01, 0.04, 0.03 give 0.03, 0.06, 0.06', () => {
    const adjusted = holmOverGroups([0.01, 0.04, 0.03].map((p) => Float64Array.of(p)));
    expect(
      firstDifference(
        adjusted.map(([p]) => p),
        [0.03, 0.06, 0.06],
      ),
    ).toBeUndefined();
  });

  it('equals the procedure tried at every level that matters', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 }), (parts) => {
        const raw = parts.map((part) => part / 60);
        const adjusted = holmOverGroups(raw.map((p) => Float64Array.of(p))).map(([p]) => p);
        expect(firstDifference(adjusted, holm(raw))).toBeUndefined();
      }),
      SEED,
    );
  });

  test.skipIf(!hasRefs)("gives p.adjust(method = 'holm') of R on 50 p-values with a tie", () => {
    const { p, ...methods } = JSON.parse(readFileSync(R_PADJUST, 'utf8'));
    const adjusted = holmOverGroups(p.map((one: number) => Float64Array.of(one))).map(([one]) => one);
    expect(firstDifference(adjusted, methods.holm)).toBeUndefined();
  });
});

describe('Holm over families', () => {
  it('leaves one family alone as it is', () => {
    fc.assert(
      fc.property(ps, (family) => {
        expect([...(holmOverGroups([Float64Array.from(family)])[0] as Float64Array)]).toEqual(family);
      }),
      SEED,
    );
  });

  it('equals the procedure tried at every level, in which a family leaves the divisor once all its members are refused', () => {
    fc.assert(
      fc.property(fc.array(ps, { minLength: 1, maxLength: 4 }), (groups) => {
        const adjusted = holmOverGroups(groups.map((group) => Float64Array.from(group))).map((group) => [...group]);
        expect(firstDifference(adjusted, holmOverFamilies(groups))).toBeUndefined();
      }),
      SEED,
    );
  });

  it('never gives more than Bonferroni over the families', () => {
    fc.assert(
      fc.property(fc.array(ps, { minLength: 1, maxLength: 4 }), (groups) => {
        const adjusted = holmOverGroups(groups.map((group) => Float64Array.from(group)));
        groups.forEach((group, g) => {
          group.forEach((p, m) => {
            expect(adjusted[g]?.[m]).toBeLessThanOrEqual(Math.min(1, groups.length * p) + 1e-12);
            expect(adjusted[g]?.[m]).toBeGreaterThanOrEqual(p);
          });
        });
      }),
      SEED,
    );
  });
});
