import { GENESIS, type LedgerHead, type LedgerRow } from './ledger.ts';
import { instantCell } from './records.ts';
import type { Statements } from './session.ts';
import { insertLedger, LEDGER, LEDGER_HEAD } from './sql.ts';

/** Within a task: the rows after a sequence number, in order. */
export async function ledgerRows(statements: Statements, after: number): Promise<readonly LedgerRow[]> {
  const rows = (await statements.rows(LEDGER, [after])) as unknown as readonly [number, string, string, string, number][];
  return rows
    .map(([sequence, text, hash, previous, at]) => ({ sequence, text, hash, previous, recordedAt: Math.round(at) }))
    .sort((a, b) => a.sequence - b.sequence);
}

/** Within a task: the last row's sequence number and hash. */
export async function ledgerHead(statements: Statements): Promise<LedgerHead> {
  const [[entries, hash] = [0, GENESIS]] = (await statements.rows(LEDGER_HEAD)) as unknown as readonly [number, string][];
  return { entries, hash };
}

/** Rows of one statement. */
const MOST_AT_ONCE = 50;

/** Within a transaction: adds rows where the ledger ends at this head; gives whether it does. */
export async function appendLedger(statements: Statements, rows: readonly LedgerRow[], head: LedgerHead): Promise<boolean> {
  const { entries, hash } = await ledgerHead(statements);
  if (entries !== head.entries || hash !== head.hash) return false;
  for (let from = 0; from < rows.length; from += MOST_AT_ONCE) {
    const some = rows.slice(from, from + MOST_AT_ONCE);
    const cells = some.flatMap(({ sequence, text, hash: own, previous, recordedAt }) => [
      ...[sequence, text, own, previous],
      instantCell(recordedAt),
    ]);
    await statements.rows(insertLedger(some.length), cells);
  }
  return true;
}
