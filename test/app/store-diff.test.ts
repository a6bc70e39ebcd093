import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labelOf } from '../../src/app/diff/label.ts';
import { changedNumbers, numbersOf } from '../../src/app/diff/numbers.ts';
import { importFiles } from '../../src/app/operations/import.ts';
import { diffRuns, showRun } from '../../src/app/operations/store-diff.ts';
import { study } from '../../src/app/operations/study.ts';
import { keepRun } from '../../src/app/record-run.ts';
import { printDiff, printRun } from '../../src/cli/print/store-diff.ts';
import { printStudy } from '../../src/cli/print/study.ts';
import { StudyInput } from '../../src/contract/operations.ts';
import type { StudyResult } from '../../src/contract/study.ts';
import type { RunRecord } from '../../src/store/store.ts';
import { makeWorld, type World } from './pull/world.ts';

const reference = new URL('../../reference/', import.meta.url);
const question = { when: 'all_time_high(RUT, after: 1y)', then: ['return(BTC, 180d)'] };
const plain = { colour: false };
let world: World;
beforeAll(async () => {
  world = await makeWorld('series: {}', { now: '2026-11-20T12:00:00Z' });
  await importCut('RUT', '2025-01-01');
  await importCut('BTC', '2025-01-01');
});
afterAll(() => world.close());

/** Takes the shipped closes of a series up to a date into the store. */
async function importCut(id: string, until: string): Promise<void> {
  const [head, ...rows] = readFileSync(new URL(`${id}.csv`, reference), 'utf8')
    .trim()
    .split('\n');
  const bytes = Buffer.from([head, ...rows.filter((row) => row < until)].join('\n'));
  const readFile = async (path: string) => ({ name: path, path, bytes });
  await importFiles({ files: [`${id}.csv`], yes: true }, { ...world.context, data: { ...world.context.data, readFile } });
}

/** Asks and keeps, as the command line does; gives back the id of the run. */
async function ask(input: Record<string, unknown>, version = '0.0.0'): Promise<{ id: string; result: StudyResult }> {
  world.now += 1000;
  const { result, facts } = await study({ ...question, ...input }, { ...world.context, version });
  await keepRun(
    { ...world.context, version },
    { operation: { name: 'study', input: StudyInput }, input: { ...question, ...input }, result, record: facts },
  );
  const [run] = await world.store.runs({ limit: 1 });
  return { id: (run as RunRecord).id, result: result as StudyResult };
}

const diff = (before?: string, after?: string) => diffRuns({ before, after }, world.context);

describe('two runs of one question', () => {
  it('over the same data by the same program differ in nothing', async () => {
    await ask({});
    await ask({});
    const { causes, numbers, verdicts, compared, differing, sentence } = await diff();
    expect([causes, numbers, differing]).toEqual([[], [], 0]);
    expect(verdicts.map(({ changed }) => changed)).toEqual([false]);
    expect(compared).toBeGreaterThan(100);
    expect(sentence).toMatch(
      /^No verdict changed, and no of [\d,]+ numbers\. The question, its date, the data and the program are the same\.$/,
    );
  });

  it('is one question, with its defaults or without, and with pictures or not', async () => {
    const brief = await ask({});
    const whole = await ask({ ...StudyInput.parse(question), pictures: true });
    const { before, after, causes, differing } = await diff();
    expect([before.id, after.id, causes, differing]).toEqual([brief.id, whole.id, [], 0]);
    expect(before.input).toEqual(StudyInput.parse(question));
  });

  it('after more data came: the date and the data are the causes, and each number is told as it was and is', async () => {
    const before = await ask({});
    for (const id of ['RUT', 'BTC']) await importCut(id, '2027');
    const after = await ask({});
    const { causes, numbers, sentence } = await diff();
    expect(causes.map(({ cause }) => cause)).toEqual(['as of', 'data']);
    expect(causes[0]?.sentence).toMatch(/what became known in between counts now/);
    expect(sentence).toMatch(/Its date and the data are not the same\.$/);
    expect(numbers.find(({ path }) => path === 'headline/p')).toEqual({
      ...{ path: 'headline/p', label: 'p', before: before.result.headline.p, after: after.result.headline.p },
    });
    expect(numbers.find(({ path }) => path === 'observations')).toMatchObject({ before: 4, after: 5, label: 'cases' });
    // The record of September 2025 is new, and moves no other instance.
    expect(numbers.filter(({ path }) => path.startsWith('instances/')).every(({ path }) => path.includes('2025-09-19'))).toBe(true);
    expect(numbers.find(({ path }) => path === 'instances/2025-09-19/outcome')).toMatchObject({ before: null });
  });

  it('of which one was put in another way, or by another version, or after other studies, says so', async () => {
    const { id } = await ask({});
    const seeded = await ask({ seed: 7 });
    const causes = async (before: string, after: string) => (await diff(before, after)).causes;
    expect(await causes(id, seeded.id)).toMatchObject([{ cause: 'input', sentence: expect.stringMatching(/seed 7 instead of 1/) }]);
    const newer = await ask({}, '0.0.1');
    expect(await causes(id, newer.id)).toMatchObject([{ cause: 'version', before: '0.0.0', after: '0.0.1' }]);
    await ask({ when: 'all_time_high(RUT, after: 2y)' });
    const paying = await ask({});
    const [cause] = await causes(id, paying.id);
    expect(cause).toMatchObject({ cause: 'other studies', before: '0', after: '1' });
    expect(cause?.sentence).toMatch(/p counts 2 times as much, instead of 1/);
  });

  it('are found by the first letters of their ids, and one by itself goes with the newest of its question', async () => {
    const runs = await world.store.runs({ isBrief: true });
    const [newest] = runs as [RunRecord, ...RunRecord[]];
    const same = runs.filter(({ input }) => JSON.stringify(input) === JSON.stringify(newest.input));
    const oldest = same.at(-1) as RunRecord;
    const { before, after } = await diff(oldest.id.slice(0, 12));
    expect([before.id, after.id]).toEqual([oldest.id, newest.id]);
  });
});

describe('a run that is kept', () => {
  it('is given back whole, and printed as it was then', async () => {
    const { id, result } = await ask({ then: ['return(BTC, 90d)'] });
    const run = await showRun({ id: id.slice(0, 10) }, world.context);
    expect(run.result).toEqual(result);
    expect(printRun(run, plain, printStudy as never)).toContain(printStudy(result, plain));
  });
});

describe('what cannot be compared is told', () => {
  const record = (id: string, operation: string): RunRecord => ({
    ...{
      id,
      at: Date.parse('2020-01-01'),
      operation,
      input: { id },
      asOf: null,
      dataHash: 'ab'.repeat(32),
      version: '0',
      result: {},
      verdicts: [],
    },
  });
  beforeAll(async () => {
    for (const id of ['zz-1', 'zz-12']) await world.store.recordRun(record(id, 'study'));
    await world.store.recordRun(record('yy', 'check'));
  });

  it.each([
    [['qq'], /no run "qq" in the store; `harbinger store runs` lists them/],
    [['zz', 'yy'], /"zz" begins 2 runs, such as zz-12, zz-1: give more letters/],
    [['zz-1', 'yy'], /zz-1 is a study, yy a check/],
    [['zz-1', 'zz-1'], /both are the run zz-1: name two/],
    [['yy'], /yy is the only run of its question; name two/],
  ])('%j', async ([before, after], message) => {
    await expect(diff(before, after)).rejects.toThrow(message);
  });

  it('a whole id is that run, though another begins with it', async () => {
    expect((await showRun({ id: 'zz-1' }, world.context)).id).toBe('zz-1');
  });
});

describe('the numbers of a result', () => {
  it('go by the names of what they stand in, not by its place', () => {
    const of = (...ids: string[]) => ({
      claims: ids.map((id) => ({ id, known: [{ outcome: 'return(BTC, 180d)', headline: { p: id.length } }] })),
    });
    const { changed, compared } = changedNumbers(numbersOf(of('ab', 'abc')), numbersOf(of('new', 'abc', 'ab')));
    expect(changed).toEqual([{ path: 'claims/new/known/return(BTC, 180d)/headline/p', before: null, after: 3 }]);
    expect(compared).toBe(3);
    expect(labelOf('claims/new/known/return(BTC, 180d)/headline/p')).toBe('new: as known then, return(BTC, 180d), p');
    expect(labelOf('baseRate/hitRate')).toBe('base rate, share of hits');
    expect(labelOf('independentPlacements')).toBe('independent placements');
  });

  it('are sorted by their relative change, and rounding in the last digits is none', () => {
    const { changed } = changedNumbers(
      numbersOf({ a: 100, b: 0.01, c: 1, d: -1 }),
      numbersOf({ a: 101, b: 0.02, c: 1 + 1e-15, d: 1, e: 5 }),
    );
    expect(changed.map(({ path }) => path)).toEqual(['d', 'b', 'a', 'e']);
  });

  it('of two of one name are kept apart, and bare lists and pictures are no numbers of it', () => {
    expect([
      ...numbersOf({
        relations: [
          { name: 'x', p: 1 },
          { name: 'x', p: 2 },
        ],
        counts: [1, 2],
        pictures: { a: 1 },
      }),
    ]).toEqual([
      ['relations/x/p', 1],
      ['relations/x #2/p', 2],
    ]);
  });

  it('are printed in lines of at most 100 columns', async () => {
    const runs = await world.store.runs({ operation: 'study', isBrief: true });
    const ids = [...runs].reverse().filter(({ id }) => !id.startsWith('zz'));
    const printed = printDiff(await diff(ids[0]?.id, ids.at(-1)?.id), plain);
    for (const line of printed.split('\n').slice(2)) expect([...line].length, line).toBeLessThanOrEqual(100);
    expect(printed).toContain('before');
  });
});
