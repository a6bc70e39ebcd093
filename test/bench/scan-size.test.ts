import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Block, measureBlock } from '../../bench/scan-size/block.ts';
import { KINDS, POWER_KINDS } from '../../bench/scan-size/cells.ts';
import { SIZE_COLUMNS } from '../../bench/scan-size/measure.ts';
import { plant } from '../../bench/scan-size/planting.ts';
import type { ScanSize } from '../../bench/scan-size/rates.ts';
import { type Hypothesis, scanAll, scanTarget } from '../../bench/scan-size/scan.ts';
import { withTables } from '../../bench/scan-size/tables.ts';
import { scanWorld } from '../../bench/scan-size/worlds.ts';
import { isAbove } from '../../bench/size-study/monte-carlo.ts';
import { placesOf } from '../../src/core/methods/scan/scan-batch.ts';
import { binomialUpperTail } from '../../src/core/numerics/distributions.ts';

const DOCS = new URL('../../docs/methods/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, DOCS), 'utf8');
const study = JSON.parse(read('scan-size.json')) as ScanSize;
const block = (kind: Block['kind'], to: number, measure: Block['measure'] = 'size'): Block => ({
  measure,
  kind,
  seed: study.seed,
  from: 0,
  to,
});
const column = (rows: readonly (readonly number[])[], name: (typeof SIZE_COLUMNS)[number]) =>
  rows.map((row) => row[SIZE_COLUMNS.indexOf(name)] as number);

describe('in worlds without relation', () => {
  const sizes = KINDS.map((kind) => ({ kind, rows: measureBlock(block(kind, 3)) }));

  test.each(sizes)('a scan of kind $kind has the p that are committed', ({ kind, rows }) => {
    expect(rows).toEqual(study.first.size[kind]);
  });

  test('scans have survivors no more often than 5 and 10 % allow, though nearly all would without correction', () => {
    const rows = sizes.filter(({ kind }) => kind !== 'loud').flatMap((own) => own.rows);
    const isPlausible = (p: readonly number[], level: number) =>
      binomialUpperTail(p.filter((value) => value <= level).length, p.length, level) > 1e-3;
    for (const level of [0.05, 0.1]) expect(isPlausible(column(rows, 'adjusted'), level)).toBe(true);
    const withoutCorrection = column(rows, 'uncorrected').map((count) => (count > 0 ? 0 : 1));
    expect(isPlausible(withoutCorrection, 0.1)).toBe(false);
  });

  test('no p is stated that is smaller than the adjusted one, or smaller than either shift’s', () => {
    for (const { rows } of sizes) {
      const adjusted = column(rows, 'adjusted');
      for (const name of ['plain alone', 'centred alone'] as const)
        expect(column(rows, name).map((p, i) => p <= (adjusted[i] as number))).not.toContain(false);
      expect(column(rows, 'weighed').map((p, i) => p >= (adjusted[i] as number))).not.toContain(false);
    }
  });

  test('the worlds are the same however they are cut into blocks', () => {
    const whole = measureBlock(block('few', 2));
    expect([...measureBlock(block('few', 1)), ...measureBlock({ ...block('few', 2), from: 1 })]).toEqual(whole);
    expect(measureBlock({ ...block('few', 1), seed: study.seed + 1 })).not.toEqual(whole.slice(0, 1));
  });
});

describe('the worlds', () => {
  test('have nested triggers where triggers depend on one another', () => {
    const [triggers] = scanWorld('dependent', 1, 0).triggers;
    const grid = (triggers ?? []).slice(0, 10);
    for (const [i, wider] of grid.slice(0, -1).entries())
      grid[i + 1]?.on.forEach((fired, day) => {
        if (fired) expect(wider.on[day]).toBe(1);
      });
  });

  test('have circles of which one is more than three times as long as another where calendars and spans differ', () => {
    const lengths = scanAll(scanWorld('calendars', 1, 0)).flatMap(({ partial }) => [...partial.dates]);
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeGreaterThan(3);
  });
});

describe('a planted effect', () => {
  test('raises the outcome after each event of its hypothesis by its size', () => {
    const world = scanWorld('wandering', 1, 0);
    const outcomesAt = ({ batch, trigger }: Hypothesis) =>
      Array.from(placesOf(batch, trigger), (place) => batch.circle.plain[place] as number);
    const before = scanTarget(world, 2).hypotheses;
    for (const place of [0, 30, before.length - 1]) {
      const hypothesis = before[place] as Hypothesis;
      const after = scanTarget(plant(world, 2, { hypothesis, gain: 0.3 }), 2).hypotheses[place] as Hypothesis;
      const outcomes = outcomesAt(hypothesis);
      for (const [e, outcome] of outcomesAt(after).entries()) expect(outcome - (outcomes[e] as number)).toBeCloseTo(0.3, 9);
    }
  });

  test.each(POWER_KINDS)('of the stated size in a world of kind %s has the p that is committed', (kind) => {
    expect(measureBlock(block(kind, 1, 'power'))).toEqual(study.first.power[kind]?.slice(0, 1));
  });
});

describe('the committed study', () => {
  test('has a thousand scans of each kind, and five hundred planted effects', () => {
    expect(study.worlds).toBeGreaterThanOrEqual(1000);
    expect(study.powerWorlds).toBeGreaterThanOrEqual(500);
    expect(study.size.map(({ kind }) => kind)).toEqual([...KINDS]);
    expect(study.power.map(({ kind }) => kind)).toEqual([...POWER_KINDS]);
  });

  test('has any survivor no more often than nominal but where the page says so', () => {
    const above = study.size.filter(
      ({ at5, at10 }) => isAbove(at5.adjusted, 0.05, study.worlds) || isAbove(at10.adjusted, 0.1, study.worlds),
    );
    expect(above.map(({ kind }) => kind)).toEqual(['loud']);
  });

  test('finds four in five effects of the stated size, and not many more', () => {
    for (const { weighed } of study.power) {
      expect(weighed).toBeGreaterThanOrEqual(0.8);
      expect(weighed).toBeLessThanOrEqual(0.95);
    }
  });

  test('is what the page’s tables show', () => {
    const page = read('scan-size.md');
    expect(withTables(page, study)).toBe(page);
  });
});
