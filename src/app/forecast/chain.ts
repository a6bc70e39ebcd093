import { createHash } from 'node:crypto';
import { LedgerEntry } from '../../contract/ledger.ts';
import { GENESIS, type LedgerHead, type LedgerRow } from '../../store/ledger.ts';
import { canonical } from '../canonical.ts';

/** What an entry says, before it is chained. */
export type EntryBody = LedgerEntry extends infer Entry
  ? Entry extends LedgerEntry
    ? Omit<Entry, 'sequence' | 'previous' | 'at'>
    : never
  : never;

/** SHA-256 of a text in UTF-8, hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Rows that carry a ledger on from its head, all sealed at one instant (milliseconds since 1970-01-01T00:00Z). */
export function chained(bodies: readonly EntryBody[], head: LedgerHead, at: number): readonly LedgerRow[] {
  let previous = head.hash;
  return bodies.map((body, i) => {
    const sequence = head.entries + i + 1;
    const entry = LedgerEntry.parse({ ...body, sequence, previous, at: new Date(at).toISOString() });
    const text = canonical(entry);
    const row = { sequence, text, hash: sha256(text), previous, recordedAt: at };
    previous = row.hash;
    return row;
  });
}

/** An entry that was read back, with its hash. */
export type ReadEntry = LedgerEntry & { readonly hash: string };

/** A chain as it was read, up to its first fault. */
export interface ReadChain {
  readonly entries: readonly ReadEntry[];
  readonly head: LedgerHead;
  /** The place and nature of the first fault; null where there is none. */
  readonly fault: { readonly at: string; readonly problem: string } | null;
}

/** One link as it was found: the text and hash that are to be checked, and the columns that repeat what the text says. */
interface FoundLink {
  /** How the place is called, e.g. `entry 3`, `line 3`. */
  readonly place: string;
  readonly text: string;
  readonly hash: string;
  readonly columns?: Pick<LedgerRow, 'sequence' | 'previous' | 'recordedAt'>;
  /** What is wrong before anything is checked. */
  readonly problem?: string;
}

/** Checks the rows of a store. */
export const readRows = (rows: readonly LedgerRow[]): ReadChain =>
  readLinks(rows.map(({ text, hash, ...columns }, i) => ({ place: `entry ${i + 1}`, text, hash, columns })));

const LINE_FEED = 10;
const LINE = /^\{"entry":(\{.*\}),"hash":"([0-9a-f]{64})"\}$/s;

/**
 * Checks an exported chain, byte by byte: each line must be exactly what was written.
 *
 * @param bytes - The file as it lies there.
 */
export function readLines(bytes: Uint8Array): ReadChain {
  const links: FoundLink[] = [];
  for (let start = 0, end = 0; start < bytes.length; start = end + 1) {
    end = bytes.indexOf(LINE_FEED, start);
    const place = `line ${links.length + 1}`;
    if (end < 0) {
      links.push({ place, text: '', hash: '', problem: 'it does not end with an end of line' });
      break;
    }
    links.push({ place, ...partsOf(bytes.subarray(start, end)) });
  }
  return readLinks(links);
}

/** A mark at the beginning and bytes that are no UTF-8 are changes like any other. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function partsOf(line: Uint8Array): Omit<FoundLink, 'place'> {
  const nothing = { text: '', hash: '' };
  try {
    const [, text, hash] = LINE.exec(decoder.decode(line)) ?? [];
    if (text !== undefined && hash !== undefined) return { text, hash };
    return { ...nothing, problem: line.length === 0 ? 'an empty line' : 'no line of a ledger, {"entry":…,"hash":"…"}' };
  } catch {
    return { ...nothing, problem: 'a byte that is no UTF-8' };
  }
}

function readLinks(links: readonly FoundLink[]): ReadChain {
  const entries: ReadEntry[] = [];
  let head: LedgerHead = { entries: 0, hash: GENESIS };
  for (const link of links) {
    const found = readLink(link, { head, entries });
    if (typeof found === 'string') return { entries, head, fault: { at: link.place, problem: found } };
    entries.push(found);
    head = { entries: found.sequence, hash: found.hash };
  }
  return { entries, head, fault: null };
}

/** The entry of a link, or what is wrong with it. */
function readLink({ text, hash, columns, problem }: FoundLink, { head, entries }: Pick<ReadChain, 'head' | 'entries'>): ReadEntry | string {
  if (problem !== undefined) return problem;
  if (sha256(text) !== hash) return 'its text does not have its hash: one of them was changed';
  const entry = entryOf(text);
  if (typeof entry === 'string') return entry;
  if (entry.sequence !== head.entries + 1)
    return `entry ${head.entries + 1} is due, and this is entry ${entry.sequence}: a line was left out, doubled or moved`;
  if (entry.previous !== head.hash) return 'it does not follow the entry before: one of them was exchanged';
  const before = entries.at(-1);
  if (before && entry.at < before.at) return `it was sealed at ${entry.at}, before the entry it follows (${before.at})`;
  return columnFault(entry, columns) ?? scoreFault(entry, entries) ?? { ...entry, hash };
}

function entryOf(text: string): LedgerEntry | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'its text is no JSON';
  }
  const { data, error } = LedgerEntry.safeParse(value);
  if (!data) return `its text is no entry: ${error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`;
  return canonical(data) === text ? data : 'its text is not in the canonical form';
}

function columnFault({ sequence, previous, at }: LedgerEntry, columns: FoundLink['columns']): string | undefined {
  if (!columns) return undefined;
  if (columns.sequence !== sequence) return `its sequence number was changed: the column says ${columns.sequence}, its text ${sequence}`;
  if (columns.previous !== previous) return 'its column with the hash of the entry before was changed';
  if (columns.recordedAt !== Date.parse(at)) return 'its column with the instant of sealing was changed';
  return undefined;
}

/** A score names a forecast before it, by number and hash, and is the only one of it. */
function scoreFault(entry: LedgerEntry, entries: readonly ReadEntry[]): string | undefined {
  if (entry.kind !== 'score') return undefined;
  const forecast = entries[entry.forecast - 1];
  if (forecast?.kind !== 'forecast' || forecast.hash !== entry.forecastHash)
    return `it scores entry ${entry.forecast}, which is no such forecast`;
  const isAgain = entries.some((other) => other.kind === 'score' && other.forecast === entry.forecast);
  return isAgain ? `it scores entry ${entry.forecast} once more` : undefined;
}
