import { describe, expect, it } from 'vitest';
import { storeFault } from '../../src/store/duckdb/fault.ts';

// Messages as DuckDB 1.5 gave them, with the place taken out.
const MESSAGES: readonly (readonly [kind: string, message: string])[] = [
  ['busy', 'IO Error: Could not set lock on file "x": Conflicting lock is held in node (PID 19440). See also a page\n'],
  ['damaged', 'IO Error: The file "x" exists, but it is not a valid DuckDB database file!'],
  ['damaged', 'IO Error: Could not read enough bytes from file "x": attempted to read 3192 bytes from location 5000'],
  ['damaged', 'IO Error: Failure while replaying WAL file "x.wal": Corrupt WAL file: entry at byte position 67'],
  ['refused', 'TransactionContext Error: Failed to commit: Could not write file "x.wal": No space left on device'],
  ['refused', 'FATAL Error: Failed to create checkpoint because of error: Could not write file "x": No space left on device'],
  ['refused', 'FATAL Error: Failed: database has been invalidated because of a previous fatal error.'],
  ['refused', 'IO Error: Cannot open file "x.wal": Permission denied'],
  ['refused', 'Constraint Error: Duplicate key "id: a" violates primary key constraint.'],
  ['newer', 'IO Error: Trying to read a database file with version number 99, but we can only read versions between 64 and 68.'],
];

describe('an error of DuckDB', () => {
  for (const [kind, message] of MESSAGES) {
    it(`is ${kind}: ${message.slice(0, 80).trim()}`, () => {
      const cause = new Error(message);
      const fault = storeFault(cause, 'the-store.duckdb');
      expect(fault).toMatchObject({ name: 'StoreError', kind, cause, message: expect.stringContaining('the-store.duckdb') });
      expect((fault as Error).message).not.toContain('\n');
    });
  }

  it('says that a full disk harms nothing', () => {
    expect(storeFault(new Error(MESSAGES[4]?.[1]), 'x')).toMatchObject({
      message: expect.stringMatching(/^the disk is full; what was stored before is safe/),
    });
  });

  it('stays as it is where a statement of ours is to blame', () => {
    const ours = new Error('Binder Error: Referenced column "x" not found');
    expect(storeFault(ours, 'x')).toBe(ours);
  });
});
