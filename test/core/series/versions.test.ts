import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asOf } from '../../../src/core/series/panel.ts';
import type { Series, Versions } from '../../../src/core/series/series.ts';
import { hasHistory, newestOf, reconcile, versionsUntil } from '../../../src/core/series/versions.ts';

type Row = readonly [date: number, value: number, knownAt: number];

const versions = (rows: readonly Row[]): Versions => ({
  dates: Int32Array.from(rows, ([date]) => date),
  values: Float64Array.from(rows, ([, value]) => value),
  knownAt: Float64Array.from(rows, ([, , known]) => known),
});
const rowsOf = ({ dates, values, knownAt }: Versions): Row[] =>
  Array.from(dates, (date, i) => [date, values[i] as number, knownAt[i] as number]);
const held = versions([
  [1, 10, 100],
  [1, 11, 250],
  [2, 20, 200],
]);
const NONE = versions([]);

describe('the newest of all versions', () => {
  it('is the last value of each date, known since the date first had one', () => {
    expect(rowsOf(newestOf(held))).toEqual([
      [1, 11, 100],
      [2, 20, 200],
    ]);
  });

  it('counts a date that was added after later ones as known with the next', () => {
    expect(
      rowsOf(
        newestOf(
          versions([
            [1, 10, 500],
            [2, 20, 200],
          ]),
        ),
      ),
    ).toEqual([
      [1, 10, 200],
      [2, 20, 200],
    ]);
  });

  it('does not tell all where a date was revised, or came after later ones', () => {
    expect(hasHistory(held)).toBe(true);
    expect(
      hasHistory(
        versions([
          [1, 10, 500],
          [2, 20, 200],
        ]),
      ),
    ).toBe(true);
    expect(
      hasHistory(
        versions([
          [1, 10, 100],
          [2, 20, 200],
        ]),
      ),
    ).toBe(false);
  });

  it('as of an instant is that of the versions known by then', () => {
    expect(rowsOf(newestOf(versionsUntil(held, 220)))).toEqual([
      [1, 10, 100],
      [2, 20, 200],
    ]);
    expect(rowsOf(newestOf(versionsUntil(held, 99)))).toEqual([]);
  });
});

describe('a series as of an instant', () => {
  const series = { ...newestOf(held), versions: held } as unknown as Series;

  it('has the values of then, and asked again of an earlier instant those of that one', () => {
    expect([...asOf(series, 220).values]).toEqual([10, 20]);
    expect([...asOf(series, 250).values]).toEqual([11, 20]);
    expect([...asOf(asOf(series, 250), 150).values]).toEqual([10]);
  });

  it('never gets back what it once cut off', () => {
    expect([...asOf(asOf(series, 150), 1_000).values]).toEqual([10]);
  });

  it('does not change when the future is cut off, for all versions and instants', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 50 })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 60 }), (raw, instant) => {
        const sorted = [...new Map(raw.map((row) => [`${row[0]} ${row[2]}`, row])).values()].sort((a, b) => a[0] - b[0] || a[2] - b[2]);
        const all = versions(sorted);
        const whole = { ...newestOf(all), versions: all } as unknown as Series;
        const cut = versions(sorted.filter(([, , known]) => known <= instant));
        const byHand = new Map(sorted.filter(([, , known]) => known <= instant).map(([date, value]) => [date, value]));
        const seen = asOf(whole, instant);
        expect([...seen.dates].map((date, i) => [date, seen.values[i]])).toEqual([...byHand]);
        expect(rowsOf(newestOf(cut))).toEqual(rowsOf(newestOf(seen.versions as Versions)));
      }),
    );
  });
});

describe('what came, held against what is held', () => {
  const of = (came: Versions, options: Partial<Parameters<typeof reconcile>[2]> = {}) =>
    reconcile(held, came, { now: 1_000, precision: 0, hasVintages: false, ...options });

  it('adds new dates with their own instant', () => {
    const { rows, added, revised, same } = of(
      versions([
        [2, 20, 200],
        [3, 30, 300],
      ]),
    );
    expect(rowsOf(rows)).toEqual([[3, 30, 300]]);
    expect({ added, revised, same }).toEqual({ added: 1, revised: 0, same: 1 });
  });

  it('adds a new value of a held date as known from now on', () => {
    const { rows, added, revised } = of(
      versions([
        [1, 12, 100],
        [2, 20, 200],
      ]),
    );
    expect(rowsOf(rows)).toEqual([[1, 12, 1_000]]);
    expect({ added, revised }).toEqual({ added: 0, revised: 1 });
  });

  it('takes two readings within the precision for one value', () => {
    expect(of(versions([[2, 20.00001, 200]]), { precision: 1e-6 }).same).toBe(1);
    expect(of(versions([[2, 20.00001, 200]]), { precision: 1e-7 }).revised).toBe(1);
  });

  it('adds the vintages that it has not, at their own instants, and none that changes nothing', () => {
    const came = versions([
      [1, 10, 100],
      [1, 10.5, 150],
      [1, 11, 250],
      [2, 20, 200],
      [2, 20, 260],
      [2, 21, 270],
    ]);
    const { rows, revised } = of(came, { hasVintages: true });
    expect(rowsOf(rows)).toEqual([
      [1, 10.5, 150],
      [2, 21, 270],
    ]);
    expect(revised).toBe(2);
  });

  it('gives the same when it comes twice: the second time adds nothing', () => {
    const came = versions([
      [1, 12, 100],
      [3, 30, 300],
    ]);
    const first = of(came);
    const merged = [...rowsOf(held), ...rowsOf(first.rows)].sort((a, b) => a[0] - b[0] || a[2] - b[2]);
    expect(reconcile(versions(merged), came, { now: 2_000, precision: 0, hasVintages: false }).rows.dates.length).toBe(0);
  });

  it('keeps everything of a first answer', () => {
    expect(rowsOf(reconcile(NONE, held, { now: 1_000, precision: 0, hasVintages: true }).rows)).toEqual(rowsOf(held));
  });
});
