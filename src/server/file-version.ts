import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A short text that changes when a file or the files of a folder do, by their names, sizes and times; `none` where there is nothing. */
export async function versionOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return 'none';
  const names = found.isDirectory() ? (await readdir(path)).sort() : [''];
  const lines = await Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs, ino } = await stat(join(path, name));
      return `${name} ${size} ${mtimeMs} ${ino}`;
    }),
  );
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
}
