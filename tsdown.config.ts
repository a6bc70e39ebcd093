import { createRequire } from 'node:module';
import { defineConfig } from 'tsdown';

// TypeScript 7 has no compiler API: its own program writes the declarations.
const typescript = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace(/package\.json$/, 'bin/tsc');

const common = { format: 'esm', platform: 'node', target: 'node24', outDir: 'dist', clean: true } as const;

export default defineConfig([
  // The program: a few large files, which start quickly. Threads begin with a file of their own.
  {
    ...common,
    entry: { main: 'src/main.ts', worker: 'src/server/pool/worker.ts', 'scan-worker': 'src/threads/scan-worker.ts' },
    dts: false,
  },
  // The library: a file for each source file, so that a bundler takes only what is used.
  {
    ...common,
    entry: ['src/library/{index,core,contract,node,report}.ts'],
    root: 'src',
    unbundle: true,
    dts: { tsconfig: 'tsconfig.library.json', tsgo: { path: typescript } },
  },
]);
