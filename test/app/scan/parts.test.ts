import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../src/app/context.ts';
import { scan } from '../../../src/app/operations/scan.ts';
import { scanTable } from '../../../src/app/operations/scan-forms.ts';
import { readNamedFile, writeWhole } from '../../../src/disk.ts';
import { startScanThreads } from '../../../src/threads/scan-threads.ts';
import { shipped } from '../shipped.ts';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-scan-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string) => join(folder, name);

const onDisk: Context = { ...shipped, data: { ...shipped.data, readFile: readNamedFile, writeFile: writeWhole } };
const QUESTION = { targets: ['BTC', 'ETH'], horizons: ['90d', '180d'], series: ['RUT', 'SPX', 'WALCL', 'NFCI'], rows: 5 };

const whole = await scan(QUESTION, onDisk);
const table = await scanTable(whole);

async function scanFrom(name: string, text: string) {
  writeFileSync(file(name), text);
  return scan({ ...QUESTION, keep: file(name) }, onDisk);
}

describe('a scan in parts', () => {
  it('is the whole when its parts are put together, to the bit, whatever order they come in', async () => {
    for (const part of [3, 1, 2]) {
      const { result } = await scan({ ...QUESTION, block: `${part}/3`, keep: file(`part-${part}.json`) }, onDisk);
      expect(result).toMatchObject({ kind: 'part' });
    }
    const merged = await scan({ ...QUESTION, merge: [file('part-2.json'), file('part-3.json'), file('part-1.json')] }, onDisk);
    expect(merged.result).toEqual(whole.result);
    expect(await scanTable(merged)).toBe(table);
  });

  it('says which parts are missing', async () => {
    await expect(scan({ ...QUESTION, merge: [file('part-1.json'), file('part-3.json')] }, onDisk)).rejects.toThrow(
      /are missing; give the files of all parts/,
    );
  });

  it('goes on from what is kept, and computes none of it again', async () => {
    let computed = 0;
    const counting = { ...onDisk, onProgress: () => void computed++ };
    await scan({ ...QUESTION, block: '1/2', keep: file('on.json') }, onDisk);
    const first = await scan({ ...QUESTION, keep: file('on.json') }, counting);
    expect(first.result).toEqual(whole.result);
    expect(computed).toBeGreaterThan(0);
    const before = computed;
    expect((await scan({ ...QUESTION, keep: file('on.json') }, counting)).result).toEqual(whole.result);
    expect(computed).toBe(before);
  });

  it('stops when it is told to, keeps what is done, and ends the same', async () => {
    const stop = new AbortController();
    const context: Context = {
      ...onDisk,
      signal: stop.signal,
      // Each block is kept at once, as this clock runs fast.
      data: {
        ...onDisk.data,
        now: (
          (at: number) => () =>
            (at += 10_000)
        )(0),
      },
      onProgress: (told) => {
        if (told.kind === 'computed' && told.done > told.total / 2) stop.abort();
      },
    };
    await expect(scan({ ...QUESTION, keep: file('stopped.json') }, context)).rejects.toThrow(/abort/i);
    expect(Object.keys(JSON.parse(readFileSync(file('stopped.json'), 'utf8')).blocks).length).toBeGreaterThan(3);
    expect((await scan({ ...QUESTION, keep: file('stopped.json') }, onDisk)).result).toEqual(whole.result);
  });

  it.each([
    [
      'of another question',
      () => scan({ ...QUESTION, direction: 'down', keep: file('part-1.json') }, onDisk),
      /keeps a part of another scan/,
    ],
    ['of other data', () => scan({ ...QUESTION, asOf: '2024-01-05', keep: file('part-1.json') }, onDisk), /keeps a part of another scan/],
    ['of anything else', () => scanFrom('other.json', '[1]'), /keeps no part of a scan/],
    ['that was cut off', () => scanFrom('cut.json', '{"harb'), /it is no JSON/],
    [
      'of which a part is missing',
      () => scanFrom('short.json', readFileSync(file('part-1.json'), 'utf8').replace(/"z":"[^"]{40}/, '"z":"')),
      /short\.json is damaged/,
    ],
    ['in a folder that is not there', () => scan({ ...QUESTION, keep: file('none/x.json') }, onDisk), /cannot write/],
  ])('refuses a file %s', async (_, ask, message) => {
    await expect(ask()).rejects.toThrow(message);
  });
});

describe('a scan on threads', () => {
  // Once computed, held against every other way.
  const many = { targets: ['BTC', 'SPX'], horizons: ['30d', '90d', '365d'], series: ['RUT', 'SPX', 'BTC', 'IWN'], rows: 5 };

  it('is the same for any number of threads', async () => {
    const alone = await scan(many, onDisk);
    for (const count of [1, 2, 3]) {
      const run = await scan(many, { ...onDisk, openScanThreads: async () => startScanThreads({ count }) });
      expect(run.result).toEqual(alone.result);
      expect(await scanTable(run)).toBe(await scanTable(alone));
    }
  });

  it('keeps one state after another, the newest last, where many blocks end at once', async () => {
    const hurried: Context = {
      ...onDisk,
      openScanThreads: async () => startScanThreads({ count: 3 }),
      data: {
        ...onDisk.data,
        now: (
          (at: number) => () =>
            (at += 10_000)
        )(0),
      },
    };
    const alone = await scan(many, onDisk);
    expect((await scan({ ...many, keep: file('hurried.json') }, hurried)).result).toEqual(alone.result);
    const untouched = { ...onDisk, openScanThreads: () => Promise.reject(new Error('nothing is left to compute')) };
    expect((await scan({ ...many, keep: file('hurried.json') }, untouched)).result).toMatchObject({
      rows: (alone.result as { rows: unknown }).rows,
    });
  });

  it('computes nothing more once what is done cannot be kept', async () => {
    let told = 0;
    const full: Context = {
      ...onDisk,
      openScanThreads: async () => startScanThreads({ count: 2 }),
      onProgress: () => void told++,
      data: {
        ...onDisk.data,
        // The clock leaps once, so that only the first write is tried.
        now: (
          (calls: number) => () =>
            calls++ === 0 ? 0 : 10_000
        )(0),
        writeFile: () => Promise.reject(new Error('the disk is full')),
      },
    };
    await expect(scan({ ...many, keep: file('full.json') }, full)).rejects.toThrow('the disk is full');
    // Blocks that were already computing may end; with no end to the others there would be many more.
    const atEnd = told;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(told - atEnd).toBeLessThanOrEqual(5);
  });

  it('gives the same, and a word, where a thread runs out of memory', async () => {
    const context: Context = { ...onDisk, openScanThreads: async () => startScanThreads({ count: 2, heapMb: 6 }) };
    const run = await scan(many, context);
    const alone = await scan(many, onDisk);
    expect(run.result).toEqual({ ...alone.result, notes: expect.any(Array) });
    expect((run.result as { notes: string[] }).notes.join(' ')).toMatch(
      /A thread could not compute its part .*memory.* slower and gives the same/,
    );
  });

  it('gives the same, and a word, where there is no shared memory', async () => {
    const alone = await scan(many, onDisk);
    const { SharedArrayBuffer: kept } = globalThis;
    try {
      Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
      const context: Context = { ...onDisk, openScanThreads: async () => startScanThreads({ count: 2 }) };
      const { result } = await scan(many, context);
      expect(result).toEqual({ ...alone.result, notes: expect.any(Array) });
      expect((result as { notes: string[] }).notes.join(' ')).toMatch(
        /Threads could not be started .*SharedArrayBuffer.* slower and gives the same/,
      );
    } finally {
      Object.defineProperty(globalThis, 'SharedArrayBuffer', { value: kept, configurable: true, writable: true });
    }
  });

  it('leaves nothing behind that holds the process where there is no shared memory', () => {
    const threads = new URL('../../../src/threads/scan-threads.ts', import.meta.url).href;
    const code = `import('${threads}').then(({ startScanThreads }) => startScanThreads()).catch(({ message }) => console.log(message))`;
    const without = ['--import', 'data:text/javascript,delete globalThis.SharedArrayBuffer', '-e', code];
    const { status, stdout } = spawnSync(process.execPath, without, { encoding: 'utf8', timeout: 15_000 });
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'there is no SharedArrayBuffer here\n' });
  });

  it('gives the same, and a word, where there is no WebAssembly', async () => {
    const kept: unknown = Reflect.get(globalThis, 'WebAssembly');
    try {
      Reflect.deleteProperty(globalThis, 'WebAssembly');
      const run = await scan(QUESTION, onDisk);
      expect(run.result).toEqual({ ...whole.result, notes: expect.any(Array) });
      expect((run.result as { notes: string[] }).notes.join(' ')).toMatch(/no WebAssembly here.* slower and gives the same/);
    } finally {
      Object.defineProperty(globalThis, 'WebAssembly', { value: kept, configurable: true, writable: true });
    }
  });
});
