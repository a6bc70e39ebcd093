import { beforeAll, describe, expect, test } from 'vitest';
import { loadPanel, type Panel, readExpression } from '../../src/app/panel.ts';
import { runSignal, type SignalMember } from '../../src/app/signal.ts';
import { parseCivilDate } from '../../src/core/calendar/civil-date.ts';
import { isInsufficient } from '../../src/core/numerics/insufficient.ts';
import { shipped } from './shipped.ts';

const asOf = parseCivilDate('2025-12-31') as number;
const expression = (text: string) => readExpression(text, 'series');
const signal = expression('log(RUT / SPX) - ma(log(RUT / SPX), 40w)');
const targets = ['SPX', 'BTC'].map(expression);
const horizons = [
  { count: 91, unit: 'd' },
  { count: 182, unit: 'd' },
] as const;

describe('a signal that should foretell growth', () => {
  let panel: Panel;
  let members: SignalMember[];
  beforeAll(async () => {
    panel = await loadPanel(shipped, [signal, ...targets]);
    members = runSignal(panel, { signal, targets, horizons, asOf });
  });

  test('has the largest one-sided p of the three tests that hold, on either side', () => {
    for (const { regression, p } of members) {
      if (isInsufficient(regression) || isInsufficient(regression.ivx) || !p) throw new Error('no regression');
      const estimates = regression.rows.flatMap(({ estimator, estimate }) =>
        (estimator === 'hodrick-1b' || estimator === 'non-overlapping') && !isInsufficient(estimate) ? [estimate.pUpper] : [],
      );
      const above = (regression.ivx.coefficients[0] as number) > 0;
      const ivxUp = above ? regression.ivx.p / 2 : 1 - regression.ivx.p / 2;
      expect(estimates).toHaveLength(2);
      expect(p.up).toBe(Math.max(...estimates, ivxUp));
      expect(p.down).toBe(Math.max(...estimates.map((upper) => 1 - upper), 1 - ivxUp));
    }
  });

  test('pays for its family by Holm', () => {
    for (const side of ['up', 'down'] as const) {
      const raw = members.map(({ p }) => p?.[side] as number);
      const order = [...raw.keys()].sort((i, j) => (raw[i] as number) - (raw[j] as number));
      let running = 0;
      const expected = new Map(
        order.map((i, rank) => {
          running = Math.max(running, Math.min(1, (raw.length - rank) * (raw[i] as number)));
          return [i, running];
        }),
      );
      members.forEach(({ adjusted }, i) => {
        expect(adjusted?.[side]).toBeCloseTo(expected.get(i) as number, 12);
      });
    }
  });

  test('must show in both halves: the larger p of the two stands', () => {
    for (const { halves } of members) {
      expect(halves?.up).toBeGreaterThan(0);
      expect((halves?.up as number) + (halves?.down as number)).toBeGreaterThanOrEqual(1);
    }
  });

  test('knows nothing of later data: a panel that ends with the question gives the same numbers', () => {
    const cut = new Map(
      [...panel.series].map(([id, series]) => {
        const count = series.dates.findIndex((date) => date > asOf);
        const upTo = <T extends Int32Array | Float64Array>(values: T) => (count < 0 ? values : values.subarray(0, count)) as T;
        return [id, { ...series, dates: upTo(series.dates), values: upTo(series.values), knownAt: upTo(series.knownAt) }];
      }),
    );
    const again = runSignal({ ...panel, series: cut }, { signal, targets, horizons, asOf });
    expect(again.map(({ p }) => p)).toEqual(members.map(({ p }) => p));
  });

  test('of too short a history has no p and says why', () => {
    const [member] = runSignal(panel, { signal, targets: targets.slice(1), horizons: [{ count: 12, unit: 'y' }], asOf });
    expect(member?.p).toBeNull();
  });
});
