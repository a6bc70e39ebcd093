import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { epochDay } from '../../src/core/calendar/civil-date.ts';
import type { Addition, RunRecord, Store, VerdictRecord } from '../../src/store/store.ts';
import type { Bed, Place } from './bed.ts';
import { describeAlerts } from './conformance-alerts.ts';
import { describeClocks } from './conformance-clocks.ts';
import { describeFiles } from './conformance-files.ts';
import { describeLedger } from './conformance-ledger.ts';
import { addition, daily, madeUpPull, panelOf, rowsOf, versionsIn } from './made-up-additions.ts';

const instant = (text: string): number => Date.parse(text);

/** What every store must do, whatever it is made of. */
export function describeStore(name: string, makePlace: () => Promise<Place>): void {
  describe(name, () => {
    const bed = {} as Bed;

    beforeEach(async () => {
      bed.now = instant('2024-01-31T12:00:00Z');
      bed.place = await makePlace();
      bed.store = await bed.place.open(() => bed.now);
    });
    afterEach(() => bed.place.clear());

    describeClocks(bed);
    describeAdditions(bed);
    describeRecords(bed);
    describeLife(bed);
    describeFiles(bed);
    describeLedger(bed);
    describeAlerts(bed);
  });
}

function describeAdditions(bed: Bed): void {
  describe('an addition', () => {
    it('of any length comes back whole', async () => {
      for (const count of [1, 2047, 2048, 2049, 4096, 30_000]) {
        const rows = daily(count, -15_000);
        await bed.store.add(addition(`OF${count}`, rows));
        expect(await versionsIn(bed.store, `OF${count}`)).toEqual(rows);
      }
      const ids = await bed.store.ids();
      const panel = await bed.store.panel([...ids].reverse());
      expect([...panel.keys()]).toEqual([...ids].reverse());
      expect(panel.get('OF2049')?.dates).toHaveLength(2049);
    });

    it('without rows is an attempt that changed nothing', async () => {
      await bed.store.add(addition('RUT', [[1, 2, 3]]));
      await bed.store.add(addition('RUT', [], { pull: madeUpPull('RUT', { outcome: 'unchanged' }) }));
      expect(await bed.store.pulls()).toHaveLength(2);
      expect(await versionsIn(bed.store, 'RUT')).toEqual([[1, 2, 3]]);
    });

    const wrong: readonly [problem: string, given: Partial<Addition>, message: RegExp][] = [
      ['arrays of different lengths', { rows: { ...rowsOf([[1, 2, 3]]), values: new Float64Array(2) } }, /RUT: .*1, 2 and 1/],
      [
        'dates that descend',
        {
          rows: rowsOf([
            [5, 1, 1],
            [4, 1, 1],
          ]),
        },
        /RUT row 2 \(1970-01-05\): dates must ascend/,
      ],
      [
        'a date twice with one knownAt',
        {
          rows: rowsOf([
            [5, 1, 1],
            [5, 2, 1],
          ]),
        },
        /RUT row 2 \(1970-01-06\): knownAt must ascend/,
      ],
      [
        'a value that is no number',
        {
          rows: rowsOf([
            [5, 1, 1],
            [6, Number.NaN, 1],
          ]),
        },
        /RUT row 2 .*finite, was NaN/,
      ],
      ['a value without end', { rows: rowsOf([[5, Number.POSITIVE_INFINITY, 1]]) }, /RUT row 1 .*finite, was Infinity/],
      ['a knownAt that is none', { rows: rowsOf([[5, 1, Number.NaN]]) }, /RUT row 1 .*milliseconds, was NaN/],
      ['a knownAt years ahead', { rows: rowsOf([[5, 1, instant('2026-01-01T00:00:00Z')]]) }, /at most a year ahead, was 2026/],
      ['a date that no calendar has', { rows: rowsOf([[1e9, 1, 1]]) }, /RUT row 1: the date must lie in the years 1 to 9999/],
      [
        'a second opinion without a number',
        { second: { source: 'fred', dates: Int32Array.of(3), values: Float64Array.of(Number.NaN) } },
        /RUT, second opinion of fred, row 1 .*finite/,
      ],
      [
        'a second opinion twice on a date',
        { second: { source: 'fred', dates: Int32Array.of(3, 3), values: new Float64Array(2) } },
        /none twice/,
      ],
    ];
    for (const [problem, given, message] of wrong) {
      it(`with ${problem} is refused at its row, and nothing of it is stored`, async () => {
        await expect(bed.store.add(addition('RUT', [[1, 2, 3]], given))).rejects.toMatchObject({
          name: 'StoreError',
          kind: 'refused',
          message: expect.stringMatching(message),
        });
        expect(await bed.store.info()).toMatchObject({ series: 0, rows: 0, pulls: 0 });
        expect(await bed.store.definition('RUT')).toBeUndefined();
      });
    }

    it('whose pull is there already is refused, and nothing of it is stored', async () => {
      const pull = madeUpPull('RUT');
      await bed.store.add(addition('RUT', [[1, 2, 3]], { pull }));
      const again = addition('RUT', [[2, 3, 4]], {
        pull,
        definition: { title: 'new' },
        second: { source: 'fred', dates: Int32Array.of(1), values: Float64Array.of(1) },
      });
      await expect(bed.store.add(again)).rejects.toMatchObject({ kind: 'refused' });
      expect(await versionsIn(bed.store, 'RUT')).toEqual([[1, 2, 3]]);
      expect(await bed.store.definition('RUT')).toEqual({ title: 'RUT' });
      expect(await bed.store.secondOpinions('RUT')).toEqual([]);
      await bed.store.add(addition('RUT', [[2, 3, 4]]));
      expect(await versionsIn(bed.store, 'RUT')).toHaveLength(2);
    });

    it('runs beside others and beside readings, each of them whole', async () => {
      const rows = daily(3000);
      const work = Array.from({ length: 12 }, (_, i) => [
        bed.store.add(addition(`S${i % 4}`, rows)),
        bed.store.panel([`S${i % 4}`, 'S0']).then((panel) => expect([0, 3000]).toContain(panel.get('S0')?.dates.length)),
        bed.store.heads(),
        bed.store.recordPull(madeUpPull(`S${i % 4}`, { outcome: 'failed' })),
      ]);
      await Promise.all(work.flat());
      expect(await bed.store.info()).toMatchObject({ series: 4, rows: 36_000, pulls: 24 });
    });
  });
}

function describeRecords(bed: Bed): void {
  describe('what is kept beside the figures', () => {
    it('is a list of the series in alphabetical order, with their extent and sources', async () => {
      const odd = ["O'Neil; --", '^RUT', 'Ärger 日本', 'rut', 'RUT'];
      for (const id of odd)
        await bed.store.add(
          addition(id, [
            [5, 1, 10],
            [9, 2, 20],
          ]),
        );
      bed.now += 5000;
      await bed.store.add(
        addition(
          'RUT',
          [
            [9, 3, 30],
            [12, 4, 40],
          ],
          { pull: madeUpPull('RUT', { source: 'stooq' }), definition: { title: 'Russell 2000', unit: 'points' } },
        ),
      );
      await bed.store.recordPull(madeUpPull('RUT', { source: 'nobody', outcome: 'failed', added: 0 }));
      expect(await bed.store.ids()).toEqual([...odd].sort());
      const heads = await bed.store.heads();
      expect(heads.map(({ id }) => id)).toEqual([...odd].sort());
      expect(heads.find(({ id }) => id === 'RUT')).toEqual({
        id: 'RUT',
        definition: { title: 'Russell 2000', unit: 'points' },
        dates: 3,
        rows: 4,
        first: 5,
        last: 12,
        recordedAt: bed.now,
        sources: ['stooq', 'yahoo'],
      });
      expect(await versionsIn(bed.store, "O'Neil; --")).toHaveLength(2);
      const panel = await bed.store.panel([...odd, 'RUT', 'nothing']);
      expect([...panel].map(([id, { dates }]) => [id, dates.length])).toEqual([
        ...odd.map((id) => [id, id === 'RUT' ? 3 : 2]),
        ['nothing', 0],
      ]);
      expect(await bed.store.panel([])).toEqual(new Map());
    });

    it('is found by whoever looked before it came', async () => {
      const { store } = bed;
      const look = async () => [
        await store.heads(),
        await store.held('A'),
        await store.secondOpinions('A'),
        await store.pulls({ isGood: true }),
      ];
      await look();
      const second = { source: 'other', dates: Int32Array.of(5, 90_000), values: Float64Array.of(1, 900) };
      await store.add(addition('A', [[5, 1, 10]]));
      await look();
      await store.add(
        addition('A', [[90_000, 900, 1_000_000]], {
          second,
          pull: madeUpPull('A', { source: 'a much longer name', outcome: 'unchanged' }),
        }),
      );
      await store.add(addition('ZZZZZZZZZZZZZZZZ', [[7, 1, 10]]));
      const found = await look();
      await store.close();
      const after = await bed.place.open(() => bed.now);
      expect(found).toEqual([
        await after.heads(),
        await after.held('A'),
        await after.secondOpinions('A'),
        await after.pulls({ isGood: true }),
      ]);
      expect(found[1]).toMatchObject({ dates: Int32Array.of(5, 90_000), values: Float64Array.of(1, 900) });
    });

    it('is nothing of a series that nobody added', async () => {
      expect(await bed.store.ids()).toEqual([]);
      expect(await bed.store.heads()).toEqual([]);
      expect(await bed.store.definition('RUT')).toBeUndefined();
      expect(await versionsIn(bed.store, 'RUT')).toEqual([]);
      expect(await bed.store.secondOpinions('RUT')).toEqual([]);
      expect(await bed.store.pulls()).toEqual([]);
      expect(await bed.store.runs()).toEqual([]);
      expect(await bed.store.mapping('csv')).toBeUndefined();
    });

    it('is the definition that came last, whatever it holds', async () => {
      const definitions = [
        { title: 'a' },
        { title: 'b', release: { weekday: 'thursday', time: '16:30' }, note: 'It’s "so"\n' },
        { title: 'a' },
      ];
      for (const definition of definitions) {
        await bed.store.add(addition('M2', [], { definition }));
        expect(await bed.store.definition('M2')).toEqual(definition);
      }
    });

    it('is every attempt, newest first', async () => {
      const pulls = [1, 2, 3].map((n) =>
        madeUpPull(n === 2 ? 'BTC' : 'RUT', {
          outcome: n === 3 ? 'failed' : 'stored',
          bytes: 3e10,
          etag: n === 1 ? 'W/"a"' : null,
          notes: ['One.', `It's ${n}.`],
        }),
      );
      for (const pull of pulls) await bed.store.recordPull(pull);
      expect(await bed.store.pulls()).toEqual([...pulls].reverse());
      expect(await bed.store.pulls({ series: 'RUT' })).toEqual([pulls[2], pulls[0]]);
      expect(await bed.store.pulls({ limit: 1 })).toEqual([pulls[2]]);
      expect(await bed.store.pulls({ series: 'RUT', limit: 5 })).toHaveLength(2);
    });

    it('is the newest that each second source said of each date', async () => {
      const say = (source: string, dates: number[], values: number[]) => ({
        second: { source, dates: Int32Array.from(dates), values: Float64Array.from(values) },
      });
      await bed.store.add(addition('RUT', [], say('stooq', [1, 2, 3], [1, 2, 3])));
      await bed.store.add(addition('RUT', [], say('fred', [2], [2.5])));
      await bed.store.add(addition('RUT', [], say('stooq', [2, 3, 4], [2, 3.5, 4])));
      expect(await bed.store.secondOpinions('RUT')).toEqual([
        { source: 'fred', dates: Int32Array.of(2), values: Float64Array.of(2.5) },
        { source: 'stooq', dates: Int32Array.of(1, 2, 3, 4), values: Float64Array.of(1, 2, 3.5, 4) },
      ]);
    });

    it('is every run with its verdicts, newest first, and the questions that were asked', async () => {
      const verdict = (question: string, given: Partial<VerdictRecord> = {}): VerdictRecord => ({
        ...{ pack: 'study', claim: 'ad hoc', verdict: 'no better than luck so far', p: 0.25 },
        ...{ triggerSeries: 'RUT', target: 'BTC', question },
        ...given,
      });
      const run = (n: number, verdicts: VerdictRecord[], given: Partial<RunRecord> = {}): RunRecord => ({
        ...{ id: `run-${n}`, at: bed.now + n, operation: 'study', input: { when: 'x', list: [1, null] }, asOf: null },
        ...{ dataHash: 'cd'.repeat(32), version: '0.2.0', result: { text: 'It’s\n"so"', value: 0.1 }, verdicts },
        ...given,
      });
      const runs = [
        run(1, [verdict('a'), verdict('b', { p: null })]),
        run(2, [verdict('a'), verdict('c', { target: 'ETH' })], { operation: 'check', asOf: epochDay(1969, 12, 30) }),
        run(3, []),
      ];
      for (const record of runs) await bed.store.recordRun(record);
      expect(await bed.store.runs()).toEqual([...runs].reverse());
      expect(await bed.store.runs({ operation: 'study', limit: 1 })).toEqual([runs[2]]);
      expect(await bed.store.runs({ operation: 'check' })).toEqual([runs[1]]);
      expect(await bed.store.runs({ id: 'run-2' })).toEqual([runs[1]]);
      expect((await bed.store.runs({ id: 'run-' })).map(({ id }) => id)).toEqual(['run-3', 'run-2', 'run-1']);
      for (const id of ['un-1', 'run-%', 'run_1', 'run-11']) expect(await bed.store.runs({ id })).toEqual([]);
      expect(await bed.store.runs({ id: 'run-1', isBrief: true })).toEqual([{ ...runs[0], result: null }]);
      expect(await bed.store.questionsAsked({ triggerSeries: 'RUT', target: 'BTC' })).toEqual(['a', 'b']);
      expect(await bed.store.questionsAsked({ triggerSeries: 'RUT', target: 'SOL' })).toEqual([]);
      await expect(bed.store.recordRun(run(1, [verdict('d')]))).rejects.toMatchObject({ kind: 'refused' });
      expect(await bed.store.questionsAsked({ triggerSeries: 'RUT', target: 'BTC' })).toEqual(['a', 'b']);
    });

    it('is how each kind of file is read, as it was confirmed last', async () => {
      await bed.store.saveMapping({ signature: 'csv Date,Close', mapping: { date: 'Date', value: 'Close' }, savedAt: bed.now });
      await bed.store.saveMapping({ signature: 'csv Date,Close', mapping: { date: 'Date', value: 'Open' }, savedAt: bed.now });
      await bed.store.saveMapping({ signature: 'csv other', mapping: {}, savedAt: bed.now });
      expect(await bed.store.mapping('csv Date,Close')).toEqual({
        signature: 'csv Date,Close',
        mapping: { date: 'Date', value: 'Open' },
        savedAt: bed.now,
      });
    });
  });
}

function describeLife(bed: Bed): void {
  describe('the store', () => {
    it('holds everything when it is opened again', async () => {
      const rows = daily(5000);
      await bed.store.add(addition('RUT', rows));
      await bed.store.add(addition('RUT', [[9, 1, bed.now]]));
      await bed.store.recordRun({
        ...{ id: 'r', at: bed.now, operation: 'check', input: null, asOf: 5 },
        ...{ dataHash: '', version: '', result: [], verdicts: [] },
      });
      const all = async (from: Store) => [await versionsIn(from, 'RUT'), await from.heads(), await from.pulls(), await from.runs()];
      const before = await all(bed.store);
      await bed.store.close();
      bed.store = await bed.place.open(() => bed.now);
      expect(await all(bed.store)).toEqual(before);
      await bed.store.add(addition('RUT', [[9, 2, bed.now]]));
      expect((await panelOf(bed.store, 'RUT'))[9]).toEqual([9, 2, rows[9]?.[2]]);
    });

    it('ends its work before it closes, and answers nothing afterwards', async () => {
      const added = bed.store.add(addition('RUT', daily(20_000)));
      const closed = bed.store.close();
      await expect(bed.store.ids()).rejects.toMatchObject({ kind: 'refused' });
      await Promise.all([added, closed, bed.store.close()]);
      bed.store = await bed.place.open(() => bed.now);
      expect(await bed.store.info()).toMatchObject({ rows: 20_000, pulls: 1 });
    });

    it('tells how much it holds', async () => {
      await bed.store.add(addition('RUT', daily(10)));
      await bed.store.add(addition('BTC', daily(5)));
      const info = await bed.store.info();
      expect(info).toMatchObject({ place: bed.store.place, series: 2, rows: 15, pulls: 2, runs: 0 });
      expect(info.bytes).toBeGreaterThan(0);
      expect(info.schemaVersion).toBeGreaterThan(0);
    });
  });
}
