// Makes the WebAssembly kernels: from each `.as` file a `.generated.js` beside it. `npm run generate` runs it; tests keep the results
// fresh. The compiler runs as a program of its own: the type declarations of its module replace Node's `console` in the whole project.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const METHODS = new URL('../src/core/methods/', import.meta.url);
const KERNELS = ['path-resampling/path-suprema', 'scan/shift-maximum'];
const compiler = fileURLToPath(new URL('../bin/asc.js', import.meta.resolve('assemblyscript')));

const OPTIONS = ['--runtime', 'stub', '--enable', 'simd', '--optimizeLevel', '3', '--noAssert', '--initialMemory', '1'];

/** The text of the module that holds the bytes of a kernel, from the kernel's name and source text. */
export function generateKernel(name: string, source: string): string {
  const bytes = compile(source);
  const lines = Array.from({ length: Math.ceil(bytes.length / 32) }, (_, i) => `  ${bytes.slice(32 * i, 32 * (i + 1)).join(', ')},`);
  return `// Written by scripts/generate-kernel.ts from ${name}.as.\nexport const bytes = Uint8Array.of(\n${lines.join('\n')}\n);\n`;
}

function compile(source: string): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'kernel-'));
  try {
    writeFileSync(join(folder, 'kernel.ts'), source);
    execFileSync(process.execPath, [compiler, 'kernel.ts', '--outFile', 'kernel.wasm', ...OPTIONS], { cwd: folder });
    return new Uint8Array(readFileSync(join(folder, 'kernel.wasm')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) {
  for (const kernel of KERNELS) {
    const text = (ending: string) => new URL(`${kernel}.${ending}`, METHODS);
    writeFileSync(text('generated.js'), generateKernel(basename(kernel), readFileSync(text('as'), 'utf8')));
  }
}
