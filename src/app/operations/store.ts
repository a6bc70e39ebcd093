import { formatCount } from '../../contract/format.ts';
import {
  BackupInput,
  ExportInput,
  RestoreInput,
  RunsInput,
  type RunsResult,
  type StoreResult,
  type WrittenResult,
} from '../../contract/store.ts';
import { didYouMean } from '../../core/text/nearest-name.ts';
import type { Store } from '../../store/store.ts';
import { CallerError, type Context } from '../context.ts';
import { presentRun } from '../present/run.ts';

const LAST_PULLS = 20;

/** The store, which must be there. */
export const existing = ({ data }: Context): Promise<Store> => data.openStore({ create: false });

/** What is in the store, and how it was last fed. */
export async function storeInfo(context: Context): Promise<StoreResult> {
  const store = await existing(context);
  const lastPulls = (await store.pulls({ limit: LAST_PULLS })).map(
    ({ series, source, address, at, outcome, added, revised, sha256, notes }) => ({
      ...{ series, outcome, added, revised, sha256, notes: [...notes] },
      source: `${source} ${address}`,
      at: new Date(at).toISOString(),
    }),
  );
  return { ...(await store.info()), lastPulls };
}

/** The last runs, with their verdicts. */
export async function listRuns(given: unknown, context: Context): Promise<RunsResult> {
  const { limit } = RunsInput.parse(given);
  const runs = await (await existing(context)).runs({ limit, isBrief: true });
  return { runs: runs.map(presentRun) };
}

/** Writes a whole copy of the store as one new file. */
export async function backupStore(given: unknown, context: Context): Promise<WrittenResult> {
  const { file } = BackupInput.parse(given);
  const store = await existing(context);
  await store.backup(file);
  const { series, rows } = await store.info();
  return {
    written: [file],
    note: `A copy of ${formatCount(series, 'series', 'series')} with ${formatCount(rows, 'row')}; \`${context.program} store restore ${file}\` puts it back.`,
  };
}

/** Puts a copy in the place of the store. */
export async function restoreStore(given: unknown, { data }: Context): Promise<WrittenResult> {
  const { file, replace } = RestoreInput.parse(given);
  const kept = await data.restoreStore(file, { replace });
  return {
    written: [data.storePlace],
    note: kept === undefined ? 'There was no store before.' : `The store of before is kept as ${kept}.`,
  };
}

/** Writes series as files, one for each, with a catalogue that `--data` reads. */
export async function exportStore(given: unknown, context: Context): Promise<WrittenResult> {
  const { folder, ids, ...options } = ExportInput.parse(given);
  const store = await existing(context);
  const known = await store.ids();
  for (const id of ids) {
    if (!known.includes(id))
      throw new CallerError(
        `no series ${id} in the store${didYouMean(id, known) || `; \`${context.program} series\` lists what there is`}`,
      );
  }
  const written = await store.export(folder, { ...options, ids: ids.length > 0 ? ids : undefined });
  const isReadable = options.format === 'csv' && !options.versions;
  return {
    written: [...written],
    note: isReadable ? `\`${context.program} series --data ${folder}\` reads them.` : `${written.length} files.`,
  };
}
