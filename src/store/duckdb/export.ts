import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { catalogueOf, fileNames } from '../exports.ts';
import { ledgerLine } from '../ledger.ts';
import { ALL_VERSIONS, NEWEST_VALUES } from '../sql.ts';
import { ledgerRows } from '../sql-ledger.ts';
import { type ExportOptions, type SeriesHead, StoreError } from '../store.ts';
import { literal } from './literal.ts';
import type { DuckSession } from './session.ts';

const FORMATS = {
  csv: "FORMAT csv, HEADER, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S.%gZ'",
  parquet: 'FORMAT parquet, COMPRESSION zstd',
};

/**
 * Writes one file for each series, the ledger where all series are wanted and it is not empty, and a catalogue. Within a task of the session.
 *
 * @returns The files, the catalogue last.
 * @throws StoreError `refused` for an unknown id, an id that is no file name, a file that is there already. Nothing is left then.
 */
export async function exportFiles(
  session: DuckSession,
  { folder, heads, format, ids, versions = false }: ExportOptions & { readonly folder: string; readonly heads: readonly SeriesHead[] },
): Promise<readonly string[]> {
  const chosen = ids ? [...new Set(ids)].map((id) => headOf(id, heads)) : heads;
  const directory = resolve(folder);
  const ledger = ids ? [] : await ledgerRows(session, 0);
  const files = [
    ...fileNames(
      chosen.map(({ id }) => id),
      format,
    ),
    ...(ledger.length > 0 ? ['ledger.jsonl'] : []),
    'catalogue.yaml',
  ].map((name) => join(directory, name));
  const taken = files.find((file) => existsSync(file));
  if (taken !== undefined) throw new StoreError('refused', `${taken} is there already: choose another folder`);
  if (existsSync(directory) && !statSync(directory).isDirectory()) throw new StoreError('refused', `${directory} is a file: name a folder`);
  mkdirSync(directory, { recursive: true });
  const question = versions ? ALL_VERSIONS : NEWEST_VALUES;
  try {
    for (const [i, { id }] of chosen.entries()) {
      const rows = question.replace('$1', () => literal(id));
      await session.run(`COPY (${rows}) TO ${literal(files[i] as string)} (${FORMATS[format]})`);
    }
    const lines = ledger.map((row) => `${ledgerLine(row)}\n`);
    if (lines.length > 0) writeFileSync(files.at(-2) as string, lines.join(''), { flag: 'wx' });
    writeFileSync(files.at(-1) as string, stringify(catalogueOf(chosen)), { flag: 'wx' });
  } catch (error) {
    for (const file of files) rmSync(file, { force: true });
    throw error;
  }
  return files;
}

function headOf(id: string, heads: readonly SeriesHead[]): SeriesHead {
  const head = heads.find((candidate) => candidate.id === id);
  if (!head) throw new StoreError('refused', `the store holds no series ${JSON.stringify(id)}`);
  return head;
}
