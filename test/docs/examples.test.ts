import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { operations } from '../../src/app/registry.ts';

const root = join(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'harbinger-docs-'));
afterAll(() => rmSync(scratch, { recursive: true }));

// What the examples call `prices` and `my-claims.yaml`.
const prices = join(scratch, 'prices');
mkdirSync(prices);
for (const name of ['RUT.csv', 'BTC.csv', 'NFCI.csv', 'SPX.csv', 'IWN.csv', 'WALCL.csv'])
  copyFileSync(join(root, 'reference', name), join(prices, name));
mkdirSync(join(scratch, 'here'));
copyFileSync(join(root, 'examples/my-claims.yaml'), join(scratch, 'here/my-claims.yaml'));
copyFileSync(join(root, 'reference/RUT.csv'), join(scratch, 'here/halvings.csv'));

const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** Commands of ours in the shell blocks of a page, in the form in which the program itself can be called. */
function commandsOf(page: string): string[] {
  const blocks = [...readFileSync(join(root, page), 'utf8').matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block as string);
  return blocks
    .flatMap((block) => block.split('\n'))
    .flatMap((line) => {
      const command = /^(?:npm run -s harbinger --|harbinger) (.*)$/.exec(line)?.[1];
      return command ? [command] : [];
    });
}

function runInShell(command: string): { status: number | null; stderr: string } {
  const line = `"${process.execPath}" "${join(root, 'src/main.ts')}" ${command.replaceAll('--data prices', '--data ../prices')}`;
  const { status, stderr } = spawnSync('sh', ['-c', line], { cwd: join(scratch, 'here'), encoding: 'utf8' });
  return { status, stderr };
}

describe('every command in the README and the docs runs as it stands', () => {
  test.each(pages.flatMap((page) => commandsOf(page).map((command) => [page, command])))('%s: harbinger %s', (_, command) => {
    expect(runInShell(command)).toEqual({ status: 0, stderr: '' });
  });

  const helpExamples = operations.flatMap(({ examples }) => examples).filter((example) => !example.includes('IWN.adj'));
  test.each(helpExamples)('help: %s', (example) => {
    expect(runInShell(example.replace(/^harbinger /, ''))).toEqual({ status: 0, stderr: '' });
  });
});

describe('every example runs', () => {
  test.each(readdirSync(join(root, 'examples')))('examples/%s', (name) => {
    const path = join(root, 'examples', name);
    const args = name.endsWith('.yaml') ? [join(root, 'src/main.ts'), 'check', path] : [path];
    const { status, stderr, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.length).toBeGreaterThan(100);
  });
});

describe('every link between our pages leads somewhere', () => {
  test.each([...pages, 'CONTRIBUTING.md', 'bench/README.md'])('%s', (page) => {
    const text = readFileSync(join(root, page), 'utf8');
    for (const [, target] of text.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)) {
      const path = join(root, normalize(join(dirname(page), target as string)));
      expect(existsSync(path) && statSync(path), `${page} links to ${target}`).toBeTruthy();
    }
  });
});
