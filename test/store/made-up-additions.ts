import type { Addition, Instants, PullRecord, Rows, Store } from '../../src/store/store.ts';

/** Date, value and knownAt of an observation. */
export type Row = readonly [date: number, value: number, knownAt: number];

let pulls = 0;

/** A pull of its own id; what it says beside the id does not matter to the figures. */
export function madeUpPull(series: string, given: Partial<PullRecord> = {}): PullRecord {
  pulls++;
  return {
    id: `pull-${pulls}`,
    series,
    source: 'yahoo',
    since: null,
    address: `^${series}`,
    at: 1_700_000_000_000 + pulls,
    outcome: 'stored',
    added: 1,
    revised: 0,
    sha256: 'ab'.repeat(32),
    bytes: 1234,
    etag: null,
    notes: [],
    ...given,
  };
}

export function rowsOf(rows: readonly Row[]): Rows {
  return {
    dates: Int32Array.from(rows, ([date]) => date),
    values: Float64Array.from(rows, ([, value]) => value),
    knownAt: Float64Array.from(rows, ([, , known]) => known),
  };
}

export const listOf = ({ dates, values, knownAt }: Rows): Row[] =>
  Array.from(dates, (date, i) => [date, values[i] as number, knownAt[i] as number]);

/** An addition of these rows to a series. */
export function addition(series: string, rows: readonly Row[], given: Partial<Addition> = {}): Addition {
  return { pull: madeUpPull(series), definition: { title: series }, rows: rowsOf(rows), ...given };
}

/** Every version of a series, as rows. */
export const versionsIn = async (store: Store, id: string, instants?: Instants): Promise<Row[]> =>
  listOf(await store.versions(id, instants));

/** The panel of one series, as rows. */
export async function panelOf(store: Store, id: string, instants?: Instants): Promise<Row[]> {
  return listOf((await store.panel([id], instants)).get(id) as Rows);
}

/** One row for each of so many days from a date on, each known at the end of its day. */
export function daily(count: number, first = 0, value = (i: number): number => 100 + i / 7): Row[] {
  return Array.from({ length: count }, (_, i) => [first + i, value(i), (first + i + 1) * 86_400_000]);
}
