import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, formatCivilDate, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { type Amount, trailingYears } from '../../../src/providers/sec/trailing-year.ts';
import { amountOf, type Told, versionsByHand } from './brute-force.ts';

const day = (text: string): number => parseCivilDate(text) as number;
const amount = (period: string, value: number, known: string, more: Partial<Amount> = {}): Amount => {
  const [start, end] = period.split(' ') as [string, string];
  return { start: day(start), end: day(end), value, knownAt: day(known) * DAY_MS, isAmendment: false, ...more };
};
const shown = (amounts: readonly Amount[]): string[] =>
  trailingYears(amounts).versions.map(
    ({ end, value, knownAt }) => `${formatCivilDate(end)} = ${value} from ${new Date(knownAt).toISOString().slice(0, 10)}`,
  );
const without = (amounts: readonly Amount[]): string[] => trailingYears(amounts).without.map(formatCivilDate);

const YEAR_2019 = amount('2019-01-01 2019-12-31', 100, '2020-02-10');
const HALF_2019 = amount('2019-01-01 2019-06-30', 40, '2020-07-20');
const HALF_2020 = amount('2020-01-01 2020-06-30', 55, '2020-07-20');

describe('the trailing year at a period end', () => {
  it('is the amount of the year that ends there', () => {
    expect(shown([YEAR_2019])).toEqual(['2019-12-31 = 100 from 2020-02-10']);
  });

  it('is the year before, plus this year so far, minus the same part of the year before', () => {
    expect(shown([YEAR_2019, HALF_2019, HALF_2020])).toContain('2020-06-30 = 115 from 2020-07-20');
  });

  it('is known when the last part of the sum is known', () => {
    expect(shown([{ ...YEAR_2019, knownAt: day('2020-09-01') * DAY_MS }, HALF_2019, HALF_2020])).toContain(
      '2020-06-30 = 115 from 2020-09-01',
    );
  });

  it('is the sum of four quarters in a row where no year is known', () => {
    const quarters = [
      amount('2019-04-01 2019-06-30', 1, '2020-04-20'),
      amount('2019-07-01 2019-09-30', 2, '2020-04-20'),
      amount('2019-10-01 2019-12-31', 3, '2020-04-20'),
      amount('2020-01-01 2020-03-31', 4, '2020-04-20'),
    ];
    expect(shown(quarters)).toEqual(['2020-03-31 = 10 from 2020-04-20']);
    expect(shown(quarters.filter((_, i) => i !== 1))).toEqual([]);
  });

  it('takes a new version when a part is restated, and none when it is only repeated', () => {
    const repeated = { ...YEAR_2019, knownAt: day('2021-02-10') * DAY_MS };
    const restated = { ...YEAR_2019, value: 90, knownAt: day('2021-05-01') * DAY_MS };
    expect(shown([YEAR_2019, HALF_2019, HALF_2020, repeated, restated])).toEqual([
      '2019-12-31 = 100 from 2020-02-10',
      '2019-12-31 = 90 from 2021-05-01',
      '2020-06-30 = 115 from 2020-07-20',
      '2020-06-30 = 105 from 2021-05-01',
    ]);
  });

  it('is the amendment’s where report and amendment are filed on one date', () => {
    const amendment = { ...YEAR_2019, value: 93, isAmendment: true };
    expect(shown([amendment, YEAR_2019])).toEqual(['2019-12-31 = 93 from 2020-02-10']);
  });

  it('stays unknown where two reports contradict each other at one instant, until a later one settles it', () => {
    const other = { ...YEAR_2019, value: 93 };
    expect(shown([YEAR_2019, other])).toEqual([]);
    expect(shown([YEAR_2019, other, { ...other, knownAt: day('2020-03-01') * DAY_MS }])).toEqual(['2019-12-31 = 93 from 2020-03-01']);
  });

  it('has no value where the third quarter is missing and the year is not yet out', () => {
    const amounts = [YEAR_2019, amount('2020-07-01 2020-09-30', 30, '2020-10-20'), amount('2019-01-01 2019-09-30', 70, '2020-10-20')];
    expect(shown(amounts)).toEqual(['2019-12-31 = 100 from 2020-02-10']);
    expect(without(amounts)).toEqual(['2019-09-30', '2020-09-30']);
  });

  it('has no value after the fiscal year end has changed, until a year ends there', () => {
    const amounts = [
      YEAR_2019,
      amount('2020-01-01 2020-02-29', 20, '2020-06-01'),
      amount('2020-03-01 2020-05-31', 25, '2020-07-01'),
      amount('2019-03-01 2019-05-31', 24, '2020-07-01'),
      amount('2020-03-01 2021-02-28', 120, '2021-04-01'),
    ];
    expect(shown(amounts)).toEqual(['2019-12-31 = 100 from 2020-02-10', '2021-02-28 = 120 from 2021-04-01']);
    expect(without(amounts)).toEqual(['2019-05-31', '2020-05-31']);
  });

  it('follows years of 52 and 53 weeks, whose ends wander', () => {
    const amounts = [
      amount('2019-09-29 2020-10-03', 530, '2020-11-09'),
      amount('2019-09-29 2019-12-28', 120, '2021-02-01'),
      amount('2020-10-04 2021-01-02', 150, '2021-02-01'),
    ];
    expect(shown(amounts)).toContain('2021-01-02 = 560 from 2021-02-01');
  });
});

/** A company's reports: quarters, parts of years and years of one truth, some left out, some restated, filed in their time. */
const reports = fc
  .record({
    week: fc.boolean(),
    years: fc.integer({ min: 1, max: 3 }),
    values: fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 12, maxLength: 12 }),
    kept: fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
    restated: fc.array(fc.record({ which: fc.nat(200), by: fc.integer({ min: -9, max: 9 }), after: fc.integer({ min: 1, max: 500 }) }), {
      maxLength: 4,
    }),
  })
  .map(({ week, years, values, kept, restated }) => {
    const told: Told[] = [];
    const bounds = quarterStarts(week, 4 * years);
    const tell = (from: number, to: number, known: number) => {
      const value = values.slice(from, to).reduce((sum, one) => sum + one, 0);
      told.push({ start: formatCivilDate(bounds[from] as number), end: formatCivilDate((bounds[to] as number) - 1), value, known });
    };
    for (let q = 1; q <= 4 * years; q++) {
      const known = (bounds[q] as number) + 30;
      const begin = 4 * Math.floor((q - 1) / 4);
      tell(q - 1, q, known);
      if (q - begin > 1) tell(begin, q, known);
      if (begin >= 4 && q - begin > 1 && q - begin < 4) tell(begin - 4, q - 4, known);
    }
    const left = told.filter((_, i) => kept[i]);
    for (const { which, by, after } of restated) {
      const one = left[which % Math.max(1, left.length)];
      if (one) left.push({ ...one, value: one.value + by, known: one.known + after });
    }
    // One value of a period on a day: contradictions have a test of their own.
    return left.filter((a, i) => !left.some((b, j) => j > i && b.start === a.start && b.end === a.end && b.known === a.known));
  });

/** First days of quarters: calendar quarters, or quarters of 13 weeks with a 53rd week every fifth year. */
function quarterStarts(inWeeks: boolean, count: number): number[] {
  if (inWeeks) return Array.from({ length: count + 1 }, (_, i) => 17_896 + 91 * i + (i >= 8 ? 7 : 0));
  return Array.from({ length: count + 1 }, (_, i) => day(`${2019 + Math.floor(i / 4)}-${String(1 + 3 * (i % 4)).padStart(2, '0')}-01`));
}

describe('the versions of the trailing year', () => {
  it('are those that the definition gives day by day, for any reports with gaps and restatements', () => {
    fc.assert(
      fc.property(reports, (told) => {
        const found = trailingYears(told.map(amountOf)).versions;
        const worded = found.map(({ end, value, knownAt }) => `${formatCivilDate(end)} = ${value} from day ${knownAt / DAY_MS}`);
        expect(worded).toEqual(versionsByHand(told));
      }),
      { numRuns: 60 },
    );
  });

  it('never change by what is filed later', () => {
    fc.assert(
      fc.property(reports, fc.integer({ min: 17_900, max: 19_200 }), (told, today) => {
        const until = trailingYears(told.filter(({ known }) => known <= today).map(amountOf)).versions;
        const all = trailingYears(told.map(amountOf)).versions;
        expect(all.filter(({ knownAt }) => knownAt <= today * DAY_MS)).toEqual(until);
      }),
      { numRuns: 200 },
    );
  });

  it('do not hang on the order of the reports', () => {
    fc.assert(
      fc.property(reports, (told) => {
        const amounts = told.map(amountOf);
        expect(trailingYears([...amounts].reverse())).toEqual(trailingYears(amounts));
      }),
      { numRuns: 100 },
    );
  });
});
