import { defineConfig } from 'tsdown';

export default defineConfig({
  // The threads of the server's pool begin with a file of their own.
  entry: { main: 'src/main.ts', worker: 'src/server/pool/worker.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node24',
  outDir: 'dist',
  dts: false,
  clean: true,
});
