import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import type { FileContent } from '../../../src/providers/file/open-table.ts';
import { type Proposal, propose } from '../../../src/providers/file/propose.ts';
import { type ColumnObservations, readTable } from '../../../src/providers/file/read-table.ts';
import { type ImportFlags, withFlags } from '../../../src/providers/file/with-flags.ts';
import { TODAY } from './recordings.ts';

/** A file on the disk. */
export const onDisk = (path: string): FileContent => ({ name: basename(path), path, bytes: readFileSync(path) });

/** A file made up here. */
export const madeUp = (content: string | Uint8Array, name = 'made-up.csv'): FileContent => ({
  ...{ name, path: name },
  bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
});

export const proposed = (file: FileContent, flags: ImportFlags = {}): Promise<Proposal> =>
  propose(file, { today: TODAY, given: withFlags({}, flags) });

/** What a file gives by the mapping that is proposed: its columns, or its doubts as `--flag: value, value`. */
export async function imported(file: FileContent, flags: ImportFlags = {}): Promise<readonly ColumnObservations[]> {
  const { mapping, doubts } = await proposed(file, flags);
  if (!mapping) throw new Error(doubts.map(({ flag, choices }) => `${flag}: ${choices.map(({ value }) => value).join(', ')}`).join('; '));
  return readTable(file, mapping, { today: TODAY });
}

/** `2024-01-02 = 10` */
export const listed = ({ dates, values }: ColumnObservations): string[] =>
  Array.from(dates, (day, i) => `${formatCivilDate(day)} = ${values[i]}`);
