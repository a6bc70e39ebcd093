import { describe, expect, it } from 'vitest';
import type { Ticks } from '../../../../src/core/methods/lead-lag/hayashi-yoshida.ts';
import { ticksOf } from '../../../../src/core/methods/lead-lag/ticks.ts';
import { daily, sessions } from '../../series/made-series.ts';

describe('two series as paths on their own clocks', () => {
  it('keep every observation of the common time, in hours, the one at its start too', () => {
    const a = sessions('A', '2024-01-04', [1, 2, 4, 8]); // Thursday to Tuesday, known at 21:00 UTC
    const b = daily('B', '2024-01-01', [1, 1, 1, 1, 2, 2, 2, 4, 4, 4, 4]);
    const { x, y } = ticksOf(a, b) as { x: Ticks; y: Ticks };
    expect(Array.from(x.values, (value) => value / Math.LN2)).toEqual([0, 1, 2, 3]);
    expect(Array.from(y.values, (value) => value / Math.LN2)).toEqual([0, 0, 1, 1, 1, 2]);
    expect((x.at[0] as number) - (y.at[0] as number)).toBe(21);
  });

  it('keep the last of the values that became known at one instant', () => {
    const a = daily('A', '2024-01-01', [1, 2, 3, 4]);
    const released = { ...a, knownAt: Float64Array.from(a.knownAt, (_, i) => a.knownAt[i | 1] as number) };
    expect(Array.from((ticksOf(released, a, 'difference') as { x: Ticks }).x.values)).toEqual([2, 4]);
  });

  it('need two observations each, and prices above 0 for logarithms', () => {
    const a = daily('A', '2024-01-01', [1, 0, 3]);
    expect(ticksOf(a, daily('B', '2024-02-01', [1, 2]))).toMatchObject({ ok: false });
    expect(ticksOf(a, daily('B', '2024-01-01', []))).toMatchObject({ ok: false, available: 0 });
    expect(ticksOf(a, daily('B', '2024-01-01', [1, 2, 3]))).toMatchObject({ ok: false, reason: 'a logarithm needs values above 0' });
    expect(ticksOf(a, daily('B', '2024-01-01', [1, 2, 3]), 'difference')).toMatchObject({ x: { values: Float64Array.of(1, 0, 3) } });
  });
});
