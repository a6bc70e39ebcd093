import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../src/app/registry.ts';
import { isOffline, makePlace, type Place, pages, root, shownCommands } from './place.ts';

let place: Place;
// Nine commands, on a machine that may be busy.
beforeAll(() => {
  place = makePlace();
}, 300_000);
afterAll(() => place.clear());

describe('every command in the README and the other pages, and in the help, runs as it stands', () => {
  const commands = [...shownCommands].reverse().filter(([, page]) => !page.startsWith('docs/how-to/'));

  test.each(commands.map(([command, page]) => [page, command]))('%s: harbinger %s', (_, command) => {
    expect(place.run(command)).toMatchObject({ status: 0, stderr: '' });
  });

  const helpExamples = operations
    .flatMap(({ examples }) => examples)
    .map((example) => example.replace(/^harbinger /, ''))
    // What is piped to the program begins with another one; what works on a team's jobs and audit has tests of its own.
    .filter(
      (command) =>
        !/^(?:jobs|audit)\b/.test(command) &&
        !command.includes(' | ') &&
        !command.includes('IWN.adj') &&
        isOffline(command) &&
        !shownCommands.has(command),
    );
  test.each(helpExamples)('help: %s', (command) => {
    expect(place.run(command)).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('every example runs', () => {
  const files = readdirSync(join(root, 'examples'), { withFileTypes: true }).filter((entry) => entry.isFile());
  test.each(files.map(({ name }) => name))('examples/%s', (name) => {
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
