import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EpochDay } from '../../core/calendar/civil-date.ts';
import type { Series } from '../../core/series/series.ts';
import { nearestName } from '../../core/text/nearest-name.ts';
import { buildSeries } from '../build-series.ts';
import type { SeriesProvider } from '../provider.ts';
import { parseCatalogue } from './catalogue.ts';
import { changedShape, fileError, type SourceFile } from './fault.ts';
import { parseObservations } from './parse.ts';
import type { Catalogue, CatalogueEntry } from './schema.ts';

export interface CsvFolderOptions {
  /** Today's date: a later date in a file is refused. */
  readonly today: EpochDay;
}

const CATALOGUE = 'catalogue.yaml';
const ADJUSTED = '.adj';

/**
 * A folder of CSV (or TSV) files as a source of series: a file's name without its extension is the id, `ID.adj` its
 * adjusted close. `catalogue.yaml` beside them gives title, unit, calendar and lag; without it the calendar is
 * inferred from the dates, which the series' notes say. Files are read when they are asked for, one at a time, and kept.
 */
export function csvFolder(directory: string, options: CsvFolderOptions): SeriesProvider {
  const files = once(() => listFiles(directory));
  const described = once(() => readCatalogue(directory));
  const catalogue = once(() => withKnownIds(described(), [...files().keys()], directory));
  const loaded = new Map<string, Series>();
  return {
    get description() {
      return described().description ?? `CSV files in ${directory}`;
    },
    async ids() {
      return [...files().keys()].sort();
    },
    async load(id) {
      const series = loaded.get(id) ?? readSeries(id, { directory, files: files(), catalogue: catalogue(), today: options.today });
      loaded.set(id, series);
      return series;
    },
  };
}

interface Folder {
  readonly directory: string;
  readonly files: ReadonlyMap<string, readonly string[]>;
  readonly catalogue: Catalogue;
  readonly today: EpochDay;
}

function readSeries(id: string, { directory, files, catalogue, today }: Folder): Series {
  const adjusted = !files.has(id) && id.endsWith(ADJUSTED);
  const fileId = adjusted ? id.slice(0, -ADJUSTED.length) : id;
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
  return buildSeries(observations, { id, entry, place: `${name} in ${directory}` });
}

/** What the catalogue says of an id: of `X.adj` the same as of X, unless it has an entry of its own. */
function describe({ series }: Catalogue, { id, fileId }: { id: string; fileId: string }): CatalogueEntry {
  const own = Object.hasOwn(series, id) ? series[id] : undefined;
  if (own) return own;
  const { column: _, title, ...rest } = (Object.hasOwn(series, fileId) && series[fileId]) || {};
  return { ...rest, title: title && `${title} (adjusted close)` };
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

/** Ids and the files that bear them. */
function listFiles(directory: string): ReadonlyMap<string, readonly string[]> {
  const names = fromDisk(directory, () => readdirSync(directory)).filter((name) => /.\.(?:csv|tsv)$/i.test(name));
  if (names.length === 0) throw fileError('not-found', `there are no .csv or .tsv files in ${directory}`, { request: directory });
  return Map.groupBy(names.sort(), (name) => name.slice(0, -'.csv'.length));
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
