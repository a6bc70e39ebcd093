import { createHash, randomUUID } from 'node:crypto';
import type { ImportedSeries, ImportInput } from '../../contract/import.ts';
import { inferCalendar } from '../../core/calendar/calendars.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { CalendarName } from '../../core/calendar/schedule.ts';
import type { Versions } from '../../core/series/series.ts';
import { newestOf, type Reconciled, reconcile } from '../../core/series/versions.ts';
import { knownInstants } from '../../providers/build-series.ts';
import { writeDescription } from '../../providers/catalogue.ts';
import type { NamedFile, ReadColumn } from '../../providers/file-port.ts';
import type { Addition, HeldRows, PullRecord, Store } from '../../store/store.ts';
import { CallerError } from '../context.ts';
import { agreementOf } from '../pull/agreement.ts';
import { IMPORTED } from '../pull/belief.ts';
import type { SeriesCatalogue } from '../pull/catalogue.ts';
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

/** What is to be stored of one series, and how it stands in the result. */
export interface Prepared {
  readonly addition: Addition;
  readonly result: ImportedSeries;
}

const TOLERANCE = 0.005;
/** A file that corrects more than this share of what is held, and more dates than that, is more likely another series. */
const [CORRECTED_SHARE, CORRECTED_DATES] = [0.05, 20];

/** Holds a column of values, and its adjusted closes, against what is held. Nothing is stored yet. */
export async function prepareColumn(id: string, read: ReadColumn, to: Destination): Promise<Prepared[]> {
  const { column, dates, adjusted } = read;
  const own = await prepareSeries(id, read, to);
  if (!adjusted) return [own];
  const has = (_: number, i: number) => !Number.isNaN(adjusted[i] as number);
  const beside = { column: `${column} (adjusted)`, dates: dates.filter(has), values: adjusted.filter(has), notes: [] };
  return [own, await prepareSeries(`${id}.adj`, beside, to)];
}

async function prepareSeries(id: string, { column, dates, values, notes }: ReadColumn, to: Destination): Promise<Prepared> {
  const { store, file, now, input } = to;
  const description = await describe(id, input, to);
  const calendar = calendarOf(dates, description.calendar, input.calendar !== undefined);
  const came = finalRows({ dates, values, knownAt: knownInstants(dates, calendar, description.release) }, now);
  const held = await store.held(id);
  const mayRevise = (index: number) => held.sources[index] === IMPORTED;
  const reconciled = reconcile(held, came, { now, precision: 0, hasVintages: false, mayRevise });
  refuseAnother(id, { reconciled, held }, input);
  const { rows, added, revised, kept } = reconciled;
  const left = dates.length - came.dates.length;
  const told = [
    ...notes,
    ...(left > 0 ? [`${left} dates whose close or release has not come yet were left out.`] : []),
    ...(kept > 0 ? [`${kept} dates differ from what another source gave, which stays.`] : []),
  ];
  const pull: PullRecord = {
    ...{ id: randomUUID(), series: id, source: IMPORTED, address: file.name, since: null, at: now, added, revised, etag: null },
    outcome: rows.dates.length > 0 ? 'stored' : 'unchanged',
    sha256: createHash('sha256').update(file.bytes).digest('hex'),
    bytes: file.bytes.length,
    notes: told,
  };
  const definition = writeDescription({ ...description, calendar, source: `Imported from ${file.name}` });
  const isMixed = held.sources.some((source) => source !== IMPORTED);
  const agreement = isMixed ? agreementOf(newestOf(held), came, { source: file.name, tolerance: TOLERANCE }) : null;
  const ends = {
    from: formatCivilDate((came.dates[0] ?? dates[0]) as number),
    to: formatCivilDate((came.dates.at(-1) ?? dates.at(-1)) as number),
  };
  const result = { ...{ id, column, rows: came.dates.length, added, revised, agreement, calendar, notes: told }, ...ends };
  return { addition: { pull, definition: isMixed ? ((await store.definition(id)) ?? definition) : definition, rows }, result };
}

/** How often a calendar schedules something. */
const frequencyOf = (calendar: CalendarName): string => /^(?:weekly|monthly|irregular)/.exec(calendar)?.[0] ?? 'daily';

/** The calendar that is known of a series, unless the file's dates are of another frequency: weekly closes of a daily series keep weeks. */
function calendarOf(dates: Int32Array, known: CalendarName | undefined, isGiven: boolean): CalendarName {
  if (known !== undefined && isGiven) return known;
  const { calendar } = inferCalendar(dates);
  const isOther = calendar !== 'irregular' && known !== undefined && frequencyOf(calendar) !== frequencyOf(known);
  return known === undefined || isOther ? calendar : known;
}

/** @throws CallerError where a file would rewrite much of what another one gave, unless that is asked for. */
function refuseAnother(id: string, { reconciled, held }: { reconciled: Reconciled; held: HeldRows }, { revise }: ImportInput): void {
  const { revised } = reconciled;
  const dates = new Set(held.dates).size;
  if (revise || revised <= CORRECTED_DATES || revised <= CORRECTED_SHARE * dates) return;
  throw new CallerError(
    `${revised} of the ${dates} dates held of ${id} would have another value: --revise says that the file is right, --as gives it an id of its own`,
  );
}

/** A bar that still forms is not final, from a file as little as from a source. */
function finalRows(rows: Versions, now: number): Versions {
  const isFinal = (_: number, i: number) => (rows.knownAt[i] as number) <= now;
  return rows.knownAt.every((known) => known <= now)
    ? rows
    : { dates: rows.dates.filter(isFinal), values: rows.values.filter(isFinal), knownAt: rows.knownAt.filter(isFinal) };
}
