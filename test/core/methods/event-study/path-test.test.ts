import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathTest } from '../../../../src/core/methods/event-study/path-test.ts';
import type { Study } from '../../../../src/core/methods/event-study/study.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { madeUpSeries, programSeries } from '../../../reference/made-up.ts';
import { studyOf } from '../../../reference/side-by-side.ts';

const SLACK = 1e-12;
const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean log growth after the events under every shift, on each day, by whole searches. */
function pathsByDefinition({ circle, outcomes: { target, periods } }: Study, days: Int32Array, era: boolean): number[][] {
  const growth = [...days].map((day) =>
    [...circle.indices].map((index) => {
      const entry = periods.entry[index] as number;
      const until = Math.min((target.dates[entry] as number) + day, target.dates[periods.exit[index] as number] as number);
      const at = [...target.dates].findLastIndex((date) => date <= until);
      return Math.log((target.values[at] as number) / (target.values[entry] as number));
    }),
  );
  const dates = [...circle.dates];
  const centred = growth.map((row) =>
    row.map((value, i) => value - (era ? average(row.filter((_, j) => Math.abs((dates[j] as number) - (dates[i] as number)) <= 365)) : 0)),
  );
  const n = dates.length;
  return centred.map((row) => row.map((_, k) => average([...circle.events].map((event) => row[(event + k) % n] as number))));
}

function supremumP(paths: readonly number[][]): { up: number; down: number } {
  const scores = paths.map((shifts) => {
    const centre = average(shifts);
    const deviation = Math.sqrt(average(shifts.map((value) => (value - centre) ** 2)));
    const flat = shifts.every((value) => Math.abs(value - (shifts[0] as number)) <= SLACK);
    return shifts.map((value) => (flat ? 0 : (value - centre) / deviation));
  });
  const n = (scores[0] as number[]).length;
  const tops = Array.from({ length: n }, (_, k) => Math.max(...scores.map((row) => row[k] as number)));
  const lows = Array.from({ length: n }, (_, k) => Math.min(...scores.map((row) => row[k] as number)));
  return {
    up: tops.filter((value) => value >= (tops[0] as number) - 1e-9).length / n,
    down: lows.filter((value) => value <= (lows[0] as number) + 1e-9).length / n,
  };
}

describe('the test of the whole path', () => {
  it('is what its definition says, the larger of both shifts', () => {
    let tested = 0;
    fc.assert(
      fc.property(madeUpSeries, fc.constantFrom('40d', '9w', '12'), (series, horizon) => {
        const study = studyOf(programSeries(series), 'new_high(A, lookback: 20)', `return(T, ${horizon})`);
        const test = pathTest(study);
        if (isInsufficient(test)) return;
        tested++;
        const [plain, centred] = [false, true].map((era) => supremumP(pathsByDefinition(study, test.days, era))) as [
          { up: number; down: number },
          { up: number; down: number },
        ];
        expect(test.p.up).toBeCloseTo(Math.max(plain.up, centred.up), 10);
        expect(test.p.down).toBeCloseTo(Math.max(plain.down, centred.down), 10);
        expect(test.days.at(-1)).toBe(Math.round(study.horizonDays as number));
        for (const value of [...test.observed, ...test.expected, ...test.halfWidth]) expect(value).toBeTypeOf('number');
        expect([...test.observed, ...test.expected, ...test.halfWidth].every(Number.isFinite)).toBe(true);
      }),
      { seed: 5, numRuns: 25 },
    );
    expect(tested).toBeGreaterThan(5);
  });

  it('has no p below that of its own last day’s luck by chance alone: its p is never 0', () => {
    fc.assert(
      fc.property(madeUpSeries, (series) => {
        const test = pathTest(studyOf(programSeries(series), 'all_time_high(A, after: 5)', 'return(T, 30d)'));
        if (!isInsufficient(test)) expect(Math.min(test.p.up, test.p.down)).toBeGreaterThanOrEqual(1 / test.draws);
      }),
      { seed: 6, numRuns: 30 },
    );
  });

  it('exists for returns only', () => {
    fc.assert(
      fc.property(madeUpSeries, (series) => {
        const test = pathTest(studyOf(programSeries(series), 'all_time_high(A)', 'hits(all_time_high(T), within: 30d)'));
        expect(test).toMatchObject({ ok: false });
      }),
      { seed: 7, numRuns: 5 },
    );
  });
});
