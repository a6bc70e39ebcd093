import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inferCalendar } from '../../core/calendar/calendars.ts';
import type { EpochDay } from '../../core/calendar/civil-date.ts';
import type { Series } from '../../core/series/series.ts';
import { nearestName } from '../../core/text/nearest-name.ts';
import { buildSeries } from '../build-series.ts';
import type { KnownSeries } from '../catalogue.ts';
import type { SeriesProvider } from '../provider.ts';
import { parseCatalogue } from './catalogue.ts';
import { changedShape, fileError, type SourceFile } from './fault.ts';
import { parseObservations } from './parse.ts';
import type { Catalogue, CatalogueEntry } from './schema.ts';

export interface CsvFolderOptions {
  /** Today's date: a later date in a file is refused. */
  readonly today: EpochDay;
  /** Series that are known by their id, for files that no `catalogue.yaml` describes; asked only when such a file is read. Default: none. */
  readonly known?: () => Promise<ReadonlyMap<string, KnownSeries>>;
}

const CATALOGUE = 'catalogue.yaml';
const ADJUSTED = '.adj';

/**
 * A folder of CSV (or TSV) files as a source of series: a file's name without its extension is the id, `ID.adj` its
 * adjusted close. `catalogue.yaml` beside them gives title, unit, calendar and lag; what it does not describe and is known by its id is
 * described so; else the calendar is inferred from the dates, which the series' notes say. A folder that holds no such file itself is read
 * as all its folders together. Files are read when they are asked for, one at a time, and kept.
 */
export function csvFolder(directory: string, { today, known = async () => new Map() }: CsvFolderOptions): SeriesProvider {
  const files = once(() => listFiles(directory));
  const described = once(() => readCatalogues(directory));
  const catalogue = once(() => withKnownIds(described(), [...files().keys()], directory));
  const shipped = once(known);
  const loaded = new Map<string, Series>();
  return {
    get description() {
      return described().description ?? `CSV files in ${directory}`;
    },
    async ids() {
      const own = [...files().keys()];
      return [...new Set([...own, ...aliased(await shipped(), files()).keys()])].sort();
    },
    async load(id) {
      const held = loaded.get(id);
      if (held) return held;
      const series = readSeries(id, { directory, files: files(), catalogue: catalogue(), known: await shipped(), today });
      loaded.set(id, series);
      return series;
    },
  };
}

/** Ids that are held under another name, with that name. */
function aliased(known: ReadonlyMap<string, KnownSeries>, files: Folder['files']): ReadonlyMap<string, string> {
  const pairs = [...known].flatMap(([id, { aliases }]) => {
    const other = files.has(id) ? undefined : aliases.find((name) => files.has(name));
    return other === undefined ? [] : [[id, other] as const];
  });
  return new Map(pairs);
}

interface Folder {
  readonly directory: string;
  /** Paths below the directory by id. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  readonly catalogue: Catalogue;
  readonly known: ReadonlyMap<string, KnownSeries>;
  readonly today: EpochDay;
}

function readSeries(id: string, { directory, files, catalogue, known, today }: Folder): Series {
  const adjusted = !files.has(id) && id.endsWith(ADJUSTED);
  const base = adjusted ? id.slice(0, -ADJUSTED.length) : id;
  const fileId = aliased(known, files).get(base) ?? base;
  const [name, second] = files.get(fileId) ?? [];
  if (name === undefined) {
    const described = Object.hasOwn(catalogue.series, fileId) ? `; ${CATALOGUE} describes it, but the file is not there` : '';
    throw fileError('not-found', `no series ${id}: no ${fileId}.csv in ${directory}${described}`, { request: directory });
  }
  const file = { name, path: join(directory, name) };
  if (second !== undefined) throw changedShape(file, `${second} has the same id, ${fileId}: keep one of them`);
  const entry = describe(catalogue, { id, fileId });
  const { column, columns } = entry;
  const observations = parseObservations(readText(file), { file, today, adjusted: adjusted && column === undefined, column, columns });
  const isDescribed = Object.hasOwn(catalogue.series, id) || Object.hasOwn(catalogue.series, fileId);
  const knownEntry = isDescribed ? undefined : known.get(base);
  if (!knownEntry) return buildSeries(observations, { id, entry, place: `${name} in ${directory}` });
  return buildSeries(observations, { id, entry: asKnown(knownEntry, observations.dates, { adjusted }), place: `${name} in ${directory}` });
}

/** What the catalogue says of an id: of `X.adj` the same as of X, unless it has an entry of its own. */
function describe({ series }: Catalogue, { id, fileId }: { id: string; fileId: string }): CatalogueEntry {
  const own = Object.hasOwn(series, id) ? series[id] : undefined;
  if (own) return own;
  const { column: _, title, ...rest } = (Object.hasOwn(series, fileId) && series[fileId]) || {};
  return { ...rest, title: title && `${title} (adjusted close)` };
}

/** What is known of a series by its id alone. Files of the same name may be weekly where it is daily: then their own dates tell the calendar. */
function asKnown(
  { aliases: _, calendar, title, ...rest }: KnownSeries,
  dates: Int32Array,
  { adjusted }: { adjusted: boolean },
): CatalogueEntry {
  const own = inferCalendar(dates).calendar;
  const note = `Unit${rest.release ? ' and release' : ''} as the shipped catalogue has them for this id.`;
  return { ...rest, note, title: adjusted ? `${title} (adjusted close)` : title, ...(own === 'irregular' && { calendar }) };
}

/** A catalogue entry without a file whose name is nearly that of a file without an entry is a typing error: its lag would be lost. */
function withKnownIds(catalogue: Catalogue, ids: readonly string[], directory: string): Catalogue {
  const described = Object.keys(catalogue.series).map((id) => id.replace(/\.adj$/, ''));
  const bare = ids.filter((id) => !described.includes(id));
  for (const id of described.filter((name) => !ids.includes(name))) {
    const meant = nearestName(id, bare);
    if (meant)
      throw fileError('changed-shape', `${CATALOGUE} describes ${id}, but there is no ${id}.csv; did you mean ${meant}?`, {
        request: directory,
      });
  }
  return catalogue;
}

/** Ids and the files that bear them: those of the folder, or where it has none, those of its folders. */
function listFiles(directory: string): ReadonlyMap<string, readonly string[]> {
  const names = foldersOf(directory).flatMap((folder) =>
    tablesIn(join(directory, folder)).map((name) => ({ path: join(folder, name), id: name.slice(0, -'.csv'.length) })),
  );
  if (names.length === 0) throw fileError('not-found', `there are no .csv or .tsv files in ${directory}`, { request: directory });
  const groups = Map.groupBy(names, ({ id }) => id);
  return new Map(Array.from(groups, ([id, files]) => [id, files.map(({ path }) => path)]));
}

/** Folders that are read, below the directory: itself, or all those in it. */
function foldersOf(directory: string): readonly string[] {
  if (tablesIn(directory).length > 0) return [''];
  const entries = fromDisk(directory, () => readdirSync(directory, { withFileTypes: true }));
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

const tablesIn = (folder: string): string[] =>
  fromDisk(folder, () => readdirSync(folder))
    .filter((name) => /.\.(?:csv|tsv)$/i.test(name))
    .sort();

/** What the catalogues of all folders say. */
function readCatalogues(directory: string): Catalogue {
  const [own, ...others] = [...new Set(['', ...foldersOf(directory)])].map((folder) => readCatalogue(join(directory, folder))) as [
    Catalogue,
  ];
  return { ...own, series: Object.assign({}, own.series, ...(others as Catalogue[]).map(({ series }) => series)) };
}

function readCatalogue(directory: string): Catalogue {
  const path = join(directory, CATALOGUE);
  try {
    return parseCatalogue(readFileSync(path, 'utf8'), { name: CATALOGUE, path });
  } catch (error) {
    if (isMissing(error)) return { series: {} };
    throw error;
  }
}

function readText(file: SourceFile): string {
  const bytes = fromDisk(file.path, () => readFileSync(file.path));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw changedShape(file, 'expected text in UTF-8, found other bytes', { cause });
  }
}

function fromDisk<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (isMissing(cause)) throw fileError('not-found', `there is no ${path}`, { request: path, cause });
    throw fileError('unavailable', `cannot read ${path}: ${(cause as Error).message}`, { request: path, cause });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function once<T extends object>(compute: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= compute();
    return value;
  };
}
