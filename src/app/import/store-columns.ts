import { createHash, randomUUID } from 'node:crypto';
import type { ImportedSeries, ImportInput } from '../../contract/import.ts';
import { inferCalendar } from '../../core/calendar/calendars.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { Versions } from '../../core/series/series.ts';
import { newestOf, reconcile } from '../../core/series/versions.ts';
import { knownInstants } from '../../providers/build-series.ts';
import { writeDescription } from '../../providers/catalogue.ts';
import type { NamedFile, ReadColumn } from '../../providers/file-port.ts';
import type { PullRecord, Store } from '../../store/store.ts';
import { agreementOf } from '../pull/agreement.ts';
import type { SeriesCatalogue } from '../pull/catalogue.ts';
import { notHeld } from '../pull/rows.ts';
import { describe } from './plan.ts';

/** Where a file's columns go. */
export interface Destination {
  readonly store: Store;
  readonly catalogue: SeriesCatalogue;
  readonly input: ImportInput;
  readonly file: NamedFile;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
}

const TOLERANCE = 0.005;

/** Stores a column of values as a series, and its adjusted closes as another. */
export async function storeColumn(id: string, read: ReadColumn, to: Destination): Promise<ImportedSeries[]> {
  const { column, dates, adjusted } = read;
  const own = await storeSeries(id, read, to);
  if (!adjusted) return [own];
  const has = (_: number, i: number) => !Number.isNaN(adjusted[i] as number);
  const beside = { column: `${column} (adjusted)`, dates: dates.filter(has), values: adjusted.filter(has), notes: [] };
  return [own, await storeSeries(`${id}.adj`, beside, to)];
}

async function storeSeries(id: string, { column, dates, values, notes }: ReadColumn, to: Destination): Promise<ImportedSeries> {
  const { store, file, now } = to;
  const description = await describe(id, to.input, to);
  const calendar = description.calendar ?? inferCalendar(dates).calendar;
  const came = finalRows({ dates, values, knownAt: knownInstants(dates, calendar, description.release) }, now);
  const held = await store.versions(id);
  const last = (await store.pulls({ series: id, limit: 50 })).find(({ outcome }) => outcome !== 'failed');
  const isStandIn = last !== undefined && last.source !== 'import' && held.dates.length > 0;
  const { rows, added, revised } = reconcile(held, isStandIn ? notHeld(came, held) : came, { now, precision: 0, hasVintages: false });
  const left = dates.length - came.dates.length;
  const told = [...notes, ...(left > 0 ? [`${left} dates whose close or release has not come yet were left out.`] : [])];
  const pull: PullRecord = {
    ...{ id: randomUUID(), series: id, source: 'import', address: file.name, at: now, added, revised, etag: null },
    outcome: rows.dates.length > 0 ? 'stored' : 'unchanged',
    sha256: createHash('sha256').update(file.bytes).digest('hex'),
    bytes: file.bytes.length,
    notes: told,
  };
  const definition = writeDescription({ ...description, calendar, source: description.source ?? `Imported from ${file.name}` });
  await store.add({ pull, definition, rows });
  const agreement = isStandIn ? agreementOf(newestOf(held), came, { source: file.name, tolerance: TOLERANCE }) : null;
  return {
    ...{ id, column, rows: came.dates.length, added, revised, agreement, calendar, notes: told },
    from: formatCivilDate(came.dates[0] as number),
    to: formatCivilDate(came.dates.at(-1) as number),
  };
}

/** A bar that still forms is not final, from a file as little as from a source. */
function finalRows(rows: Versions, now: number): Versions {
  const isFinal = (_: number, i: number) => (rows.knownAt[i] as number) <= now;
  return rows.knownAt.every((known) => known <= now)
    ? rows
    : { dates: rows.dates.filter(isFinal), values: rows.values.filter(isFinal), knownAt: rows.knownAt.filter(isFinal) };
}
