import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ticks } from '../../../../src/core/methods/lead-lag/hayashi-yoshida.ts';
import {
  type HayashiYoshidaContrast,
  hayashiYoshidaContrast,
  type LeadBeyondOverlap,
} from '../../../../src/core/methods/lead-lag/hayashi-yoshida-contrast.ts';
import { ticksOf } from '../../../../src/core/methods/lead-lag/ticks.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import reference from '../../../reference/hayashi-yoshida/hayashi-yoshida.json' with { type: 'json' };
import { largestDifference } from '../long-horizon/references.ts';
import { hourlyMarket, noise, seenAtMidnight, seenInNewYork } from './made-up-pairs.ts';

const ticks = ({ at, values }: { at: readonly number[]; values: readonly number[] }): Ticks => ({
  at: Float64Array.from(at),
  values: Float64Array.from(values),
});
const days = Float64Array.from({ length: 11 }, (_, i) => 24 * (i - 5));

describe('the contrast of Hoffmann, Rosenbaum and Yoshida', () => {
  it('has the correlations, and the places among all moves round the circle, that numpy computes', () => {
    for (const { x, y, rows, counts } of reference.cases) {
      const shifts = Float64Array.from(rows, ({ shift }) => shift);
      const found = hayashiYoshidaContrast(ticks(x), ticks(y), shifts) as HayashiYoshidaContrast;
      expect(
        largestDifference(
          found.correlations,
          rows.map(({ correlation }) => correlation),
        ),
      ).toBeLessThan(1e-12);
      expect(
        largestDifference(
          found.apart,
          rows.map(({ apart }) => apart),
        ),
      ).toBeLessThan(1e-12);
      for (const side of ['xLeads', 'yLeads'] as const) {
        const sign = side === 'xLeads' ? 1 : -1;
        const own = rows.filter(({ shift }) => sign * shift > 0).map(({ apart }) => Math.abs(apart));
        if (isInsufficient(found[side])) {
          expect(Math.max(...own)).toBe(0);
          continue;
        }
        const { circle, peak } = found[side] as LeadBeyondOverlap;
        expect([circle.countUpper, circle.draws]).toEqual([counts[side], y.at.length - 1]);
        expect(Math.abs(peak.value)).toBeCloseTo(Math.max(...own), 12);
      }
      const squares = (sign: number) => rows.reduce((sum, { shift, apart }) => sum + (sign * shift > 0 ? apart ** 2 : 0), 0);
      if (isInsufficient(found.leadLagRatio)) expect(squares(-1)).toBe(0);
      else expect(found.leadLagRatio).toBeCloseTo(squares(1) / squares(-1), 8);
    }
  });

  it('finds a lead of three days between a New York and a 24:00 UTC series', () => {
    const market = hourlyMarket('2018-01-01', 1200, 5);
    const late = { ...market, logs: Float64Array.from(market.logs, (_, hour) => market.logs[hour - 72] ?? 0) };
    const { x, y } = ticksOf(seenInNewYork('A', market), seenAtMidnight('B', late)) as { x: Ticks; y: Ticks };
    const found = hayashiYoshidaContrast(x, y, days) as HayashiYoshidaContrast;
    expect(found.peak).toMatchObject({ shift: 72 });
    expect((found.xLeads as LeadBeyondOverlap).circle.p).toBeLessThan(0.01);
    expect((found.yLeads as LeadBeyondOverlap).circle.p).toBeGreaterThan(0.05);
    expect(found.leadLagRatio).toBeGreaterThan(10);
  });

  it('calls no lead what is one market on two clocks, though a day’s shift of the plain contrast is large', () => {
    const market = hourlyMarket('2018-01-01', 1500, 6);
    const { x, y } = ticksOf(seenInNewYork('A', market), seenAtMidnight('B', market)) as { x: Ticks; y: Ticks };
    const found = hayashiYoshidaContrast(x, y, days) as HayashiYoshidaContrast;
    expect(Math.abs(found.correlations[6] as number)).toBeGreaterThan(0.5);
    for (const side of [found.xLeads, found.yLeads]) expect((side as LeadBeyondOverlap).circle.p).toBeGreaterThan(0.05);
  });

  it('turns round with the names', () => {
    const at = Float64Array.from({ length: 80 }, (_, i) => i);
    const [x, y] = [
      { at, values: noise(80, 7) },
      { at: at.map((t) => 1.3 * t), values: noise(80, 8) },
    ];
    const shifts = Float64Array.of(-3, -1.5, 0, 2);
    const [there, back] = [
      hayashiYoshidaContrast(x, y, shifts),
      hayashiYoshidaContrast(
        y,
        x,
        shifts.map((s) => -s),
      ),
    ] as HayashiYoshidaContrast[];
    expect(largestDifference(back?.apart as Float64Array, there?.apart as Float64Array)).toBeLessThan(1e-13);
    expect(largestDifference(back?.correlations as Float64Array, there?.correlations as Float64Array)).toBeLessThan(1e-13);
  });

  it('is a value or says why not, and refuses an empty grid', () => {
    const path = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 20 }).map(
      (values): Ticks => ({
        at: Float64Array.from(values, (_, i) => i),
        values: Float64Array.from(values),
      }),
    );
    fc.assert(
      fc.property(path, path, fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 1, maxLength: 5 }), (x, y, shifts) => {
        expect(firstNotFinite(hayashiYoshidaContrast(x, y, Float64Array.from(shifts)))).toBeUndefined();
      }),
    );
    const one = ticks({ at: [0, 1, 2], values: [1, 2, 4] });
    expect(isInsufficient(hayashiYoshidaContrast(one, one, Float64Array.of(100)))).toBe(true);
    expect(hayashiYoshidaContrast(one, one, Float64Array.of(0))).toMatchObject({
      xLeads: { ok: false },
      yLeads: { ok: false },
      leadLagRatio: { ok: false },
    });
    expect(() => hayashiYoshidaContrast(one, one, new Float64Array(0))).toThrow(RangeError);
    expect(() => hayashiYoshidaContrast(one, one, Float64Array.of(Number.NaN))).toThrow(RangeError);
  });
});
