import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minimumDetectableEffect } from '../../../../src/core/methods/inference/power.ts';
import { eraCentred, shiftedMeans } from '../../../../src/core/methods/inference/shift.ts';
import {
  type CriticalZ,
  criticalZ,
  detectableEffect,
  type ScannedHypothesis,
} from '../../../../src/core/methods/scan/detectable-effect.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { mean, populationDeviation } from '../../../../src/core/numerics/moments.ts';
import { median } from '../../../../src/core/numerics/quantile.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import { standardNormal } from '../../../../src/core/numerics/standard-normal.ts';

const SEED = { seed: 20_261_122, numRuns: 150 };

/** Normal outcomes on dates with gaps of one to three days, and events among them. */
function hypothesisOf({ n, share, horizonDays, seed }: { n: number; share: number; horizonDays: number; seed: number }): ScannedHypothesis {
  const stream = seededStream(seed);
  const dates = new Int32Array(n);
  for (let i = 1; i < n; i++) dates[i] = (dates[i - 1] as number) + 1 + stream.below(3);
  const plain = Float64Array.from({ length: n }, () => standardNormal(stream));
  const places = Int32Array.from({ length: n }, (_, i) => i).filter((i) => i === 3 || stream.uniform() < share);
  return { circle: { plain, centred: eraCentred(dates, plain) }, dates, places, horizonDays, largest: Number.POSITIVE_INFINITY };
}

const worlds = fc
  .record({
    n: fc.integer({ min: 60, max: 250 }),
    share: fc.double({ min: 0.01, max: 0.08, noNaN: true }),
    horizonDays: fc.integer({ min: 1, max: 20 }),
    seed: fc.integer(),
  })
  .map(hypothesisOf);
const criticals: fc.Arbitrary<CriticalZ> = fc.record({
  plain: fc.double({ min: 1, max: 4, noNaN: true }),
  centred: fc.double({ min: 1, max: 4, noNaN: true }),
});

/** Share of a date's horizon that lies in the horizon of an event, day by day. */
function plantedShare({ dates, places, horizonDays }: ScannedHypothesis, date: number): number {
  let days = 0;
  for (let day = date + 1; day <= date + horizonDays; day++)
    if (places.some((place) => (dates[place] as number) < day && day <= (dates[place] as number) + horizonDays)) days++;
  return days / horizonDays;
}

/** Share of the shifts that would survive in the place of S_0 were this effect there. */
function found(hypothesis: ScannedHypothesis, critical: CriticalZ, gain: number): number {
  const { circle, dates, places } = hypothesis;
  const planted = Float64Array.from(dates, (date) => plantedShare(hypothesis, date));
  const survives = (shift: 'plain' | 'centred') => {
    const effects = shiftedMeans(shift === 'plain' ? planted : eraCentred(dates, planted), places);
    const shifts = shiftedMeans(circle[shift], places);
    const deviation = Math.hypot(populationDeviation(shifts), gain * populationDeviation(effects));
    const lift = gain * ((effects[0] as number) - mean(effects));
    return Array.from(shifts, (value) => (value - mean(shifts) + lift) / deviation >= critical[shift]);
  };
  const [plain, centred] = [survives('plain'), survives('centred')];
  return plain.filter((own, k) => own && centred[k]).length / plain.length;
}

describe('the smallest effect that a scan finds', () => {
  it('is the size from which on four in five of the shifts would survive', () => {
    let answered = 0;
    fc.assert(
      fc.property(worlds, criticals, (hypothesis, critical) => {
        const effect = detectableEffect(hypothesis, critical);
        if (isInsufficient(effect)) {
          for (const gain of [3, 30, 3e6]) expect(found(hypothesis, critical, gain)).toBeLessThan(0.8);
          return;
        }
        answered++;
        expect(found(hypothesis, critical, effect * (1 + 1e-9) + 1e-12)).toBeGreaterThanOrEqual(0.8);
        expect(found(hypothesis, critical, effect * (1 - 1e-6) - 1e-9)).toBeLessThan(0.8);
      }),
      SEED,
    );
    expect(answered).toBeGreaterThan(50);
  });

  it('grows with the scale of the outcomes and not with their level', () => {
    fc.assert(
      fc.property(worlds, criticals, fc.double({ min: 0.1, max: 10, noNaN: true }), (hypothesis, critical, scale) => {
        const { plain, centred } = hypothesis.circle;
        const scaled = { plain: plain.map((value) => scale * value + 5), centred: centred.map((value) => scale * value) };
        const [before, after] = [detectableEffect(hypothesis, critical), detectableEffect({ ...hypothesis, circle: scaled }, critical)];
        expect(isInsufficient(after)).toBe(isInsufficient(before));
        if (!isInsufficient(before)) expect((after as number) / before).toBeCloseTo(scale, 7);
      }),
      SEED,
    );
  });

  it('is larger in a larger scan', () => {
    fc.assert(
      fc.property(worlds, criticals, (hypothesis, critical) => {
        const effect = detectableEffect(hypothesis, critical);
        const harder = detectableEffect(hypothesis, { plain: critical.plain + 0.1, centred: critical.centred + 0.1 });
        if (isInsufficient(effect)) expect(isInsufficient(harder)).toBe(true);
        else if (!isInsufficient(harder)) expect(harder).toBeGreaterThan(effect);
      }),
      SEED,
    );
  });

  it('is about that of the single study where it is a scan of one, and the horizons are short and apart', () => {
    const ratios = Array.from({ length: 20 }, (_, seed) => {
      const hypothesis = hypothesisOf({ n: 3000, share: 0.002, horizonDays: 30, seed });
      const shiftsOf = (shift: 'plain' | 'centred') => shiftedMeans(hypothesis.circle[shift], hypothesis.places);
      const standardised = (shifts: Float64Array) => shifts.map((value) => (value - mean(shifts)) / populationDeviation(shifts));
      const own = { plain: standardised(shiftsOf('plain')), centred: standardised(shiftsOf('centred')) };
      const effect = detectableEffect(hypothesis, criticalZ(own, 0.05));
      if (isInsufficient(effect)) throw new Error(effect.reason);
      return effect / minimumDetectableEffect(shiftsOf('centred'), 30).up;
    });
    for (const ratio of ratios) expect(ratio).toBeGreaterThan(0.9);
    expect(median(Float64Array.from(ratios))).toBeLessThan(1.2);
  });

  it('is none where the horizons of the events leave no other days', () => {
    const hypothesis = hypothesisOf({ n: 400, share: 0.1, horizonDays: 200, seed: 1 });
    const effect = detectableEffect(hypothesis, { plain: 3, centred: 3 });
    if (!isInsufficient(effect)) throw new Error(`found ${effect}`);
    expect(effect.reason).toBe('an effect widens the shifts as fast as it lifts what is observed');
    expect(effect.needed).toBe(3);
    expect(effect.available).toBeLessThan(3);
  });

  it('is none where only more than there can be would be seen', () => {
    const hypothesis = hypothesisOf({ n: 400, share: 0.01, horizonDays: 5, seed: 1 });
    const critical = { plain: 3, centred: 3 };
    const effect = detectableEffect(hypothesis, critical) as number;
    expect(detectableEffect({ ...hypothesis, largest: effect }, critical)).toBe(effect);
    expect(detectableEffect({ ...hypothesis, largest: effect / 2 }, critical)).toEqual({
      ok: false,
      reason: 'only an effect that cannot be would be found',
      needed: effect,
      available: effect / 2,
    });
  });
});

it('the standardised mean that survives is a quantile of the maxima', () => {
  const maxima = { plain: Float64Array.of(4, 1, 3, 2, 5), centred: Float64Array.of(1, 1, 1, 1, 9) };
  expect(criticalZ(maxima, 0.25)).toEqual({ plain: 4, centred: 1 });
});
