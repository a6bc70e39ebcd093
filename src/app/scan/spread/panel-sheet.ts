import { createHash } from 'node:crypto';
import type { CalendarName } from '../../../core/calendar/schedule.ts';
import { endOfDay, asOf as knownAsOf } from '../../../core/series/panel.ts';
import type { Series } from '../../../core/series/series.ts';
import type { ParquetColumn } from '../../../store/parquet.ts';
import { StoreError } from '../../../store/store.ts';
import { canonical } from '../../canonical.ts';
import type { Panel } from '../../panel.ts';
import type { PanelFormat } from '../spread.ts';
import { type PanelSheet, SheetHead, type SheetSeries } from './sheet.ts';

/** The panel as one table, as far as it was known by the end of a date, series in the order of their ids. */
export function sheetOf({ series, eventFiles }: Panel, asOf: number): PanelSheet {
  const keys = [...series.keys()].sort();
  const known = keys.map((key) => knownAsOf(series.get(key) as Series, endOfDay(asOf)));
  const rows = known.flatMap(({ dates, values, knownAt, versions, schedule }) => [
    { dates, values, instants: knownAt },
    ...(versions ? [{ dates: versions.dates, values: versions.values, instants: versions.knownAt }] : []),
    { dates: schedule.dates, values: new Float64Array(schedule.dates.length), instants: schedule.closes },
  ]);
  const total = rows.reduce((sum, { dates }) => sum + dates.length, 0);
  const sheet = { dates: new Int32Array(total), values: new Float64Array(total), instants: new Float64Array(total) };
  let at = 0;
  for (const row of rows) {
    for (const name of ['dates', 'values', 'instants'] as const) sheet[name].set(row[name], at);
    at += row.dates.length;
  }
  const files = Array.from(eventFiles, ([file, dates]): [string, number[]] => [file, [...dates]]).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...sheet, head: { series: known.map((one, i) => saidOf(keys[i] as string, one)), eventFiles: files } };
}

function saidOf(key: string, { id, title, unit, calendar, source, notes, cycle, dates, versions, schedule }: Series): SheetSeries {
  return {
    ...{ key, id, title, unit, calendar, source, notes: [...notes] },
    ...(cycle && { cycle: { name: cycle.name, dates: [...cycle.dates] } }),
    ...(schedule.isUnscheduled && { isUnscheduled: true as const }),
    rows: { observations: dates.length, ...(versions && { versions: versions.dates.length }), closes: schedule.dates.length },
  };
}

/** SHA-256 (hex) of what a sheet says: the same series give the same on any machine, whatever file they lie in. */
export function sheetHash({ head, dates, values, instants }: PanelSheet): string {
  const hash = createHash('sha256').update(canonical(head)).update('\n');
  for (const { buffer, byteOffset, byteLength } of [dates, values, instants]) hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  return hash.digest('hex');
}

/** The panel of a sheet, equal to the bit to what the sheet was made of. */
export function panelOf({ head, dates, values, instants }: PanelSheet): Panel {
  let at = 0;
  const next = (length: number) => {
    const [from, to] = [at, at + length];
    at = to;
    return { dates: dates.subarray(from, to), values: values.subarray(from, to), instants: instants.subarray(from, to) };
  };
  const series = head.series.map(({ key, rows, cycle, calendar, isUnscheduled, ...said }): [string, Series] => {
    const { instants: knownAt, ...observations } = next(rows.observations);
    const versions = rows.versions === undefined ? undefined : next(rows.versions);
    const closes = next(rows.closes);
    const schedule = { dates: closes.dates, closes: closes.instants, ...(isUnscheduled && { isUnscheduled }) };
    return [
      key,
      {
        ...{ ...said, calendar: calendar as CalendarName, ...observations, knownAt, schedule },
        ...(versions && { versions: { dates: versions.dates, values: versions.values, knownAt: versions.instants } }),
        ...(cycle && { cycle: { name: cycle.name, dates: Int32Array.from(cycle.dates) } }),
      },
    ];
  });
  return { series: new Map(series), eventFiles: new Map(head.eventFiles) };
}

/** A sheet as one Parquet file. */
export const writeSheet = ({ head, dates, values, instants }: PanelSheet, { write }: PanelFormat): Promise<Uint8Array> =>
  write(
    [
      { name: 'date', dates },
      { name: 'value', values },
      { name: 'instant', values: instants },
    ],
    JSON.stringify(head),
  );

/**
 * A sheet from its Parquet file.
 *
 * @param hash - Of what must be in it.
 * @throws StoreError `damaged` where anything else is.
 */
export async function readSheet(
  bytes: Uint8Array,
  { hash, format }: { readonly hash: string; readonly format: PanelFormat },
): Promise<PanelSheet> {
  const { columns, about } = await format.read(bytes);
  const sheet = soundSheet(columns, about);
  if (!sheet || sheetHash(sheet) !== hash) throw new StoreError('damaged', `the file of the panel ${hash} holds something else`);
  return sheet;
}

function soundSheet(columns: readonly ParquetColumn[], about: string | undefined): PanelSheet | undefined {
  const [date, value, instant] = columns;
  if (!(date && 'dates' in date && value && 'values' in value && instant && 'values' in instant)) return undefined;
  try {
    return { head: SheetHead.parse(JSON.parse(about ?? '')), dates: date.dates, values: value.values, instants: instant.values };
  } catch {
    return undefined;
  }
}
