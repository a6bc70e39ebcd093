import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

/** What a bundler makes of a program. */
export interface Bundle {
  readonly code: string;
  /** Bytes of the code when sent compressed. */
  readonly gzip: number;
  /** npm packages of which something is in it. */
  readonly packages: readonly string[];
}

const ENTRY = 'virtual:program';

/** Bundles a program for browsers as Vite does by default, in a folder whose `node_modules` it may use. */
export async function bundleFor(folder: string, program: string): Promise<Bundle> {
  const own = {
    name: 'program',
    resolveId: (id: string) => (id === ENTRY ? join(folder, 'program.js') : null),
    load: (id: string) => (id === join(folder, 'program.js') ? program : null),
  };
  const built = await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    plugins: [own],
    build: { write: false, target: 'es2023', rolldownOptions: { input: ENTRY }, modulePreload: false },
  });
  const { output } = (Array.isArray(built) ? built[0] : built) as {
    output: { type: string; code: string; modules: Record<string, { renderedLength: number }> }[];
  };
  const chunks = output.filter(({ type }) => type === 'chunk');
  const used = chunks.flatMap(({ modules }) => Object.entries(modules)).filter(([, { renderedLength }]) => renderedLength > 0);
  const code = chunks.map((chunk) => chunk.code).join('\n');
  return { code, gzip: gzipSync(code).length, packages: [...new Set(used.flatMap(([path]) => packageOf(path)))].sort() };
}

function packageOf(path: string): string[] {
  const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  return name === undefined ? [] : [name];
}
