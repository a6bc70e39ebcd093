import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { boundsOf, makespan, workOf } from '../../bench/scale/bounds.ts';
import { type Cost, readCosts, withMeasured } from '../../bench/scale/costs.ts';
import {
  READING,
  readPoint,
  type Scale,
  type ScanPoint,
  SIZES,
  scanPoints,
  stepsOf,
  variedCosts,
  WORKERS,
  waitPoint,
} from '../../bench/scale/experiment.ts';
import { scalePicture } from '../../bench/scale/picture.ts';
import { pointsOf } from '../../bench/scale/points.ts';
import { simulateReads } from '../../bench/scale/reads.ts';
import { costValues } from '../../bench/scale/settings.ts';
import { withTables } from '../../bench/scale/tables.ts';
import { digits, span } from '../../bench/scale/words.ts';

const DOCS = new URL('../../docs/explanation/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, DOCS), 'utf8');
const scale = JSON.parse(read('scale.json')) as Scale;
const costs = costValues();

describe('the page', () => {
  const page = read('scale.md');

  test('was made with the figures of costs.json', () => {
    expect(scale.costs).toEqual(costs);
  });

  test('has the tables, sentences and picture of scale.json', () => {
    expect(withTables(page, scale)).toBe(page);
    expect(scalePicture(scale)).toBe(read('scale.svg').trim());
    const other = { ...scale, waits: scale.waits.map((point) => ({ ...point, p99: 2 * point.p99 })) };
    expect(withTables(page, other)).not.toBe(page);
  });

  test('says nothing in figures beside them but what was set', () => {
    const prose = page.replace(/<!-- (\w+): begin -->[\s\S]*?<!-- \1: end -->/g, '').replace(/M\/[MD]\/1/g, '');
    const set = [SIZES.large.triggers, SIZES.large.outcomes, WORKERS[0], WORKERS.at(-1) as number, READING.questions, 99, 100];
    const said = prose.match(/\d[\d,.]*\d|\d/g) ?? [];
    expect(said.length).toBeGreaterThan(4);
    expect(said.filter((figure) => !set.map(digits).includes(figure))).toEqual([]);
  });
});

describe('the committed rows', () => {
  const committed = (points: readonly ScanPoint[], workers: readonly number[]) => points.filter((point) => workers.includes(point.workers));

  test.each([
    ['large', 'as it is', [8, 64]],
    ['huge', 'all three', [256]],
    ['huge', 'a kill every ten minutes for each worker', [64]],
  ] as const)('of a %s scan, %s, come again', (size, variant, workers) => {
    const again = scanPoints(variedCosts(costs, variant), stepsOf(size, costs, variant), { seeds: scale.seeds, workers });
    expect(again).toEqual(committed(pointsOf(scale, size, variant), workers));
  });

  test('of waits and reads come again', () => {
    const wait = scale.waits.find(({ workers, taskSeconds }) => workers === 8 && taskSeconds === null);
    expect(waitPoint(costs, { workers: 8, taskSeconds: null, seeds: scale.seeds })).toEqual(wait);
    const reads = scale.reads.find(({ replicas, rate }) => replicas === 2 && rate === 2000);
    expect(readPoint(costs, { replicas: 2, rate: 2000 })).toEqual(reads);
  });
});

describe('the formula', () => {
  test('gives what the simulation gives without faults, to a fifth, where people’s work is little beside it', () => {
    const points = pointsOf(scale, 'huge', 'nothing fails or straggles').filter(({ workers }) => workers >= 8);
    expect(points.length).toBeGreaterThan(5);
    for (const { median, formula } of points) {
      expect(median / formula).toBeGreaterThan(0.8);
      expect(median / formula).toBeLessThan(1.2);
    }
  });

  test('is a bound that no scan passes: neither the work over the workers, nor what is done alone', () => {
    for (const { size, variant, points } of scale.scans) {
      const varied = variedCosts(costs, variant);
      const { alone, shared } = workOf(stepsOf(size, costs, variant)(1), varied);
      for (const { workers, low } of points) expect(low).toBeGreaterThan(0.9 * (alone + shared / workers));
    }
  });

  test('of a scan by hand', () => {
    const supply = { reading: 4, sending: 1, isKept: true, preparing: 0 };
    const even = { ...costs, databaseCores: 2, fetch: 0.5, complete: 0.5, spread: 0, stragglers: 0 };
    const steps = [
      { seconds: 10, database: 2 },
      { kind: 'block', tasks: 100, seconds: 3, needs: [supply], writing: 1 },
    ] as const;
    // The work, then the database (100 × 2 / 2), then the supplies (4 / 2 + 1 each).
    expect(makespan(steps, 2, even)).toBeCloseTo(12 + 150 + 3, 9);
    expect(makespan(steps, 5, even)).toBeCloseTo(12 + 100 + 3, 9);
    expect(makespan(steps, 60, even)).toBeCloseTo(12 + 180 + 3, 9);
    const bounds = boundsOf(steps, { ...even, maxConnections: 100, reservedConnections: 4, replicaConnections: 8, workerConnections: 3 });
    expect(bounds.fastest).toBeCloseTo(312 / 12, 9);
    expect(bounds.databaseWorkers).toBeCloseTo(3, 9);
    expect(bounds.supplyWorkers).toBeCloseTo(10, 9);
    expect(bounds.connectedWorkers).toBe(26);
  });
});

describe('reads', () => {
  const reading = {
    ...{ seed: 1, replicas: 1, rate: 100, seconds: 50, questions: 5, change: 10, hit: 0.001, miss: 0.1, look: 0.01 },
    ...{ threads: 1, databaseCores: 1, roundTrip: 0 },
  };

  test('make each answer once for each replica and change, whoever asks meanwhile waits for it', () => {
    const one = simulateReads(reading);
    expect(one.made).toBe(5 * 5);
    expect(simulateReads({ ...reading, replicas: 3 }).made).toBe(3 * 5 * 5);
    expect(one.databaseBusy).toBeCloseTo(25 * 0.01, 9);
    expect(one.waited.length).toBeGreaterThan(one.made);
    expect(one.waited[0]).toBeGreaterThan(0);
    expect(one.kept[0]).toBeCloseTo(0.001, 9);
  });

  test('of kept answers wait as Pollaczek and Khinchine say', () => {
    const { kept } = simulateReads({ ...reading, rate: 700, questions: 1, change: 1000, seconds: 60 });
    const expected = 0.001 * (1 + 0.7 / (2 * 0.3));
    expect(kept.reduce((sum, time) => sum + time, 0) / kept.length / expected).toBeCloseTo(1, 1);
  });
});

describe('costs.json', () => {
  test('says of each figure what it is, how it came to be and when', () => {
    for (const { unit, what, how, when, standing } of Object.values(readCosts())) {
      expect([unit, what, how].every((text) => text.length > 0)).toBe(true);
      expect(when).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(['measured', 'provisional', 'assumed', 'setting']).toContain(standing);
    }
  });

  test('takes measured figures in and leaves the others as they are', () => {
    const one: Cost = { value: 1, unit: 's', what: 'a', standing: 'provisional', how: 'by hand', when: '2026-01-01' };
    const made = { standing: 'measured', when: '2026-02-02', how: 'npm' } as const;
    expect(withMeasured({ a: one, b: one }, { a: 2.34567 }, made)).toEqual({ a: { ...one, ...made, value: 2.35 }, b: one });
    expect(() => withMeasured({ a: one }, { c: 1 }, made)).toThrow('c was measured');
    expect(() => readCosts(JSON.stringify({ a: { ...one, value: null } }))).toThrow('a in costs.json must be a number');
  });
});

describe('spans and figures', () => {
  test('are said as readers say them', () => {
    expect([0.0123, 1.26, 119, 121, 7300].map(span)).toEqual(['12.3 ms', '1.3 s', '119 s', '2 min', '2 h']);
    expect([0, 0.034, 3.26, 42.77, 12_345.6].map(digits)).toEqual(['0', '0.034', '3.3', '42.8', '12,346']);
  });
});
