import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochDay } from '../../src/core/calendar/civil-date.ts';
import type { Bed } from './bed.ts';
import { addition, listOf, panelOf, type Row, type rowsOf, versionsIn } from './made-up-additions.ts';

const instant = (text: string): number => Date.parse(text);

/** What every store must tell of what was known and what was held, at any instant. */
export function describeClocks(bed: Bed): void {
  describe('two clocks', () => {
    const MARCH = epochDay(2020, 3, 1);
    const [first, revised] = [instant('2020-04-28T17:00:00Z'), instant('2020-05-26T17:00:00Z')];
    const M2: Row[] = [
      [MARCH, 16_100.5, first],
      [MARCH, 15_988.6, revised],
      [epochDay(2020, 4, 1), 17_020.1, revised],
    ];

    it('tell a revised M2 apart: the old value as of the old date, the new one now', async () => {
      await bed.store.add(addition('M2', M2));
      expect(await panelOf(bed.store, 'M2', { knownBy: revised - 1 })).toEqual([[MARCH, 16_100.5, first]]);
      expect(await panelOf(bed.store, 'M2')).toEqual([[MARCH, 15_988.6, first], M2[2]]);
      expect(await panelOf(bed.store, 'M2', { knownBy: first - 1 })).toEqual([]);
      expect(await versionsIn(bed.store, 'M2')).toEqual(M2);
      expect(await versionsIn(bed.store, 'M2', { knownBy: first })).toEqual([M2[0]]);
    });

    it('tell what the store held at an instant, whatever the world knew', async () => {
      await bed.store.add(addition('M2', M2.slice(0, 1)));
      const before = bed.now;
      bed.now += 86_400_000;
      await bed.store.add(addition('M2', M2.slice(1)));
      expect(await panelOf(bed.store, 'M2', { recordedBy: before })).toEqual([M2[0]]);
      expect(await panelOf(bed.store, 'M2', { recordedBy: bed.now })).toHaveLength(2);
      expect(await panelOf(bed.store, 'M2', { recordedBy: before - 1 })).toEqual([]);
      expect(await panelOf(bed.store, 'M2', { recordedBy: bed.now, knownBy: first })).toEqual([M2[0]]);
    });

    it('let the version recorded last win where two were known from the same instant', async () => {
      await bed.store.add(addition('M2', [[MARCH, 1, first]]));
      const before = bed.now;
      bed.now += 1000;
      await bed.store.add(addition('M2', [[MARCH, 2, first]]));
      expect(await panelOf(bed.store, 'M2')).toEqual([[MARCH, 2, first]]);
      expect(await panelOf(bed.store, 'M2', { recordedBy: before })).toEqual([[MARCH, 1, first]]);
      expect((await versionsIn(bed.store, 'M2')).map(([, value]) => value)).toEqual([1, 2]);
    });

    it('let a version that was known earlier but recorded later stand behind the newer one', async () => {
      await bed.store.add(addition('M2', [[MARCH, 2, revised]]));
      bed.now += 1000;
      await bed.store.add(addition('M2', [[MARCH, 1, first]]));
      expect(await panelOf(bed.store, 'M2')).toEqual([[MARCH, 2, first]]);
      expect(await panelOf(bed.store, 'M2', { knownBy: first })).toEqual([[MARCH, 1, first]]);
    });

    it('never give two versions one instant of recording, though the clock stand still or go back', async () => {
      for (const [i, step] of [0, 0, -5000, 1].entries()) {
        bed.now += step;
        await bed.store.add(addition('M2', [[MARCH, i, first]]));
      }
      expect(await panelOf(bed.store, 'M2')).toEqual([[MARCH, 3, first]]);
      const [head] = await bed.store.heads();
      for (let back = 0; back < 4; back++) {
        expect(await panelOf(bed.store, 'M2', { recordedBy: (head?.recordedAt as number) - back })).toEqual([[MARCH, 3 - back, first]]);
      }
    });

    it('keep instants to the millisecond, and dates of any century', async () => {
      const rows: Row[] = [
        [epochDay(1802, 5, 4), -0.1, instant('1802-05-04T00:00:00.001Z')],
        [-1, 5e-324, -1],
        [0, 1.7976931348623157e308, 0],
        [epochDay(2023, 12, 31), 0.1 + 0.2, instant('2023-12-31T23:59:59.999Z')],
      ];
      await bed.store.add(addition('OLD', rows));
      expect(await versionsIn(bed.store, 'OLD')).toEqual(rows);
      expect(await panelOf(bed.store, 'OLD', { knownBy: -1 })).toEqual(rows.slice(0, 2));
      expect(await panelOf(bed.store, 'OLD', { knownBy: -2 })).toEqual(rows.slice(0, 1));
    });

    it('agree with a search through all versions, for any additions and any instants', async () => {
      const times = fc.integer({ min: 0, max: 12 });
      const rows = fc
        .uniqueArray(fc.tuple(fc.integer({ min: -2, max: 4 }), times), { selector: String, maxLength: 8 })
        .map((keys) => keys.sort(([a, s], [b, t]) => a - b || s - t));
      const steps = fc.array(fc.record({ id: fc.constantFrom('A', 'B', 'b'), rows, pause: fc.integer({ min: 0, max: 3 }) }), {
        maxLength: 8,
      });
      let run = 0;
      await fc.assert(
        fc.asyncProperty(steps, fc.array(fc.tuple(times, times), { minLength: 1, maxLength: 4 }), async (additions, looks) => {
          const held = new Map<string, { row: Row; recordedAt: number }[]>();
          const start = bed.now;
          const ids = ['A', 'B', 'b'].map((id) => `${id}${run}`);
          run++;
          for (const step of additions) {
            bed.now += step.pause;
            const id = `${step.id}${run - 1}`;
            const added = step.rows.map(([date, known], i): Row => [date, bed.now + i / 8, known]);
            await bed.store.add(addition(id, added));
            const recordedAt = (await bed.store.heads()).find((head) => head.id === id)?.recordedAt ?? bed.now;
            held.set(id, [...(held.get(id) ?? []), ...added.map((row) => ({ row, recordedAt }))]);
          }
          for (const [knownBy, later] of looks) {
            const recordedBy = start + later;
            const panel = await bed.store.panel(ids, { knownBy, recordedBy });
            for (const id of ids) {
              const seen = (held.get(id) ?? [])
                .filter(({ row, recordedAt }) => row[2] <= knownBy && recordedAt <= recordedBy)
                .sort((a, b) => a.row[0] - b.row[0] || a.row[2] - b.row[2] || a.recordedAt - b.recordedAt)
                .map(({ row }) => row);
              expect(await versionsIn(bed.store, id, { knownBy, recordedBy })).toEqual(seen);
              const dates = [...new Set(seen.map(([date]) => date))];
              const newest = dates.map((date) => {
                const ofDate = seen.filter((row) => row[0] === date);
                return [date, ofDate.at(-1)?.[1], ofDate[0]?.[2]];
              });
              expect(listOf(panel.get(id) as ReturnType<typeof rowsOf>)).toEqual(newest);
            }
          }
        }),
        { numRuns: 25 },
      );
    });
  });
}
