import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GENESIS, type LedgerRow } from '../../src/store/ledger.ts';
import type { Bed } from './bed.ts';

const hash = (n: number): string => String(n).padStart(64, '0');
const row = (sequence: number): LedgerRow => ({
  ...{ sequence, text: `{"n":${sequence},"by":"Jürgen 🐻"}`, hash: hash(sequence), previous: hash(sequence - 1) },
  recordedAt: 1_700_000_000_123 + sequence,
});
const rows = (from: number, count: number): LedgerRow[] => Array.from({ length: count }, (_, i) => row(from + i));

/** What every store must do for the ledger: keep rows as they are, in order, and add only at the end it was told of. */
export function describeLedger(bed: Bed): void {
  describe('the ledger', () => {
    it('is empty at first, and gives back what was added, to the millisecond', async () => {
      expect(await bed.store.ledgerHead()).toEqual({ entries: 0, hash: GENESIS });
      expect(await bed.store.ledgerRows()).toEqual([]);
      const first = rows(1, 120);
      expect(await bed.store.appendLedger(first, { entries: 0, hash: GENESIS })).toBe(true);
      expect(await bed.store.ledgerHead()).toEqual({ entries: 120, hash: hash(120) });
      expect(await bed.store.appendLedger([row(121)], { entries: 120, hash: hash(120) })).toBe(true);
      expect(await bed.store.ledgerRows()).toEqual([...first, row(121)]);
      expect(await bed.store.ledgerRows(119)).toEqual(rows(120, 2));
      expect((await bed.store.info()).ledger).toBe(121);
    });

    it('is carried on only from where it ends: of two who saw the same head one is told', async () => {
      const head = { entries: 0, hash: GENESIS };
      const done = await Promise.all([bed.store.appendLedger(rows(1, 3), head), bed.store.appendLedger(rows(1, 2), head)]);
      expect(done.toSorted()).toEqual([false, true]);
      expect(await bed.store.appendLedger([row(4)], { entries: 3, hash: hash(2) })).toBe(false);
      expect(await bed.store.ledgerRows()).toEqual(rows(1, done[0] ? 3 : 2));
    });

    it('takes all rows or none', async () => {
      await expect(bed.store.appendLedger([row(1), row(1)], { entries: 0, hash: GENESIS })).rejects.toMatchObject({ name: 'StoreError' });
      expect(await bed.store.ledgerRows()).toEqual([]);
    });

    it('is in a copy and in another opening', async () => {
      await bed.store.appendLedger(rows(1, 3), { entries: 0, hash: GENESIS });
      await bed.store.backup(join(bed.place.folder, 'copy.backup'));
      await bed.store.close();
      bed.store = await bed.place.open(() => bed.now);
      expect(await bed.store.ledgerRows()).toEqual(rows(1, 3));
    });
  });
}
