import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Where the program is. */
export const program = join(root, 'src/main.ts');

/** Runs the real program as a user would, and gives back what came out. */
export function harbinger(
  args: readonly string[],
  { cwd = root, env = {} }: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): { code: number | null; out: string; error: string } {
  const { FORCE_COLOR, COLUMNS, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...inherited, NO_COLOR: '1', ...env },
  });
  return { code: status, out: stdout, error: stderr };
}
