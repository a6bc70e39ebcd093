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

  it('puts a date off that was known before the one before it: nothing is read before its time', () => {
    expect(
      rowsOf(
        newestOf(
          versions([
            [1, 10, 500],
            [2, 20, 200],
            [3, 30, 700],
          ]),
        ),
      ),
    ).toEqual([
      [1, 10, 500],
      [2, 20, 500],
      [3, 30, 700],
    ]);
  });

  it('leaves out a date that was added to the past long after: it would put off years', () => {
    const day = 86_400_000;
    const rows = rowsOf(
      newestOf(
        versions([
          [1, 10, 400 * day],
          [2, 20, 2 * day],
          [3, 30, 3 * day],
        ]),
      ),
    );
    expect(rows).toEqual([
      [2, 20, 2 * day],
      [3, 30, 3 * day],
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

  it('gives back vintages that go to and fro, and never adds one twice', () => {
    const came = versions([
      [1, 100, 10],
      [1, 101, 20],
      [1, 100, 30],
    ]);
    const { rows } = reconcile(NONE, came, { now: 1_000, precision: 0, hasVintages: true });
    expect(rowsOf(rows)).toEqual(rowsOf(came));
    expect(reconcile(rows, came, { now: 2_000, precision: 0, hasVintages: true }).rows.dates.length).toBe(0);
  });

  it('puts right by vintages what was held without them: no revised value may be read before it was there', () => {
    const plain = versions([[1, 999, 50]]);
    const { rows } = reconcile(
      plain,
      versions([
        [1, 100, 40],
        [1, 999, 90],
      ]),
      { now: 1_000, precision: 0, hasVintages: true },
    );
    expect(rowsOf(rows)).toEqual([
      [1, 100, 40],
      [1, 100, 50],
      [1, 999, 90],
    ]);
  });

  it('by vintages, has at every instant the value that the source says was valid then (against brute force)', () => {
    const side = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 12 })), {
      selector: ([, known]) => known,
      maxLength: 6,
    });
    const asRows = (raw: [number, number][]): Row[] => [...raw].sort((a, b) => a[1] - b[1]).map(([value, known]) => [1, value, known]);
    fc.assert(
      fc.property(
        side,
        side.filter((raw) => raw.length > 0),
        (heldRaw, cameRaw) => {
          const [before, came] = [asRows(heldRaw as [number, number][]), asRows(cameRaw as [number, number][])];
          const { rows } = reconcile(versions(before), versions(came), { now: 99, precision: 0, hasVintages: true });
          // A later recording of one instant stands.
          const all = [...before, ...rowsOf(rows)].sort((a, b) => a[2] - b[2]);
          const first = came[0] as Row;
          for (let instant = 0; instant <= 13; instant++) {
            const seen = all.findLast(([, , known]) => known <= instant)?.[1];
            const said = came.findLast(([, , known]) => known <= instant)?.[1];
            expect(seen).toBe(said ?? (before.some(([, , known]) => known <= instant) ? first[1] : undefined));
          }
          expect(reconcile(versions(all), versions(came), { now: 99, precision: 0, hasVintages: true }).rows.dates.length).toBe(0);
        },
      ),
    );
  });

  it('leaves a held value that is not this source to revise, and says so', () => {
    const { rows, kept, same } = of(
      versions([
        [1, 12, 100],
        [2, 20, 200],
      ]),
      { mayRevise: () => false },
    );
    expect({ rows: rows.dates.length, kept, same }).toEqual({ rows: 0, kept: 1, same: 1 });
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
