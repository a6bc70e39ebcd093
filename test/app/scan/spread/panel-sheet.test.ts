import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packArrays, unpackArrays } from '../../../../src/app/scan/spread/packed-arrays.ts';
import { panelOf, readSheet, sheetHash, sheetOf, writeSheet } from '../../../../src/app/scan/spread/panel-sheet.ts';
import { makeSchedule } from '../../../../src/core/calendar/calendars.ts';
import { asOf, endOfDay } from '../../../../src/core/series/panel.ts';
import type { Series } from '../../../../src/core/series/series.ts';
import { readParquet, writeParquet } from '../../../../src/store/duckdb/parquet.ts';

const format = { write: writeParquet, read: readParquet };
const FIRST = 15_000;
const DAY = 86_400_000;

/** A series of any numbers, with what only some series have: revisions, a cycle, closes that no calendar knows. */
const anySeries = fc
  .record({
    calendar: fc.constantFrom('utc-daily' as const, 'weekly-utc' as const, 'irregular' as const),
    values: fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 40 }),
    lag: fc.double({ min: 0, max: 5 * DAY, noNaN: true }),
    title: fc.string(),
    notes: fc.array(fc.string(), { maxLength: 2 }),
    isRevised: fc.boolean(),
    hasCycle: fc.boolean(),
  })
  .map(({ calendar, values, lag, title, notes, isRevised, hasCycle }): Series => {
    const step = calendar === 'weekly-utc' ? 7 : 1;
    const dates = Int32Array.from(values, (_, i) => FIRST + i * step);
    const knownAt = Float64Array.from(dates, (day) => endOfDay(day) + lag);
    const twice = <T extends Int32Array | Float64Array>(array: T, of: (value: number, i: number) => number) =>
      (array.constructor as unknown as { from(list: number[]): T }).from(Array.from(array, (value) => [of(value, 0), of(value, 1)]).flat());
    return {
      ...{ id: 'X', title, unit: 'USD', calendar, dates, values: Float64Array.from(values), knownAt, source: 'made up', notes },
      schedule: calendar === 'irregular' ? { dates, closes: knownAt, isUnscheduled: true } : makeSchedule(calendar, dates),
      ...(isRevised && {
        versions: {
          dates: twice(dates, (day) => day),
          values: twice(Float64Array.from(values), (value, i) => (i === 0 ? -value : value)),
          knownAt: twice(knownAt, (instant, i) => instant + i / 3),
        },
      }),
      ...(hasCycle && { cycle: { name: 'halving', dates: Int32Array.of(FIRST, FIRST + 9) } }),
    };
  });

describe('the sheet of a panel', () => {
  it('gives every series back to the bit, as of its date, by way of a Parquet file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anySeries, { minLength: 1, maxLength: 4 }), fc.integer({ min: -2, max: 60 }), async (list, days) => {
        const panel = { series: new Map(list.map((one, i) => [`S${i}`, one])), eventFiles: new Map([['a.txt', [FIRST, FIRST + 3]]]) };
        const sheet = sheetOf(panel, FIRST + days);
        const hash = sheetHash(sheet);
        const back = panelOf(await readSheet(await writeSheet(sheet, format), { hash, format }));
        expect(back.series).toEqual(new Map(list.map((one, i) => [`S${i}`, asOf(one, endOfDay(FIRST + days))])));
        expect(back.eventFiles).toEqual(panel.eventFiles);
        // To be known by the end of the date is what it was cut to: nothing is cut again.
        expect(sheetHash(sheetOf(back, FIRST + days))).toBe(hash);
      }),
      { numRuns: 25, seed: 5 },
    );
  }, 60_000);

  it('has the same hash in whatever order the series were loaded, and another where one number is another by a bit', async () => {
    await fc.assert(
      fc.property(anySeries, anySeries, fc.nat(), (a, b, at) => {
        const until = FIRST + 400;
        const hashOf = (...list: [string, Series][]) => sheetHash(sheetOf({ series: new Map(list), eventFiles: new Map() }, until));
        const hash = hashOf(['A', a], ['B', b]);
        expect(hashOf(['B', b], ['A', a])).toBe(hash);
        expect(hashOf(['A', b], ['B', a]) === hash).toBe(
          sheetHash(sheetOf({ series: new Map([['A', a]]), eventFiles: new Map() }, until)) === hashOf(['A', b]),
        );
        const values = a.values.slice();
        const bits = new BigUint64Array(values.buffer);
        bits[at % bits.length] = (bits[at % bits.length] as bigint) ^ 1n;
        // Of a revised series the versions say what it is.
        if (!a.versions) expect(hashOf(['A', { ...a, values }], ['B', b])).not.toBe(hash);
        expect(hashOf(['A', { ...a, title: `${a.title}!` }], ['B', b])).not.toBe(hash);
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it('is refused where the file holds something else', async () => {
    const values = Float64Array.of(1, 2, 3);
    const dates = Int32Array.of(FIRST, FIRST + 1, FIRST + 2);
    const series: Series = {
      ...{ id: 'X', title: '', unit: '', calendar: 'utc-daily', dates, values, knownAt: Float64Array.from(dates, endOfDay) },
      ...{ schedule: makeSchedule('utc-daily', dates), source: '', notes: [] },
    };
    const sheet = sheetOf({ series: new Map([['X', series]]), eventFiles: new Map() }, FIRST + 2);
    const [bytes, hash] = [await writeSheet(sheet, format), sheetHash(sheet)];
    const other = await writeSheet({ ...sheet, values: sheet.values.map((value) => -value) }, format);
    const bare = await writeParquet([{ name: 'date', dates }]);
    for (const wrong of [other, bare, bytes.subarray(0, bytes.length / 2), new Uint8Array()])
      await expect(readSheet(wrong, { hash, format })).rejects.toMatchObject({ kind: 'damaged' });
    expect((await readSheet(bytes, { hash, format })).values).toEqual(sheet.values);
  });
});

describe('packed arrays', () => {
  it('come back to the bit, and are refused where bytes are missing', () => {
    const doubles = fc.array(fc.double(), { maxLength: 9 }).map((list) => Float64Array.from(list));
    const whole = fc.array(fc.integer(), { maxLength: 9 }).map((list) => Int32Array.from(list));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(doubles, whole)), fc.integer({ min: 1, max: 40 }), (arrays, missing) => {
        const bytes = packArrays(arrays);
        expect(Object.entries(unpackArrays(bytes)).sort()).toEqual(Object.entries(arrays).sort());
        // Wherever in a larger buffer they lie.
        const shifted = new Uint8Array(bytes.length + 3);
        shifted.set(bytes, 3);
        expect(packArrays(unpackArrays(shifted.subarray(3)))).toEqual(bytes);
        expect(() => unpackArrays(bytes.subarray(0, Math.max(0, bytes.length - missing)))).toThrow(RangeError);
      }),
    );
  });
});
