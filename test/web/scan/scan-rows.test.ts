import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScanHeat, ScanRow } from '../../../src/contract/scan.ts';
import { cellAfter, heatCells, heatStrength, marketsOf } from '../../../web/views/scan/heat-cells.ts';
import { groupRows, neededStatistic, ofHundred } from '../../../web/views/scan/row-groups.ts';

const row = (trigger: string, group: number): ScanRow => ({ trigger, group }) as ScanRow;

describe('rows of a scan', () => {
  it('stand in their groups, each told by its best, the group of the best row first, and none is lost', () => {
    const rows = [row('a', 1), row('b', 2), row('c', 1), row('d', 3), row('e', 2)];
    expect(groupRows(rows)).toEqual([
      { group: 1, best: rows[0], others: [rows[2]] },
      { group: 2, best: rows[1], others: [rows[4]] },
      { group: 3, best: rows[3], others: [] },
    ]);
  });

  it('would have needed so much more than usual upwards, so much less downwards', () => {
    const of = { needed: 0.5, base: 0.2 };
    expect(neededStatistic(of, { measure: 'return', direction: 'up' })).toBeCloseTo(0.7);
    expect(neededStatistic(of, { measure: 'return', direction: 'down' })).toBeCloseTo(-0.3);
  });

  it('would have needed what cannot be where a share would have to pass all or none, or no size would do', () => {
    expect(neededStatistic({ needed: 0.9, base: 0.3 }, { measure: 'hit', direction: 'up' })).toBeNull();
    expect(neededStatistic({ needed: 0.4, base: 0.3 }, { measure: 'hit', direction: 'down' })).toBeNull();
    expect(neededStatistic({ needed: 0.6, base: 0.3 }, { measure: 'hit', direction: 'up' })).toBeCloseTo(0.9);
    const none = { ok: false, reason: 'no size', needed: 5, available: 4 } as ScanRow['needed'];
    expect(neededStatistic({ needed: none, base: 0.3 }, { measure: 'return', direction: 'up' })).toBeNull();
  });

  it('are told in how many of 100 scans luck passes the line, without the dust of floating point', () => {
    expect([0.05, 0.1, 0.07, 0.005].map(ofHundred)).toEqual(['5', '10', '7', '0.5']);
  });
});

const heat: ScanHeat = {
  triggers: ['a', 'b', 'c'],
  columns: [
    { target: 'BTC', horizon: '30d', outcome: 'return(BTC, 30d)' },
    { target: 'BTC', horizon: '90d', outcome: 'return(BTC, 90d)' },
    { target: 'ETH', horizon: '30d', outcome: 'return(ETH, 30d)' },
  ],
  z: [
    [1, null, 2],
    [null, null, null],
    [-1, 0.5, null],
  ],
  adjusted: [
    [1, null, 0.04],
    [null, null, null],
    [1, 1, null],
  ],
};

describe('the heat map', () => {
  const cells = heatCells(heat);
  const at = (r: number, c: number) => cells[r]?.[c] ?? undefined;

  it('says of each number what it is of, and nothing where nothing was tested', () => {
    expect(at(0, 2)).toMatchObject({ trigger: 'a', target: 'ETH', outcome: 'return(ETH, 30d)', z: 2, adjusted: 0.04 });
    expect(cells[1]).toEqual([null, null, null]);
    expect(marketsOf(heat.columns)).toEqual([
      { target: 'BTC', span: 2 },
      { target: 'ETH', span: 1 },
    ]);
  });

  it('is moved in by arrow keys, over what was not tested, and not beyond its edges', () => {
    const from = at(0, 0);
    if (!from) throw new Error('the first was tested');
    expect(cellAfter(cells, from, 'ArrowRight')).toBe(at(0, 2));
    expect(cellAfter(cells, from, 'ArrowDown')).toBe(at(2, 0));
    expect(cellAfter(cells, from, 'ArrowUp')).toBeUndefined();
    expect(cellAfter(cells, from, 'ArrowLeft')).toBeUndefined();
    expect(cellAfter(cells, from, 'Enter')).toBeUndefined();
  });

  it('has its full colour only where luck seldom reaches', () => {
    fc.assert(
      fc.property(fc.double({ min: -20, max: 20, noNaN: true }), fc.double({ min: 0.5, max: 8, noNaN: true }), (z, line) => {
        const strength = heatStrength(z, line);
        expect(strength).toBeGreaterThanOrEqual(0);
        expect(strength === 1).toBe(Math.abs(z) >= line);
      }),
    );
  });
});
