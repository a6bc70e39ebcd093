// Makes src/core/methods/path-resampling/path-suprema.generated.js from path-suprema.as. `npm run generate` runs it; a test keeps the result
// fresh. The compiler runs as a program of its own: the type declarations of its module replace Node's `console` in the whole project.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sourceFile = new URL('../src/core/methods/path-resampling/path-suprema.as', import.meta.url);
const kernelFile = new URL('../src/core/methods/path-resampling/path-suprema.generated.js', import.meta.url);
const compiler = fileURLToPath(new URL('../bin/asc.js', import.meta.resolve('assemblyscript')));

const OPTIONS = ['--runtime', 'stub', '--enable', 'simd', '--optimizeLevel', '3', '--noAssert', '--initialMemory', '1'];

/** The text of the module that holds the bytes of the kernel, for the kernel's source text. */
export function generateKernel(source: string): string {
  const bytes = compile(source);
  const lines = Array.from({ length: Math.ceil(bytes.length / 32) }, (_, i) => `  ${bytes.slice(32 * i, 32 * (i + 1)).join(', ')},`);
  return `// Written by scripts/generate-kernel.ts from path-suprema.as.\nexport const bytes = Uint8Array.of(\n${lines.join('\n')}\n);\n`;
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

if (import.meta.main) writeFileSync(kernelFile, generateKernel(readFileSync(sourceFile, 'utf8')));
