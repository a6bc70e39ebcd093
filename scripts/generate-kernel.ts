// Makes the .generated.js of every kernel from its .as. `npm run generate` runs it; a test beside each keeps the result fresh. The compiler runs as
// a program of its own: the type declarations of its module replace Node's `console` in the whole project.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const kernels = ['methods/path-resampling/path-suprema', 'methods/scan/shift-maximum', 'numerics/cholesky-kernel'];
const compiler = fileURLToPath(new URL('../bin/asc.js', import.meta.resolve('assemblyscript')));

const OPTIONS = ['--runtime', 'stub', '--enable', 'simd', '--optimizeLevel', '3', '--noAssert', '--initialMemory', '1'];

/** The text of the module that holds the bytes of a kernel, for the kernel's source text and the name of its file without ending. */
export function generateKernel(source: string, name: string): string {
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
  for (const path of kernels) {
    const file = (ending: string) => new URL(`../src/core/${path}.${ending}`, import.meta.url);
    writeFileSync(file('generated.js'), generateKernel(readFileSync(file('as'), 'utf8'), basename(path)));
  }
}
