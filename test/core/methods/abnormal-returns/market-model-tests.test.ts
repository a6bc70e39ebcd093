import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abnormalReturns } from '../../../../src/core/methods/abnormal-returns/abnormal-returns.ts';
import { bmpTest, patellTest } from '../../../../src/core/methods/abnormal-returns/cross-sectional-tests.ts';
import { adjustedPatellTest, kolariPynnonenTest } from '../../../../src/core/methods/abnormal-returns/kolari-pynnonen-tests.ts';
import { marketModelTests } from '../../../../src/core/methods/abnormal-returns/market-model-tests.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { randomPanel } from './made-up-panel.ts';
import { known } from './results.ts';

/** Closes of a target on every day and of a benchmark, from day 17,000 (a Friday) on. */
function closes(seed: number, days: number) {
  const { assets, market } = randomPanel(seed, { days });
  const dates = Int32Array.from({ length: days }, (_, i) => 17_000 + i);
  const grown = (returns: Float64Array) => {
    let price = 100;
    return returns.map((value) => {
      price *= Math.exp(value);
      return price;
    });
  };
  return { target: { dates, values: grown(assets[0] as Float64Array) }, benchmark: { dates, values: grown(market) } };
}

/** Without Saturdays and Sundays: days 1 and 2 after the first Friday, and every seventh. */
function withoutWeekends({ dates, values }: { dates: Int32Array; values: Float64Array }) {
  const kept = Array.from(dates.keys()).filter((i) => i % 7 !== 1 && i % 7 !== 2);
  return { dates: Int32Array.from(kept, (i) => dates[i] as number), values: Float64Array.from(kept, (i) => values[i] as number) };
}

const logReturns = (values: Float64Array) =>
  values.map((value, i) => (i === 0 ? Number.NaN : Math.log(value) - Math.log(values[i - 1] as number)));

describe('the market-model tests of a study', () => {
  it('on one calendar are the tests of abnormal returns, estimated on 250 observations that end 20 before the entry', () => {
    const { target, benchmark } = closes(1, 900);
    const entries = Int32Array.of(300, 340, 600);
    const study = known(marketModelTests({ target, benchmark, entries, horizon: 60 }));
    expect([study.estimationWindow, study.eventWindow]).toEqual([
      { from: -269, to: -20 },
      { from: 1, to: 60 },
    ]);
    const abnormal = known(
      abnormalReturns(
        { assets: [logReturns(target.values)], market: logReturns(benchmark.values) },
        Array.from(entries, (index) => ({ asset: 0, index })),
        { estimationWindow: study.estimationWindow, eventWindow: study.eventWindow, model: { kind: 'market' }, returns: 'log' },
      ),
    );
    const statisticOf = (name: string) => {
      const found = study.tests.find((test) => test.name === name)?.result;
      return found && known(found).statistic;
    };
    expect(statisticOf('Kolari–Pynnönen')).toBeCloseTo(known(kolariPynnonenTest(abnormal)).statistic, 9);
    expect(statisticOf('adjusted Patell')).toBeCloseTo(known(adjustedPatellTest(abnormal)).statistic, 9);
    expect(statisticOf('BMP')).toBeCloseTo(known(bmpTest(abnormal)).statistic, 9);
    expect(statisticOf('Patell')).toBeCloseTo(known(patellTest(abnormal)).statistic, 9);
    expect(study.cumulativeAverageAbnormalReturn).toBeCloseTo(abnormal.cumulativeAverageAbnormalReturns.at(-1) as number, 12);
    expect(Math.abs(study.averageBeta - 1.1)).toBeLessThan(0.4);
    for (const { name, result } of study.tests) if (!isInsufficient(result)) expect(result.name).toBe(name);
    expect(study.tests).toHaveLength(10);
    expect(study.observations).toBe(3);
    expect(study.excluded).toEqual([]);
  });

  it('say which events overlap and what follows for the tests', () => {
    const { target, benchmark } = closes(2, 900);
    const notes = (entries: number[], horizon: number) =>
      known(marketModelTests({ target, benchmark, entries: Int32Array.from(entries), horizon })).notes;
    expect(notes([300, 340, 600], 60)).toEqual([
      'the event windows of 1 pair of events share days: read Kolari–Pynnönen and adjusted Patell alone',
      'the estimation windows of 2 events hold days after another event',
      'with fewer than 30 events GRANK-T rejects too often',
      'over so long an event window the rank tests of Corrado and of Corrado–Zivney are cautious',
    ]);
    expect(notes([300, 860], 20)).toEqual(['with fewer than 30 events GRANK-T rejects too often']);
  });

  it('find an effect that is there, and not before it came', () => {
    const { target, benchmark } = closes(3, 2000);
    const entries = Int32Array.of(400, 800, 1200, 1600);
    const lifted = target.values.map(
      (value, i) => value * Math.exp(entries.reduce((sum, entry) => sum + 0.04 * Math.min(10, Math.max(0, i - entry)), 0)),
    );
    const pOf = (values: Float64Array) => {
      const { tests } = known(marketModelTests({ target: { dates: target.dates, values }, benchmark, entries, horizon: 10 }));
      return known(tests.find(({ name }) => name === 'adjusted Patell')?.result as object) as { pUpper: number };
    };
    expect(pOf(lifted).pUpper).toBeLessThan(1e-6);
    expect(pOf(target.values).pUpper).toBeGreaterThan(0.05);
  });

  it('against a benchmark with weekends off take returns between the dates that both have', () => {
    const { target, benchmark } = closes(4, 1400);
    const fiveDays = withoutWeekends(benchmark);
    // Index 701 is a Saturday and 702 the Sunday after, 700 the Friday; of 28 days 20 are common.
    const study = known(marketModelTests({ target, benchmark: fiveDays, entries: Int32Array.of(500, 701, 1000), horizon: 28 }));
    expect(study.eventWindow).toEqual({ from: 1, to: 20 });
    expect(study.notes.slice(0, 2)).toEqual([
      '1 entry moved to the next date that the benchmark has',
      'the horizon of 28 observations is 20 of the dates that target and benchmark have in common',
    ]);
    const both = withoutWeekends(target);
    const same = known(
      marketModelTests({
        target: both,
        benchmark: fiveDays,
        entries: Int32Array.from([500, 703, 1000], (i) => both.dates.indexOf(17_000 + i)),
        horizon: 20,
      }),
    );
    expect(study.tests).toEqual(same.tests);
  });

  it('leave out events that fall on one common date, whose horizon is not over, or that have no past, and say why', () => {
    const { target, benchmark } = closes(5, 1400);
    const fiveDays = withoutWeekends(benchmark);
    const study = known(marketModelTests({ target, benchmark: fiveDays, entries: Int32Array.of(100, 701, 702, 1390), horizon: 28 }));
    expect(study.excluded).toEqual([
      { event: 0, reason: 'too few days in the estimation window' },
      { event: 2, reason: 'another event has the same date, among those that target and benchmark have in common' },
      { event: 3, reason: 'the horizon is longer than the data' },
    ]);
    expect(study.observations).toBe(1);
    for (const { result } of study.tests) expect(result).toMatchObject({ ok: false, needed: 2, available: 1 });
    const ended = { dates: fiveDays.dates.subarray(0, 400), values: fiveDays.values.subarray(0, 400) };
    const late = known(marketModelTests({ target, benchmark: ended, entries: Int32Array.of(500, 700), horizon: 28 }));
    expect(late.excluded).toEqual([{ event: 1, reason: 'the benchmark has no date from the entry on' }]);
  });

  it('are a value that says too little for no event, a target that is its own benchmark, or a close that is not above zero', () => {
    const { target, benchmark } = closes(6, 600);
    const reason = (change: object) => {
      const result = marketModelTests({ target, benchmark, entries: Int32Array.of(300, 400), horizon: 30, ...change });
      return isInsufficient(result) ? result.reason : 'tested';
    };
    expect(reason({})).toBe('tested');
    expect(reason({ entries: Int32Array.of() })).toBe('no event can be judged');
    expect(reason({ horizon: 1000 })).toBe('no event can be judged; of the first: the horizon is longer than the data');
    expect(reason({ benchmark: target })).toMatch(/^no event can be judged; of the first: the model leaves no residual/);
    expect(reason({ target: { ...target, values: target.values.map((value, i) => (i === 50 ? 0 : value)) } })).toMatch(/above zero/);
    expect(reason({ benchmark: { dates: Int32Array.of(), values: new Float64Array(0) } })).toMatch(/no event can be judged/);
  });

  it('refuse closes that are no numbers, dates that do not ascend, and entries or horizons that are not there', () => {
    const { target, benchmark } = closes(7, 400);
    const refused = (change: object) => () => marketModelTests({ target, benchmark, entries: Int32Array.of(300), horizon: 10, ...change });
    const missing = Float64Array.from(target.values).fill(Number.NaN, 9, 10);
    expect(refused({ target: { ...target, values: missing } })).toThrow("the target's values must be finite, was NaN at index 9");
    expect(refused({ benchmark: { ...benchmark, dates: benchmark.dates.slice().reverse() } })).toThrow(
      /^the benchmark's dates must ascend/,
    );
    expect(refused({ target: { ...target, dates: Int32Array.of(1) } })).toThrow(RangeError);
    expect(refused({ entries: Int32Array.of(400) })).toThrow('an entry must be an integer from 0 to 399, was 400');
    expect(refused({ horizon: 0 })).toThrow('the horizon must be an integer at least 1, was 0');
  });

  it('never have a number that is none, whatever the events', () => {
    const { target, benchmark } = closes(8, 420);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 419 }), { maxLength: 8 }),
        fc.integer({ min: 1, max: 120 }),
        (entries, horizon) => {
          expect(firstNotFinite(marketModelTests({ target, benchmark, entries: Int32Array.from(entries), horizon }))).toBeUndefined();
        },
      ),
      { seed: 21, numRuns: 60 },
    );
  });
});
