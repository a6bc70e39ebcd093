import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'harbinger-through-'));
const store = join(folder, 'held', 'store.duckdb');
const env = { ...process.env, HARBINGER_STORE: store, NO_COLOR: '1' };
afterAll(() => rmSync(folder, { recursive: true }));

const harbinger = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'src/main.ts'), ...args], { cwd: folder, encoding: 'utf8', env });

it('while a server has the store, commands of the same user use it, name files from their own folder, and need no server afterwards', async () => {
  const server = spawn(process.execPath, [join(root, 'src/main.ts'), 'serve', '--port', '0'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    await once(server.stdout, 'data');
    expect(existsSync(`${store}.server.json`)).toBe(true);

    writeFileSync(
      join(folder, 'MINE.csv'),
      ['Date,Close', ...Array.from({ length: 28 }, (_, i) => `2024-02-${String(i + 1).padStart(2, '0')},${100 + i}`)].join('\n'),
    );
    const imported = harbinger('import', 'MINE.csv', '--yes');
    expect(imported).toMatchObject({ status: 0, stderr: expect.not.stringMatching(/another process/) });
    expect(harbinger('series').stdout).toMatch(/^MINE +1 Feb 2024 +28 Feb 2024 +28/m);
    expect(harbinger('series', 'show', 'YOURS')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^harbinger: no series YOURS in the store/),
    });
    expect(harbinger('store', 'backup', 'copy.duckdb').status).toBe(0);
    expect(existsSync(join(folder, 'copy.duckdb'))).toBe(true);
    expect(harbinger('series', 'show', 'MINE', '--out', 'mine.csv').status).toBe(0);
    expect(existsSync(join(folder, 'mine.csv'))).toBe(true);

    server.kill('SIGINT');
    await once(server, 'exit');
    expect(existsSync(`${store}.server.json`)).toBe(false);
    expect(harbinger('series').stdout).toMatch(/^MINE /m);
  } finally {
    server.kill('SIGKILL');
  }
}, 180_000);
