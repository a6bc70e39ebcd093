import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = `
export function read(bytes: i32, rounds: i32): i32 {
  let a = i32x4.splat(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
  for (let round = 0; round < rounds; round++) {
    for (let p = 65536; p < 65536 + bytes; p += 128) {
      a = i32x4.add(a, v128.load(p)); b = i32x4.add(b, v128.load(p, 16)); c = i32x4.add(c, v128.load(p, 32)); d = i32x4.add(d, v128.load(p, 48));
      e = i32x4.add(e, v128.load(p, 64)); f = i32x4.add(f, v128.load(p, 80)); g = i32x4.add(g, v128.load(p, 96)); h = i32x4.add(h, v128.load(p, 112));
    }
  }
  a = i32x4.add(i32x4.add(i32x4.add(a, b), i32x4.add(c, d)), i32x4.add(i32x4.add(e, f), i32x4.add(g, h)));
  return i32x4.extract_lane(a, 0);
}`;

declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: { read(bytes: number, rounds: number): number } };
};

/** Gigabytes a second that one core reads and adds in WebAssembly with SIMD, from so many bytes again and again. */
export function bandwidth(): (bytes: number) => number {
  const compiler = fileURLToPath(new URL('../bin/asc.js', import.meta.resolve('assemblyscript')));
  const folder = mkdtempSync(join(tmpdir(), 'bandwidth-'));
  try {
    writeFileSync(join(folder, 'read.ts'), SOURCE);
    const options = [
      '--outFile',
      'read.wasm',
      '--runtime',
      'stub',
      '--enable',
      'simd',
      '--optimizeLevel',
      '3',
      '--noAssert',
      '--initialMemory',
      '64',
    ];
    execFileSync(process.execPath, [compiler, 'read.ts', ...options], { cwd: folder });
    const { read } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(join(folder, 'read.wasm')))).exports;
    return (bytes) => {
      const rounds = Math.ceil(2e9 / bytes);
      read(bytes, Math.ceil(rounds / 10));
      const best = Math.min(
        ...Array.from({ length: 5 }, () => {
          const begun = performance.now();
          read(bytes, rounds);
          return (performance.now() - begun) / 1000;
        }),
      );
      return (bytes * rounds) / best / 1e9;
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
