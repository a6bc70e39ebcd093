import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ExpectedReturnModel,
  expectedReturn,
  fitExpectedReturns,
  predictionVariance,
  regressorsOn,
} from '../../../../src/core/methods/abnormal-returns/expected-return-model.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import { canonicalPanel, hasCanonical } from './canonical-panels.ts';
import { abnormalOf, modelNames, normalDraw, numbersOf, panel, randomPanel } from './made-up-panel.ts';
import { known, largestGap } from './results.ts';

const models: ExpectedReturnModel[] = [
  { kind: 'constant-mean' },
  { kind: 'market-adjusted' },
  { kind: 'market' },
  { kind: 'market', lags: 2, leads: 1 },
];
const range = { from: 10, to: 59 };
const pairOf = (seed: number) => {
  const { assets, market } = randomPanel(seed, { days: 80 });
  return { returns: assets[0] as Float64Array, market };
};

describe('a model of expected returns', () => {
  it.skipIf(!hasCanonical).each(['A', 'B'] as const)('has the α, β and residual variance of the reference (panel %s)', (name) => {
    const { abnormal, numbers } = canonicalPanel(name);
    const fits = abnormal.events.map(({ fit }) => fit);
    expect(
      largestGap(
        fits.map(({ alpha }) => alpha),
        numbers.alpha,
      ),
    ).toBeLessThan(1e-13);
    expect(
      largestGap(
        fits.map(({ beta }) => beta),
        numbers.beta,
      ),
    ).toBeLessThan(1e-12);
    expect(
      largestGap(
        fits.map(({ residualVariance }) => residualVariance),
        numbers.s2_df_L1minus2,
      ),
    ).toBeLessThan(1e-15);
  });

  it.each(modelNames)("has numpy's coefficients, variance and degrees of freedom with days missing (%s)", (name) => {
    const fits = abnormalOf(name).events.map(({ fit }) => fit);
    const { events } = numbersOf(name);
    expect(
      largestGap(
        fits.map(({ coefficients }) => coefficients),
        events.map(({ coefficients }) => coefficients),
      ),
    ).toBeLessThan(1e-12);
    expect(
      largestGap(
        fits.map((fit) => fit.residualVariance),
        events.map((event) => event.residualVariance),
      ),
    ).toBeLessThan(1e-15);
    expect(fits.map(({ degreesOfFreedom }) => degreesOfFreedom)).toEqual(events.map(({ degreesOfFreedom }) => degreesOfFreedom));
    expect(fits.map(({ observations }) => observations)).toEqual(events.map(({ observations }) => observations));
  });

  it('loses a degree of freedom for each coefficient that it estimates, not one for all', () => {
    const lost = models.map((model) => {
      const { observations, degreesOfFreedom } = known(fitExpectedReturns(model, pairOf(1), range));
      return observations - degreesOfFreedom;
    });
    expect(lost).toEqual([1, 0, 2, 5]);
  });

  it('sums the slopes of lags and leads to beta, as Dimson does: an asset that trades every second day has its beta back', () => {
    const stream = seededStream(20);
    const market = Float64Array.from({ length: 4000 }, () => 0.01 * normalDraw(stream));
    // What the market did since the last trade is seen on the day of the next one.
    const trades = market.map(() => (stream.uniform() < 0.5 ? 1 : 0));
    let since = 0;
    const returns = market.map((value, day) => {
      since += 1.3 * value;
      const seen = trades[day] ? since : 0;
      if (trades[day]) since = 0;
      return seen + 0.001 * normalDraw(stream);
    });
    const betaOf = (model: ExpectedReturnModel) => known(fitExpectedReturns(model, { returns, market }, { from: 10, to: 3989 })).beta;
    expect(betaOf({ kind: 'market' })).toBeLessThan(0.8);
    expect(Math.abs(betaOf({ kind: 'market', lags: 5, leads: 1 }) - 1.3)).toBeLessThan(0.1);
  });

  it('takes days before the first date for missing days', () => {
    const { returns, market } = pairOf(2);
    const model = { kind: 'market' } as const;
    const outside = known(fitExpectedReturns(model, { returns, market }, { from: -20, to: 59 }));
    const inside = known(fitExpectedReturns(model, { returns, market }, { from: 0, to: 59 }));
    expect(outside).toEqual(inside);
  });
});

describe('the prediction variance', () => {
  it('of one day of the market model is s² (1 + 1/n + (M_t − M̄)² / Sxx)', () => {
    const { returns, market } = pairOf(3);
    const fit = known(fitExpectedReturns({ kind: 'market' }, { returns, market }, range));
    const inside = Array.from(market.subarray(range.from, range.to + 1));
    const centre = inside.reduce((sum, value) => sum + value, 0) / inside.length;
    const sxx = inside.reduce((sum, value) => sum + (value - centre) ** 2, 0);
    const byHand = fit.residualVariance * (1 + 1 / inside.length + ((market[70] as number) - centre) ** 2 / sxx);
    expect(predictionVariance(fit, [regressorsOn({ kind: 'market' }, market, 70)])).toBeCloseTo(byHand, 15);
  });

  it('is s² times the squared weights of the days, found by moving each day and estimating again', () => {
    const days = [62, 63, 64, 65, 66];
    fc.assert(
      fc.property(fc.constantFrom(...models), fc.integer({ min: 1, max: 1e6 }), (model, seed) => {
        const { returns, market } = pairOf(seed);
        const carOf = (moved: Float64Array) => {
          const fit = known(fitExpectedReturns(model, { returns: moved, market }, range));
          return days.reduce((sum, day) => sum + (moved[day] as number) - expectedReturn(model, fit, { market, day }), 0);
        };
        const base = carOf(returns);
        const squares = Array.from(returns.keys()).reduce((sum, day) => {
          const moved = Float64Array.from(returns);
          moved[day] = (moved[day] as number) + 1;
          return sum + (carOf(moved) - base) ** 2;
        }, 0);
        const fit = known(fitExpectedReturns(model, { returns, market }, range));
        const rows = days.map((day) => regressorsOn(model, market, day));
        expect(predictionVariance(fit, rows) / (fit.residualVariance * squares)).toBeCloseTo(1, 10);
      }),
      { seed: 4, numRuns: 40 },
    );
  });

  it('of a sum of days is more than the sum of the variances of the days wherever a coefficient is estimated: the days share it', () => {
    const { returns, market } = pairOf(5);
    const fit = known(fitExpectedReturns({ kind: 'constant-mean' }, { returns, market }, range));
    const rows = Array.from({ length: 10 }, () => Float64Array.of(1));
    expect(predictionVariance(fit, rows) / fit.residualVariance).toBeCloseTo(10 + 100 / 50, 12);
    expect(predictionVariance(fit, rows.slice(0, 1)) / fit.residualVariance).toBeCloseTo(1 + 1 / 50, 12);
  });
});

describe('a model that cannot be estimated', () => {
  const { market } = panel;
  const refuse = (model: ExpectedReturnModel, pair: { returns: Float64Array; market: Float64Array }, days = range) => {
    const result = fitExpectedReturns(model, pair, days);
    return isInsufficient(result) ? result.reason : 'fitted';
  };
  const constant = (value: number) => new Float64Array(80).fill(value);

  it('says so for too few days, a constant asset, a constant market and an exact fit', () => {
    const { returns } = pairOf(6);
    const missing = constant(Number.NaN);
    missing.set([0.1, 0.2, 0.15, 0.3], 20);
    expect(refuse({ kind: 'market' }, { returns: missing, market })).toMatch(/too few days/);
    expect(refuse({ kind: 'constant-mean' }, { returns: missing, market })).toBe('fitted');
    for (const model of models) expect(refuse(model, { returns: constant(0.1), market: constant(0) })).toMatch(/do not vary/);
    expect(refuse({ kind: 'market' }, { returns, market: constant(0.1) })).toMatch(/depend on one another/);
    expect(refuse({ kind: 'market' }, { returns: market.map((value) => 0.1 + 2 * value), market })).toMatch(/no residual/);
    expect(refuse({ kind: 'market-adjusted' }, { returns: market, market })).toMatch(/do not vary/);
  });

  it('refuses an infinite return, and lags that are no whole number from 0', () => {
    const pair = pairOf(7);
    const infinite = Float64Array.from(pair.returns).fill(Number.POSITIVE_INFINITY, 20, 21);
    for (const model of models) expect(() => fitExpectedReturns(model, { ...pair, returns: infinite }, range)).toThrow(RangeError);
    for (const lags of [-1, 0.5, Number.NaN]) {
      expect(() => fitExpectedReturns({ kind: 'market', lags }, pair, range)).toThrow(/^lags must be an integer at least 0, was/);
      expect(() => fitExpectedReturns({ kind: 'market', leads: lags }, pair, range)).toThrow(/^leads must be an integer at least 0, was/);
    }
  });
});
