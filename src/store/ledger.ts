/** A line of the ledger as it is kept: the text of an entry and what chains it to the one before. */
export interface LedgerRow {
  /** 1, 2, … without a gap. */
  readonly sequence: number;
  /** The entry as canonical JSON. */
  readonly text: string;
  /** SHA-256 of the text, hex. */
  readonly hash: string;
  /** Hash of the row before. */
  readonly previous: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly recordedAt: number;
}

/** Where the ledger ends. */
export interface LedgerHead {
  readonly entries: number;
  readonly hash: string;
}

/** What stands before the first row, so that it has a hash to follow too. */
export const GENESIS = '0'.repeat(64);

/**
 * The part of the store in which forecasts and their scores are sealed: rows are added at its end, never changed. It takes texts and hashes
 * as they are given; whoever reads them checks them.
 */
export interface LedgerStore {
  /** All rows in order, or those after a sequence number. */
  ledgerRows(after?: number): Promise<readonly LedgerRow[]>;
  ledgerHead(): Promise<LedgerHead>;
  /**
   * Adds rows in one transaction, where the ledger still ends at the head that they were made for. When this gives true, all of them are on
   * the disk; false: somebody else was first, and nothing was written.
   */
  appendLedger(rows: readonly LedgerRow[], head: LedgerHead): Promise<boolean>;
}

/** A row as a line of an exported chain, without its end of line: a text that is canonical where the entry's is. */
export const ledgerLine = ({ text, hash }: Pick<LedgerRow, 'text' | 'hash'>): string => `{"entry":${text},"hash":"${hash}"}`;
