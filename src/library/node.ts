/**
 * What needs Node: series from folders of files, the table and the packs that ship. Reads the disk; where no `today` is given, the clock too.
 *
 * @module harbinger/node
 */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { CallerError } from '../app/context.ts';
import { DAY_MS, formatCivilDate } from '../core/calendar/civil-date.ts';
import { didYouMean } from '../core/text/nearest-name.ts';
import { csvFolder as folderOf } from '../providers/file/provider.ts';
import type { PackText } from './context-of.ts';
import { dayOf } from './given-series.ts';
import type { SeriesSource } from './source.ts';

export type { PackText } from './context-of.ts';
export type { SeriesSource } from './source.ts';

// The folders that ship lie two levels up, in the package as in a checkout.
const shipped = (folder: string): string => fileURLToPath(new URL(`../../${folder}`, import.meta.url));

/** Today's date for a source that reads files. */
export interface TodayOptions {
  /** `YYYY-MM-DD`. Default: the machine's clock, in UTC. */
  readonly today?: string | undefined;
}

/**
 * A folder of CSV (or TSV) files as series: `RUT.csv` is `RUT`, and `RUT.adj` its adjusted close. `catalogue.yaml` beside them may give titles, units,
 * calendars and releases; without it the calendar is inferred from the dates, which notes say.
 *
 * @param directory - Path of the folder. Files are read when they are asked for, and kept.
 * @throws ProviderError (later, when it is read) with file, line and column.
 * @remarks Missing values: rows without a value are left out, and counted in a note.
 */
export function csvFolder(directory: string, { today }: TodayOptions = {}): SeriesSource {
  const day = today === undefined ? Math.floor(Date.now() / DAY_MS) : dayOf(today, 'today');
  const folder = folderOf(directory, { today: day });
  return {
    get description() {
      return folder.description;
    },
    ids: () => folder.ids(),
    load: (id) => folder.load(id),
    today: formatCivilDate(day),
  };
}

/** The weekly table that ships: Russell 2000, S&P 500, Russell 2000 Value, Bitcoin, Ether, and figures of the Fed and the Treasury. A first look: daily data say more. */
export const shippedTable = (options: TodayOptions = {}): SeriesSource => csvFolder(shipped('reference/'), options);

/** Names of the packs of claims that ship, in alphabetical order. */
export async function shippedPacks(): Promise<string[]> {
  const files = await readdir(shipped('claims/'));
  return files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort();
}

/** A pack that ships, by name, e.g. `russell-crypto`; `check` takes it. @throws CallerError for a name that there is not, with the nearest one. */
export async function shippedPack(name: string): Promise<PackText> {
  const names = await shippedPacks();
  if (!names.includes(name)) throw new CallerError(`no pack "${name}"${didYouMean(name, names) || `; there is ${names.join(', ')}`}`);
  return { file: `claims/${name}.yaml`, text: await readFile(`${shipped('claims/')}${name}.yaml`, 'utf8') };
}
