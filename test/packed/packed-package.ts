import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '../..');
const { files, dependencies, bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  files: string[];
  dependencies: Record<string, string>;
  bin: Record<string, string>;
};

/** The package as npm would publish it, and an empty project in which it is installed. */
export interface PackedPackage {
  readonly tarball: string;
  /** The built package, unpacked. */
  readonly staged: string;
  readonly project: string;
  /** Runs a program of the project; Node for the name of a script of it. */
  run(command: string, args: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string };
  remove(): void;
}

/**
 * Builds, packs with npm, and installs in an empty folder without a network.
 *
 * npm cannot install offline what it has no index of, so its work is done by hand: the tarball is unpacked into `node_modules`, and beside it
 * stand the packages that it names as dependencies, and no others. What imports a package that is not named fails.
 */
export function packPackage(): PackedPackage {
  const scratch = mkdtempSync(join(tmpdir(), 'harbinger-packed-'));
  const staged = join(scratch, 'staged');
  const project = join(scratch, 'project');
  stage(staged);
  const [packed] = JSON.parse(npm(['pack', '--offline', '--ignore-scripts', '--json'], staged)) as { filename: string }[];
  const tarball = join(staged, packed!.filename);
  install(tarball, project);
  return {
    tarball,
    staged,
    project,
    run: (command, args) => spawnSync(command, args, { cwd: project, encoding: 'utf8' }),
    remove: () => rmSync(scratch, { recursive: true }),
  };
}

function stage(folder: string): void {
  mkdirSync(folder);
  const tsdown = join(root, 'node_modules/tsdown/dist/run.mjs');
  execFileSync(process.execPath, [tsdown, '--out-dir', join(folder, 'dist'), '--logLevel', 'error'], { cwd: root, stdio: 'pipe' });
  for (const name of ['package.json', 'README.md', 'LICENSE', ...files.filter((file) => !/^!|^dist$/.test(file))]) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
}

const npm = (args: readonly string[], cwd: string): string =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

function install(tarball: string, project: string): void {
  const own = join(project, 'node_modules/harbinger');
  mkdirSync(own, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', own, '--strip-components=1']);
  for (const name of Object.keys(dependencies)) {
    const link = join(project, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), link);
  }
  mkdirSync(join(project, 'node_modules/.bin'));
  for (const [name, file] of Object.entries(bin)) symlinkSync(join('../harbinger', file), join(project, 'node_modules/.bin', name));
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'somebody', private: true, type: 'module' }));
}

/** Names of the examples that are programs. */
export const exampleNames = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.ts'));

/** An example as a project of somebody's would have it: with the package's name for its path. */
export const exampleFrom = (name: string): string =>
  readFileSync(join(root, 'examples', name), 'utf8').replace(/'\.\.\/src\/library\/(\w+)\.ts'/g, (_, entry) =>
    entry === 'index' ? "'harbinger'" : `'harbinger/${entry}'`,
  );

/** Programs in the README and the docs: the blocks marked `js`, each with the page and its place there. */
export const programsInDocs = (): [where: string, text: string][] =>
  ['README.md', ...globSync('docs/**/*.md', { cwd: root }).sort()].flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/```js\n(.*?)```/gs)].map(([, text], i): [string, string] => [
      `${page}, ${i + 1}`,
      text as string,
    ]),
  );
