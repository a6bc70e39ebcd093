import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../../../../src/core/language/check.ts';
import { evaluateTrigger } from '../../../../src/core/language/evaluate.ts';
import { evaluateOutcome } from '../../../../src/core/language/evaluate-outcome.ts';
import type { Environment } from '../../../../src/core/language/function-definition.ts';
import { parse } from '../../../../src/core/language/parse.ts';
import { type FamilyStanding, judgeFamily } from '../../../../src/core/methods/event-study/family.ts';
import { runStudy } from '../../../../src/core/methods/event-study/study.ts';
import { westfallYoungMaxT } from '../../../../src/core/methods/inference/max-t.ts';
import { shiftedMeans } from '../../../../src/core/methods/inference/shift.ts';
import { batchTriggers, triggerEvents } from '../../../../src/core/methods/scan/batch-triggers.ts';
import { plainKernel } from '../../../../src/core/methods/scan/plain-kernel.ts';
import { placesOf, type ScanBatch, type ShiftName } from '../../../../src/core/methods/scan/scan-batch.ts';
import { type ScanPartial, scanBlock } from '../../../../src/core/methods/scan/scan-block.ts';
import { shiftOfDraw } from '../../../../src/core/methods/scan/shared-shifts.ts';
import { simdKernel } from '../../../../src/core/methods/scan/simd-kernel.ts';
import { addPartial, emptySum, joinSums, type RowOf, stepDownScan } from '../../../../src/core/methods/scan/step-down-scan.ts';
import { mean, populationDeviation } from '../../../../src/core/numerics/moments.ts';
import type { Series } from '../../../../src/core/series/series.ts';
import { madeUpSeries, outcomesInWords, programSeries, triggersInWords } from '../../../reference/made-up.ts';

const SEED = { seed: 20_261_122, numRuns: 120 };

interface World {
  readonly series: Readonly<Record<string, Series>>;
  readonly whens: readonly string[];
  readonly then: string;
  readonly sign: 1 | -1;
}

const worlds: fc.Arbitrary<World> = fc
  .tuple(
    madeUpSeries,
    fc.uniqueArray(
      triggersInWords.map(([when]) => when).filter((when) => !/\b(date|events)\(/.test(when)),
      { minLength: 2, maxLength: 6 },
    ),
    outcomesInWords,
    fc.constantFrom(1 as const, -1 as const),
  )
  .map(([series, whens, [then], sign]) => ({
    series: programSeries(series),
    whens,
    then,
    sign,
    [fc.toStringMethod]: () => `${whens.join('; ')} → ${then}, ${sign}`,
  }));

/** The scan of a world, one block for each calendar, and the single studies, in the same order. */
function scanOf({ series, whens, then, sign }: World, { best = 100, kernel = simdKernel() } = {}) {
  const environment: Environment = { series: (id, adjusted) => series[adjusted ? `${id}.adj` : id] as Series, eventDates: () => [] };
  const reader = evaluateOutcome(check(parse(then), then, 'outcome'), environment);
  const triggers = whens.map((when) => evaluateTrigger(check(parse(when), when, 'trigger'), environment));
  const blocks = triggers.map((trigger) => {
    const outcomes = reader.read(trigger.knownAt);
    const events = triggerEvents([trigger]);
    const terms = { sign, fewestClusters: 1 } as const;
    const batched = batchTriggers(events, { outcomes, chosen: Int32Array.of(0), terms });
    return { study: runStudy(trigger, outcomes), batched };
  });
  const able = blocks.filter(({ batched }) => batched.batches.length > 0);
  const draws = Math.max(1, ...able.map(({ study }) => study.circle.outcomes.length));
  const partials = able.map(({ batched }) => scanBlock({ batches: batched.batches, draws, best }, kernel));
  const sum = partials.reduce((whole, partial, block) => addPartial(whole, block, partial), emptySum(draws));
  const rowOf: RowOf = ({ block }, shift) => rowOfBatch(able[block]?.batched.batches[0] as ScanBatch, shift);
  return { all: blocks, able, draws, partials, sum, rowOf, studies: able.map(({ study }) => study) };
}

function rowOfBatch(batch: ScanBatch, shift: ShiftName): Float64Array {
  const means = shiftedMeans(batch.circle[shift], placesOf(batch, batch.triggers[0] as number));
  const [centre, scale] = [mean(means), populationDeviation(means)];
  return means.map((value) => (scale > 1e-12 ? (value - centre) / scale : 0));
}

const headlineOf = (partial: ScanPartial) =>
  Math.max(
    (partial.plain.reached[0] as number) / (partial.dates[0] as number),
    (partial.centred.reached[0] as number) / (partial.dates[0] as number),
  );

describe('a scan of single hypotheses', () => {
  it('tests what a study can test, and has its observed statistic and raw p to the bit', () => {
    let tested = 0;
    fc.assert(
      fc.property(worlds, (world) => {
        const { all, studies, partials } = scanOf(world);
        for (const { study, batched } of all) expect(batched.refused[0]?.why ?? null).toEqual(study.insufficient);
        studies.forEach((study, i) => {
          const partial = partials[i] as ScanPartial;
          tested++;
          // Zero has no sign here.
          const turned = (shifts: Float64Array | undefined) => world.sign * (shifts?.[0] as number) + 0;
          const side = world.sign === 1 ? 'up' : 'down';
          expect((partial.observed[0] as number) + 0).toBe(turned(study.shifts?.plain));
          expect(headlineOf(partial)).toBe(study.headline?.[side]);
        });
      }),
      SEED,
    );
    expect(tested).toBeGreaterThan(150);
  });

  it('has the adjusted p of a study that stands alone, to the bit', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { sum, rowOf, studies } = scanOf({ ...world, whens: world.whens.slice(0, 1) });
        if (studies.length === 0) return;
        const [standing] = judgeFamily(studies) as [FamilyStanding];
        expect(stepDownScan(sum, rowOf).adjusted[0]?.[0]).toBe(standing.adjusted[world.sign === 1 ? 'up' : 'down']);
      }),
      SEED,
    );
  });

  it('has the deviation of all shifts without making them', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { partials, studies } = scanOf(world);
        studies.forEach((study, i) => {
          const whole = populationDeviation(study.shifts?.plain as Float64Array);
          expect(Math.abs((partials[i]?.plain.deviations[0] as number) - whole)).toBeLessThan(
            1e-11 * (1 + whole) + 1e-7 * Number(whole < 1e-6),
          );
        });
      }),
      SEED,
    );
  });
});

/** Every statistic at every draw, by the definition. */
const drawn = (row: Float64Array, draws: number): Float64Array =>
  Float64Array.from({ length: draws }, (_, j) => row[shiftOfDraw(j, row.length, draws)] as number);

describe('a scan of several hypotheses', () => {
  it('steps down as Westfall and Young do over all of them at the same share of each circle', () => {
    let several = 0;
    fc.assert(
      fc.property(worlds, (world) => {
        const { partials, sum, rowOf, draws } = scanOf(world);
        if (partials.length < 2) return;
        several++;
        const bruteForce = (shift: ShiftName) =>
          westfallYoungMaxT(partials.map((_, block) => drawn(rowOf({ block, place: 0 }, shift), draws)));
        const [plain, centred] = [bruteForce('plain'), bruteForce('centred')];
        expect(stepDownScan(sum, rowOf).adjusted.map(([p]) => p)).toEqual(
          partials.map((_, i) => Math.max(plain[i] as number, centred[i] as number)),
        );
      }),
      SEED,
    );
    expect(several).toBeGreaterThan(45);
  });

  it('is the same in whatever order and grouping its blocks come together', () => {
    fc.assert(
      fc.property(worlds, fc.nat(), (world, turn) => {
        const { partials, sum, draws } = scanOf(world);
        const numbers = partials.map((_, block) => block);
        const halves = [numbers.filter((n) => (n + turn) % 2 === 0), numbers.filter((n) => (n + turn) % 2 === 1).reverse()];
        const [a, b] = halves.map((half) =>
          half.reduce((whole, block) => addPartial(whole, block, partials[block] as ScanPartial), emptySum(draws)),
        ) as [typeof sum, typeof sum];
        const joined = joinSums(b, a);
        expect(joined.maxima).toEqual(sum.maxima);
        expect([...joined.blocks].sort(([x], [y]) => x - y)).toEqual([...sum.blocks]);
      }),
      SEED,
    );
  });

  it('is never below the step-down over all of them, whatever the blocks leave out, and equal for what they leave out', () => {
    let held = 0;
    fc.assert(
      fc.property(worlds, fc.nat({ max: 2 }), fc.nat({ max: 5 }), (world, best, cut) => {
        const { able, draws } = scanOf(world);
        const batches = able.map(({ batched }) => batched.batches[0] as ScanBatch);
        const parts = [batches.slice(0, cut), batches.slice(cut)].filter(({ length }) => length > 0);
        if (batches.length < 2) return;
        const rowOf: RowOf = ({ block, place }, shift) => rowOfBatch(parts[block]?.[place] as ScanBatch, shift);
        const partials = parts.map((own) => scanBlock({ batches: own, draws, best }, simdKernel()));
        const sum = partials.reduce((whole, partial, block) => addPartial(whole, block, partial), emptySum(draws));
        const exact = (['plain', 'centred'] as const).map((shift) =>
          westfallYoungMaxT(batches.map((batch) => drawn(rowOfBatch(batch, shift), draws))),
        ) as [Float64Array, Float64Array];
        const expected = Array.from(exact[0], (p, i) => Math.max(p, exact[1][i] as number));
        const found = stepDownScan(sum, rowOf).adjusted.flatMap((own) => [...own]);
        expect(found.map((p, i) => p >= (expected[i] as number))).toEqual(found.map(() => true));
        held += found.length;
      }),
      SEED,
    );
    expect(held).toBeGreaterThan(100);
  });

  it('is the same by the plain kernel, and never less strict where only the best are stepped down', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { partials, sum, rowOf } = scanOf(world);
        const plain = scanOf(world, { kernel: plainKernel() });
        expect(plain.partials).toEqual(partials);
        if (partials.length === 0) return;
        const exact = stepDownScan(sum, rowOf).adjusted.map(([p]) => p as number);
        const fewer = scanOf(world, { best: 0 });
        const strict = stepDownScan(fewer.sum, rowOf).adjusted.map(([p]) => p as number);
        expect(strict.map((p, i) => p >= (exact[i] as number))).toEqual(exact.map(() => true));
      }),
      SEED,
    );
  });
});
