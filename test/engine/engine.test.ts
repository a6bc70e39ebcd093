import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const urlOf = (path: string): string => pathToFileURL(join(root, path)).href;
const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** What a fresh process says at its end; the process may have V8's commands. */
function said(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--allow-natives-syntax', ...args], { cwd: root, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.trim().split('\n').at(-1) as string;
}

const counts = `const { ownNumbers } = await import('${urlOf('test/engine/boxes.ts')}'); console.log(ownNumbers('Maglev'), ownNumbers('Turbofan'));`;

describe('five objects with numbers of their own', () => {
  // Where this fails after a new Node is pinned, V8 has been mended: src/engine.ts and its notes can go.
  it('share their numbers in the pinned Node as it comes', () => {
    expect(said('test/engine/boxes.ts')).toBe('2 5');
  });

  it.each(['index', 'core', 'report'])('have them where src/library/%s.ts is imported', (entry) => {
    expect(said('--input-type=module', '-e', `await import('${urlOf(`src/library/${entry}.ts`)}'); ${counts}`)).toBe('5 5');
  });

  it('have them in the program, whatever it was asked', () => {
    const atTheEnd = `import { ownNumbers } from '${urlOf('test/engine/boxes.ts')}';
      process.on('exit', () => console.log('\\n' + ownNumbers('Maglev')));`;
    expect(said('--import', `data:text/javascript,${encodeURIComponent(atTheEnd)}`, 'src/main.ts', '--version')).toBe('5');
  });

  it('have them in the threads of a process', () => {
    const thread = `const { Worker } = await import('node:worker_threads');
      new Worker(new URL('${urlOf('test/engine/thread.ts')}'), { execArgv: [] }).on('message', console.log);`;
    expect(said('--input-type=module', '-e', thread)).toBe('2');
    expect(said('--input-type=module', '-e', `await import('${urlOf('src/engine.ts')}'); ${thread}`)).toBe('5');
  });
});

describe('what node starts', () => {
  const started = Object.values(packageJson.scripts).flatMap((script) =>
    [...script.matchAll(/\bnode ((?:src|bench|test)\/\S+\.ts)/g)].map(([, file]) => file as string),
  );
  const children = ['bench/size-study/worker.ts', 'test/app/watch/soak/watch-child.ts'];

  it.each([...new Set([...started, ...children])])('%s imports the switch before all else', (file) => {
    const [first] = /^import .*$/m.exec(readFileSync(join(root, file), 'utf8')) ?? [];
    expect(first).toMatch(/^import '(?:\.\.?\/)+(?:src\/)?engine\.ts';$/);
  });
});
