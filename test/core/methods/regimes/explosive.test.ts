import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DatedStatistic,
  type ExplosiveStatistics,
  explosivePhases,
  explosiveStatistics,
  shortestWindow,
} from '../../../../src/core/methods/regimes/explosive.ts';
import { simulatedCriticalValues } from '../../../../src/core/methods/regimes/explosive-bootstrap.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { largestDifference, referencesOf } from '../long-horizon/references.ts';
import { coarse, there, walk } from './made-up-walks.ts';

const references = referencesOf('psy-gsadf');
const SERIES = ['psy1', 'psy2', 'evans', 'div', 'blan'] as const;
type PerSeries = Readonly<Record<(typeof SERIES)[number], number>>;
type StampedPhase = {
  readonly Start: number;
  readonly Peak: number;
  readonly End: number;
  readonly Duration: number;
  readonly Ongoing: boolean;
};

describe.skipIf(!references.present)('explosive statistics of the published simulations', () => {
  // exuber's minimum window counts rows of the regression: 19 rows are 20 observations, and one more for each lag.
  it.each([0, 1])('with lag %i are those of exuber', (lag) => {
    const expected = references.json('expected_exuber.json')[`lag${lag}`] as Readonly<Record<'badf' | 'bsadf', readonly PerSeries[]>> &
      Readonly<Record<'adf' | 'sadf' | 'gsadf', PerSeries>>;
    const data = references.csv('exuber_sim_data.csv');
    for (const name of SERIES) {
      const found = there(explosiveStatistics(data[name] as Float64Array, { minimumWindow: 20 + lag, lag }));
      const of = (rows: readonly PerSeries[]) => rows.map((row) => row[name]);
      expect(largestDifference(found.badf, of(expected.badf))).toBeLessThan(1e-10);
      expect(largestDifference(found.bsadf, of(expected.bsadf))).toBeLessThan(1e-10);
      const three = [found.adf, found.sadf, found.gsadf];
      expect(largestDifference(three, [expected.adf[name], expected.sadf[name], expected.gsadf[name]])).toBeLessThan(1e-10);
    }
  });

  it('of the dividend yield of the S&P 500 are those of psymonitor', () => {
    const expected = references.json('expected_psymonitor_snp.json');
    const values = (references.csv('snp_dividend_yield.csv').value as Float64Array).map((dividendYield) => 1 / dividendYield);
    for (const lag of [0, 1]) {
      const found = there(explosiveStatistics(values, { minimumWindow: expected.minw, lag }));
      expect(largestDifference(found.bsadf, expected[`lag${lag}_bsadf`])).toBeLessThan(1e-12);
      const other = expected[`exuber_lag${lag}`];
      expect(largestDifference([found.adf, found.sadf, found.gsadf], [other.adf, other.sadf, other.gsadf])).toBeLessThan(1e-10);
    }
    expect(there(explosiveStatistics(values, { minimumWindow: expected.minw })).gsadf).toBeCloseTo(expected.gsadf_lag0, 11);
  });

  it('date every phase that exuber dates, at the same start, peak, end and duration', () => {
    const stamped = references.json('expected_exuber.json').datestamp95 as Readonly<Record<string, readonly StampedPhase[]>>;
    const data = references.csv('exuber_sim_data.csv');
    const { bsadf: criticalValues } = simulatedCriticalValues(100, { minimumWindow: 20, draws: 2000, stream: seededStream(1) });
    for (const [name, phases] of Object.entries(stamped)) {
      const { first, bsadf } = there(explosiveStatistics(data[name] as Float64Array, { minimumWindow: 20 }));
      const found = explosivePhases({ first, statistic: bsadf, criticalValues, minimumDuration: 1 });
      // exuber counts observations from 1.
      const expected = phases.map(({ Start, Peak, End, Duration, Ongoing }) => ({
        start: Start - 1,
        peak: Peak - 1,
        end: End - 1,
        duration: Duration,
        ongoing: Ongoing,
      }));
      expect(found).toEqual(expect.arrayContaining(expected));
    }
  });
});

describe('explosive statistics', () => {
  it('have the shortest window of Phillips, Shi and Yu unless told', () => {
    expect([100, 200, 400, 1680].map(shortestWindow)).toEqual([19, 27, 40, 90]);
    const { minimumWindow, first, badf, bsadf } = there(explosiveStatistics(walk(1, 200)));
    expect({ minimumWindow, first, lengths: [badf.length, bsadf.length] }).toEqual({ minimumWindow: 27, first: 26, lengths: [174, 174] });
  });

  it('are ordered: no window beats the largest over all, and one window is BADF', () => {
    const { badf, bsadf, adf, sadf, gsadf } = there(explosiveStatistics(walk(2, 150)));
    expect(badf.every((value, i) => value <= (bsadf[i] as number))).toBe(true);
    expect([badf.at(-1), Math.max(...badf), Math.max(...bsadf)]).toEqual([adf, sadf, gsadf]);
    expect(bsadf[0]).toBe(badf[0]);
  });

  it('say what is missing: observations, or variation at the start', () => {
    expect(explosiveStatistics(walk(3, 5), { minimumWindow: 6 })).toMatchObject({ ok: false, needed: 6, available: 5 });
    const still = Float64Array.from([...new Float64Array(20).fill(7), ...walk(4, 30)]);
    // The first 21 observations hold one move, at the end of all windows: the regression has nothing to see it from.
    expect(explosiveStatistics(still, { minimumWindow: 10 })).toMatchObject({ ok: false, needed: 22, available: 21 });
    expect(isInsufficient(explosiveStatistics(new Float64Array(0)))).toBe(true);
  });

  it('refuse what is not finite, and windows that leave nothing to estimate a variance from', () => {
    expect(() => explosiveStatistics(Float64Array.of(1, Number.NaN, 2, 3, 4, 5, 6, 7))).toThrow(/the values must be finite, was NaN/);
    expect(() => explosiveStatistics(walk(5, 50), { minimumWindow: 4 })).toThrow('the minimum window must be an integer at least 5, was 4');
    expect(() => explosiveStatistics(walk(5, 50), { minimumWindow: 8, lag: 2 })).toThrow(/at least 9, was 8/);
    expect(() => explosiveStatistics(walk(5, 50), { lag: -1 })).toThrow(/the lag must be an integer at least 0/);
  });

  it('are finite or not there, whatever the data', () => {
    fc.assert(
      fc.property(coarse(5, 40), fc.nat(2), (values, lag) => {
        const found = explosiveStatistics(values, { minimumWindow: 2 * lag + 7, lag });
        expect(firstNotFinite(found)).toBeUndefined();
      }),
      { seed: 20262, numRuns: 400 },
    );
  });
});

const dated = (statistic: readonly number[], more: Partial<DatedStatistic> = {}): DatedStatistic => ({
  first: 10,
  statistic: Float64Array.from(statistic),
  criticalValues: 1,
  minimumDuration: 1,
  ...more,
});

describe('explosive phases', () => {
  it('are the runs above the critical value, in indices of the series', () => {
    expect(explosivePhases(dated([0, 2, 3, 2, 0, 1, 5]))).toEqual([
      { start: 11, peak: 12, end: 14, duration: 3, ongoing: false },
      { start: 16, peak: 16, end: 17, duration: 1, ongoing: true },
    ]);
    expect(explosivePhases(dated([0, 2, 3, 2, 0, 1, 5], { minimumDuration: 2 }))).toHaveLength(1);
    expect(explosivePhases(dated([0, 1, 0]))).toEqual([]);
    expect(explosivePhases(dated([]))).toEqual([]);
  });

  it('may have a critical value for each date', () => {
    const criticalValues = Float64Array.of(0, 0, 4);
    expect(explosivePhases(dated([1, 2, 3], { criticalValues })).map(({ start, end }) => [start, end])).toEqual([[10, 12]]);
    expect(() => explosivePhases(dated([1, 2], { criticalValues }))).toThrow('there must be 2 critical values, were 3');
    expect(() => explosivePhases(dated([1, Number.NaN]))).toThrow(/the statistic must be finite/);
    expect(() => explosivePhases(dated([1], { minimumDuration: 0 }))).toThrow(/the minimum duration must be an integer at least 1/);
  });

  it('of SADF come from BADF: a second burst after a collapse is not in it (as a package that stamps it with BSADF has it)', () => {
    const burst = (start: number) => Array.from({ length: 20 }, (_, i) => 2 * 1.3 ** i + ((i + start) % 3));
    const fall = Array.from({ length: 30 }, (_, i) => 5 + (i % 4));
    const { first, badf, bsadf } = there(
      explosiveStatistics(Float64Array.from([...fall, ...burst(0), ...fall, ...burst(1)]), { minimumWindow: 12 }),
    ) as ExplosiveStatistics;
    const starts = (statistic: Float64Array) =>
      explosivePhases(dated([], { first, statistic, minimumDuration: 4 })).map(({ start }) => start);
    expect(starts(bsadf)).toHaveLength(2);
    expect(starts(badf)).toHaveLength(1);
    expect(starts(badf)[0]).toBeLessThan(50);
  });
});
