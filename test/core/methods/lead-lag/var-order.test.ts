import { describe, expect, it } from 'vitest';
import { type VarOrders, varOrders } from '../../../../src/core/methods/lead-lag/var-order.ts';
import reference from '../../../reference/lead-lag/lead-lag.json' with { type: 'json' };
import { largestDifference } from '../long-horizon/references.ts';
import { noise, walk } from './made-up-pairs.ts';

const [a, b] = [Float64Array.from(reference.a), Float64Array.from(reference.b)];
describe('the order of a vector autoregression', () => {
  it.each([
    ['changes', a, b, reference.criteria],
    ['levels', walk(a), walk(b), reference.levelCriteria],
  ] as const)('has the criteria of numpy’s least squares (%s)', (_, x, y, expected) => {
    const found = varOrders(x, y, reference.maxOrder) as VarOrders;
    for (const name of ['aic', 'bic', 'hq'] as const) {
      expect(largestDifference(found.criteria[name], expected[name])).toBeLessThan(1e-10);
      expect(found.chosen[name]).toBe(1 + expected[name].slice(1).indexOf(Math.min(...expected[name].slice(1))));
    }
    expect(found.observations).toBe(a.length - reference.maxOrder);
  });

  it('is that which made the data, where they are many', () => {
    const [x, y] = [noise(4000, 1), noise(4000, 2)];
    for (let t = 3; t < 4000; t++) y[t] = (y[t] as number) + 0.3 * (x[t - 3] as number);
    expect((varOrders(x, y, 8) as VarOrders).chosen).toMatchObject({ bic: 3, hq: 3 });
  });
});
