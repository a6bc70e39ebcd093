import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Block, type BlockRows, measureBlock } from '../../bench/size-study/block.ts';
import { type Cell, HORIZONS } from '../../bench/size-study/cells.ts';
import { COLUMNS, studiesOf, studyOf, TESTS, VERDICTS, verdictAlone } from '../../bench/size-study/measure.ts';
import { sizePicture } from '../../bench/size-study/picture.ts';
import { MULTIPLES, POWER_COLUMNS, plant } from '../../bench/size-study/power.ts';
import { measureBlocks } from '../../bench/size-study/processes.ts';
import { cellRates, type SizeStudy } from '../../bench/size-study/rates.ts';
import { bartlettSum, readerTests } from '../../bench/size-study/reader-tests.ts';
import { streamOf } from '../../bench/size-study/seeds.ts';
import { withTables } from '../../bench/size-study/tables.ts';
import { eventsOnDays, SIMULATED, simulatedTrigger } from '../../bench/size-study/triggers.ts';
import { HALVINGS, targetWorld } from '../../bench/size-study/worlds.ts';
import { judgeStudy } from '../../src/core/claims/judge-study.ts';
import { judgeFamily } from '../../src/core/methods/event-study/family.ts';
import { matchedPlacebos } from '../../src/core/methods/event-study/placebos.ts';
import { neweyWest } from '../../src/core/methods/long-horizon/newey-west.ts';
import { binomialUpperTail, normalUpperTail } from '../../src/core/numerics/distributions.ts';
import { isInsufficient } from '../../src/core/numerics/insufficient.ts';
import { type LeastSquares, leastSquares, ones } from '../../src/core/numerics/least-squares.ts';

const SEED = 7;
const few: Cell = { world: 'garch', trigger: 'simulated', level: 'few' };
const some: Cell = { world: 'garch', trigger: 'simulated', level: 'some' };
const block = (cell: Cell, from: number, to: number, measure: Block['measure'] = 'size'): Block => ({
  measure,
  cell,
  seed: SEED,
  from,
  to,
});
const world = (level: Cell['level'], i: number) => ({
  target: targetWorld(few, streamOf('target', i), new Float64Array(0)),
  trigger: simulatedTrigger(level, streamOf('trigger', i)),
});

const folder = mkdtempSync(join(tmpdir(), 'harbinger-size-study-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('in worlds without relation', () => {
  const worlds = 20;
  const measured = [few, some].map((cell) => ({ cell, rows: measureBlock(block(cell, 0, worlds), null) }));

  test.each(measured)('the headline p of $cell.level events rejects no more often than 5 and 10 % allow', ({ cell, rows }) => {
    const { horizons, family } = cellRates(cell, rows);
    const isPlausible = (rate: number, nominal: number) => binomialUpperTail(Math.round(rate * worlds), worlds, nominal) > 1e-4;
    for (const { at5, at10, verdicts } of horizons) {
      expect(isPlausible(at5[TESTS.indexOf('headline')] as number, 0.05)).toBe(true);
      expect(isPlausible(at10[TESTS.indexOf('headline')] as number, 0.1)).toBe(true);
      expect(isPlausible(verdicts.standsOut, 0.05)).toBe(true);
    }
    expect(isPlausible(family.verdicts.standsOut, 0.05)).toBe(true);
  });

  test('every p lies in (0, 1], the headline is the larger of both shifts, and a family takes nothing off it', () => {
    const at = (row: readonly number[], name: (typeof COLUMNS)[number]) => row[COLUMNS.indexOf(name)] as number;
    for (const row of measured.flatMap(({ rows }) => rows.flat())) {
      for (const p of row.slice(0, TESTS.length)) expect(p > -1e-9 && p <= 1).toBe(true);
      for (const name of ['headline', 'circular shift', 'era-centred shift', 'random dates'] as const)
        expect(at(row, name)).toBeGreaterThan(0);
      expect(at(row, 'headline')).toBe(Math.max(at(row, 'circular shift'), at(row, 'era-centred shift')));
      expect(at(row, 'clusters')).toBeLessThanOrEqual(at(row, 'events'));
    }
  });

  test('the number of events is what the level says', () => {
    for (const level of ['few', 'some', 'many'] as const) {
      const count = eventsOnDays(simulatedTrigger(level, streamOf('events', level)));
      expect(count).toBeGreaterThanOrEqual(SIMULATED[level].from);
      expect(count).toBeLessThanOrEqual(SIMULATED[level].to);
    }
  });

  test('a verdict is the program’s own, also where the gates were not computed', () => {
    for (let i = 0; i < 6; i++) {
      const { target, trigger } = world('few', i);
      for (const study of studiesOf(target, trigger)) {
        const [standing] = judgeFamily([study]);
        const placebos = matchedPlacebos(study, i, HALVINGS);
        expect(VERDICTS[verdictAlone(study, i)]).toBe(judgeStudy({ study, standing, placebos, hasCycle: true }, 'up').verdict);
      }
    }
  });
});

describe('a planted effect', () => {
  test('raises the log return after every event by its size, however the horizons overlap', () => {
    const { target, trigger } = world('some', 1);
    for (const horizon of [30, 365]) {
      const before = studyOf(target, trigger, horizon);
      const after = studyOf(plant(before, 0.3, horizon), trigger, horizon);
      before.circle.events.forEach((place, e) => {
        const gain = (after.circle.outcomes[after.circle.events[e] as number] as number) - (before.circle.outcomes[place] as number);
        expect(gain).toBeCloseTo(0.3, 9);
      });
    }
  });

  test('of twice the smallest visible size is found in nearly all worlds, one of half that size in fewer', () => {
    const found = { half: 0, twice: 0 };
    for (let i = 0; i < 12; i++) {
      const { target, trigger } = world('few', i);
      const before = studyOf(target, trigger, 90);
      const smallest = before.minimumDetectableEffect?.up as number;
      const isFound = (size: number) => (studyOf(plant(before, size, 90), trigger, 90).headline?.up as number) <= 0.05;
      found.half += isFound(smallest / 2) ? 1 : 0;
      found.twice += isFound(2 * smallest) ? 1 : 0;
    }
    expect(found.twice).toBeGreaterThanOrEqual(10);
    expect(found.half).toBeLessThan(found.twice);
  });

  test('of no size leaves the study as it was, and is one of the multiples of each horizon', () => {
    const [rows] = measureBlock(block(few, 0, 1, 'power'), null);
    const [sized] = measureBlock(block(few, 0, 1), null);
    HORIZONS.forEach((horizon, h) => {
      const own = (rows ?? []).filter((row) => row[POWER_COLUMNS.indexOf('horizon')] === horizon);
      expect(own.map((row) => row[POWER_COLUMNS.indexOf('multiple')])).toEqual([...MULTIPLES]);
      const none = own[0]?.[POWER_COLUMNS.indexOf('headline')] as number;
      expect(none).toBeCloseTo(sized?.[h]?.[COLUMNS.indexOf('headline')] as number, 3);
    });
  });
});

describe('the same seed gives the same rows', () => {
  const whole = measureBlock(block(few, 0, 2), null);

  test('however the worlds are cut into blocks', () => {
    expect([...measureBlock(block(few, 0, 1), null), ...measureBlock(block(few, 1, 2), null)]).toEqual(whole);
    expect(measureBlock({ ...block(few, 0, 1), seed: SEED + 1 }, null)).not.toEqual(whole.slice(0, 1));
  });

  test('in one process and in two; what is done is not done again', async () => {
    const blocks = [block(few, 0, 1), block(few, 1, 2)];
    const run = async (count: number) => {
      const done: number[] = [];
      const rows = await measureBlocks(blocks, { count, folder: join(folder, String(count)), onDone: (n) => done.push(n) });
      return { rows: rows.flat() as BlockRows, done };
    };
    const [one, two] = [await run(1), await run(2)];
    expect(one.rows).toEqual(whole);
    expect(two.rows).toEqual(whole);
    expect(two.done).toEqual([0, 1, 2]);
    expect((await run(2)).done).toEqual([2]);
  });
});

describe('the readers’ tests', () => {
  const stream = streamOf('reader');
  const outcomes = Float64Array.from({ length: 300 }, () => stream.uniform() - 0.4);
  const events = Int32Array.of(5, 40, 41, 120, 260);

  test('weigh lags as Bartlett does', () => {
    const lags = 7;
    let sum = 0;
    for (let i = 0; i < 300; i++)
      for (let j = 0; j < 300; j++) {
        const weight = Math.max(0, 1 - Math.abs(i - j) / (lags + 1));
        sum += weight * (outcomes[i] as number) * (outcomes[j] as number);
      }
    expect(bartlettSum(outcomes, lags)).toBeCloseTo(sum, 10);
  });

  test('regress on a dummy with the standard error of Newey and West', () => {
    const dummy = new Float64Array(300);
    for (const place of events) dummy[place] = 1;
    const columns = [ones(300), dummy];
    const fit = leastSquares(outcomes, columns) as LeastSquares;
    const covariance = neweyWest(fit, columns, { lags: 20 });
    if (isInsufficient(covariance)) throw new Error(covariance.reason);
    const z = (fit.coefficients[1] as number) / (covariance.standardErrors[1] as number);
    const circle = { outcomes, events, indices: events, dates: events };
    expect(readerTests(circle, 20, stream).hacDummy).toBeCloseTo(normalUpperTail(z), 10);
  });

  test('have nothing to say without events', () => {
    const none = new Int32Array(0);
    const { tAboveZero, tAboveBase, signTest, randomDates, hacDummy } = readerTests(
      { outcomes, events: none, indices: none, dates: none },
      5,
      stream,
    );
    expect([tAboveZero, tAboveBase, signTest, randomDates, hacDummy]).toEqual([1, 1, 1, 1, 1]);
  });
});

describe('the committed study', () => {
  const docs = new URL('../../docs/methods/', import.meta.url);
  const read = (name: string) => readFileSync(new URL(name, docs), 'utf8');
  const study = JSON.parse(read('size-study.json')) as SizeStudy;

  test('has two thousand worlds in every cell, four horizons and every test', () => {
    expect(study.worlds).toBeGreaterThanOrEqual(2000);
    expect(study.tests).toEqual([...TESTS]);
    expect(study.cells).toHaveLength(26);
    for (const { horizons } of study.cells) expect(horizons.map(({ horizon }) => horizon)).toEqual([...HORIZONS]);
  });

  test('is what the page’s tables and the picture show', () => {
    const page = read('size-study.md');
    expect(withTables(page, study)).toBe(page);
    expect(read('size-study.svg')).toBe(`${sizePicture(study)}\n`);
  });
});
