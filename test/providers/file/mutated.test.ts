import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileContent } from '../../../src/providers/file/open-table.ts';
import { propose, signature } from '../../../src/providers/file/propose.ts';
import { readTable } from '../../../src/providers/file/read-table.ts';
import { ProviderError } from '../../../src/providers/provider.ts';
import { madeUp } from './imported.ts';
import { TODAY } from './recordings.ts';
import { workbook } from './workbook.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const days = Array.from({ length: 20 }, (_, i) => `2024-01-${String(i + 1).padStart(2, '0')}`);

/** One good file of each format. */
const GOOD: readonly Uint8Array[] = [
  bytesOf(['Date,Open,Close,Adj Close', ...days.map((day, i) => `${day},1,${i}.5,${i}.25`)].join('\n')),
  bytesOf(['Datum;Schluss', ...days.map((day, i) => `${day.split('-').reverse().join('.')};"1.${100 + i},5"`), 'Total;7'].join('\r\n')),
  new Uint8Array(Buffer.from(`\uFEFF${['time\tclose', ...days.map((_, i) => `${1704067200 + 86_400 * i}\t${i}`)].join('\n')}`, 'utf16le')),
  bytesOf(JSON.stringify({ data: days.map((date, i) => ({ date, close: i, more: { deep: [i, [i]] } })) })),
  bytesOf(JSON.stringify(Object.fromEntries(days.map((date, i) => [date, i])))),
  workbook({ Prices: [['Date', 'Close'], ...days.map((_, i) => [{ serial: 45_292 + i }, i] as const)] }),
];

type Mutation = (bytes: Uint8Array) => Uint8Array;

const mutations: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(fc.nat(), fc.nat({ max: 7 })).map(
    ([at, bit]): Mutation =>
      (bytes) =>
        bytes.map((byte, i) => (i === at % bytes.length ? byte ^ (1 << bit) : byte)),
  ),
  fc.nat().map(
    (at): Mutation =>
      (bytes) =>
        bytes.slice(0, at % bytes.length),
  ),
  fc.nat().map(
    (at): Mutation =>
      (bytes) =>
        bytes.slice(at % bytes.length),
  ),
  fc
    .tuple(
      fc.nat(),
      fc.constantFrom(
        '"',
        ',',
        '\n',
        '\r',
        '1e999',
        '-',
        '9'.repeat(400),
        '['.repeat(5000),
        '{"a":'.repeat(3000),
        '\u0000',
        'null',
        '2024-02-30',
        '%',
        '<',
      ),
    )
    .map(
      ([at, text]): Mutation =>
        (bytes) => {
          const place = at % bytes.length;
          return new Uint8Array([...bytes.slice(0, place), ...bytesOf(text), ...bytes.slice(place)]);
        },
    ),
  fc.tuple(fc.nat(), fc.nat()).map(
    ([from, to]): Mutation =>
      (bytes) => {
        const [a, b] = [from % bytes.length, to % bytes.length];
        return bytes.map((byte, i) => (i === a ? (bytes[b] as number) : i === b ? (bytes[a] as number) : byte));
      },
  ),
);

async function isReadOrRefused(file: FileContent): Promise<void> {
  try {
    await signature(file, { today: TODAY });
    const { mapping, doubts } = await propose(file, { today: TODAY });
    expect(mapping === null).toBe(doubts.length > 0);
    for (const { dates, values } of mapping ? await readTable(file, mapping, { today: TODAY }) : []) {
      expect(values.length).toBe(dates.length);
      expect(values.every(Number.isFinite)).toBe(true);
      expect(dates.every((day, i) => day <= TODAY && (i === 0 || day > (dates[i - 1] as number)))).toBe(true);
    }
  } catch (error) {
    expect(error).toBeInstanceOf(ProviderError);
    expect((error as ProviderError).message.length).toBeLessThan(900);
  }
}

describe('a file with damage', () => {
  it('gives ascending dates and finite values, a doubt, or an error of this provider: never anything else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...GOOD), fc.array(mutations, { minLength: 1, maxLength: 3 }), async (good, steps) => {
        const file = madeUp(steps.reduce((bytes, mutate) => (bytes.length === 0 ? bytes : mutate(bytes)), good));
        await isReadOrRefused(file);
      }),
      { numRuns: 1000 },
    );
  }, 60_000);

  it('is no danger as Parquet either, which is read from the disk', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'harbinger-damage-'));
    const path = join(folder, 'made-up.parquet');
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(
      `COPY (SELECT DATE '2024-01-01' + i::INTEGER AS date, i * 1.5 AS close FROM range(20) t(i)) TO '${path}' (FORMAT parquet)`,
    );
    const good = new Uint8Array(readFileSync(path));
    const damage = fc.asyncProperty(fc.array(mutations, { minLength: 1, maxLength: 3 }), async (steps) => {
      const bytes = steps.reduce<Uint8Array>((all, mutate) => (all.length === 0 ? all : mutate(all)), good);
      writeFileSync(path, bytes);
      await isReadOrRefused({ name: 'made-up.parquet', path, bytes });
    });
    try {
      await fc.assert(damage, { numRuns: 100 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);
});
