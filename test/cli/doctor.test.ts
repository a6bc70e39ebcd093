import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { DoctorResult } from '../../src/contract/doctor.ts';
import { harbinger } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-doctor-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

const dates = Array.from({ length: 200 }, (_, i) => new Date(Date.UTC(2025, 0, 1 + i)).toISOString().slice(0, 10));
const write = (id: string, value: (i: number) => number) =>
  writeFileSync(join(folder, `${id}.csv`), `date,close\n${dates.map((date, i) => `${date},${value(i)}`).join('\n')}\n`);
const price = (i: number) => 100 + 3 * Math.sin(i / 9) + Math.cos(2.3 * i);
write('CLEAN', price);
write('BROKEN', (i) => (i < 120 ? price(i) / 1000 : price(i)));

describe('harbinger doctor', () => {
  test('tells what it found in plain words; findings are no failure', () => {
    const { code, out, error } = harbinger(['doctor', '--data', folder]);
    expect([code, error]).toEqual([0, '']);
    expect(out).toContain('BROKEN · utc-daily');
    expect(out).toMatch(/error +unit break: On 1 May 2025 the level jumps from 0\.\d+ to \d+\.\d+, about 1,000 times/);
    expect(out).toContain('→ Multiply what stands before by 1,000');
    expect(out.split('\n').every((line) => line.length <= 100)).toBe(true);
  });

  test('compares with a second series, and writes the result as JSON and as a page', () => {
    const page = join(folder, 'doctor.html');
    const { code, out, error } = harbinger(['doctor', 'BROKEN', '--against', 'CLEAN', '--data', folder, '--json', '--out', page]);
    expect([code, error]).toEqual([0, `Report written to ${page}\n`]);
    const result = DoctorResult.parse(JSON.parse(out));
    expect(result.series[0]?.findings.filter(({ severity }) => severity === 'error').map(({ kind, from, to }) => [kind, from, to])).toEqual(
      [['unit break', '2025-01-01', '2025-04-30']],
    );
    expect(result.series[0]?.comparisons[0]).toMatchObject({ source: 'CLEAN', years: [{ year: 2025, observations: 200 }] });
    expect(readFileSync(page, 'utf8')).toContain('unit break');
  });

  test('ends in part where a file cannot be read, and tells the others', () => {
    writeFileSync(join(folder, 'UNREADABLE.csv'), 'date,close\n2025-01-01,1\n2025-01-01,2\n');
    const { code, out } = harbinger(['doctor', '--data', folder]);
    expect(code).toBe(4);
    expect(out).toContain('duplicate: UNREADABLE.csv line 3: 2025-01-01 occurs twice');
    expect(out).toContain('BROKEN · utc-daily');
    rmSync(join(folder, 'UNREADABLE.csv'));
  });
});
