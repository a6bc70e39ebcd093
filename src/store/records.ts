import { DAY_MS, formatCivilDate } from '../core/calendar/civil-date.ts';
import type {
  HeldRows,
  Instants,
  PullFilter,
  PullRecord,
  RunFilter,
  RunRecord,
  SavedMapping,
  SecondOpinion,
  SeriesHead,
  VerdictRecord,
} from './store.ts';
import type { Cell, Row } from './tables.ts';

/** Later than anything in a store: 9999-12-31. */
const FAR = 2_932_896 * DAY_MS;
const EVERYTHING = 2 ** 31 - 1;

/** An instant (milliseconds since 1970-01-01T00:00Z) as statements take it. */
export const instantCell = (instant: number): string => new Date(instant).toISOString();

/** The first two parameters of `versionsOf`. */
export function instantCells({ knownBy = FAR, recordedBy = FAR }: Instants = {}): readonly string[] {
  return [knownBy, recordedBy].map((instant) => instantCell(Math.min(Math.floor(instant), FAR)));
}

/** The parameters of VERDICTS, and of RUNS but the last. */
export function runFilterCells({ operation, id, limit }: RunFilter): readonly Cell[] {
  return [operation ?? null, id ?? null, limit ?? EVERYTHING];
}

/** Parameters of PULLS. */
export function pullFilterCells({ series, source, address, isGood, isWhole, limit }: PullFilter): readonly Cell[] {
  return [series ?? null, source ?? null, address ?? null, isGood ? 1 : 0, isWhole ? 1 : 0, limit ?? EVERYTHING];
}

/** The versions that are held, from the rows of HELD. */
export function heldOf(rows: readonly Row[]): HeldRows {
  return {
    dates: Int32Array.from(rows, ([date]) => date as number),
    values: Float64Array.from(rows, ([, value]) => value as number),
    knownAt: Float64Array.from(rows, ([, , known]) => Math.round(known as number)),
    sources: rows.map(([, , , source]) => source as string),
  };
}

export function pullCells(pull: PullRecord, recordedAt: number): readonly Cell[] {
  const { id, series, source, address, since, at, outcome, added, revised, sha256, bytes, etag, notes } = pull;
  const counts = [outcome, added, revised, sha256, bytes, etag, JSON.stringify(notes)];
  const day = since === null ? null : formatCivilDate(since);
  return [id, series, source, address, day, instantCell(at), ...counts, instantCell(recordedAt)];
}

export function pullOf(row: Row): PullRecord {
  const [id, series, source, address, since, at, outcome, added, revised, sha256, bytes, etag, notes] = row as unknown as PullCells;
  const clock = Math.round(at);
  return { id, series, source, address, since, at: clock, outcome, added, revised, sha256, bytes, etag, notes: JSON.parse(notes) };
}
type PullCells = [
  ...[id: string, series: string, source: string, address: string, since: number | null, at: number, outcome: PullRecord['outcome']],
  ...[added: number, revised: number, sha256: string, bytes: number, etag: string | null, notes: string],
];

export function runCells({ id, at, operation, input, asOf, dataHash, version, result }: RunRecord): readonly Cell[] {
  const day = asOf === null ? null : formatCivilDate(asOf);
  return [id, instantCell(at), operation, jsonText(input), day, dataHash, version, jsonText(result)];
}

export function verdictCells(run: string, place: number, verdict: VerdictRecord): readonly Cell[] {
  const { pack, claim, verdict: word, p, triggerSeries, target, question } = verdict;
  return [run, place, pack, claim, word, p, triggerSeries, target, question];
}

/** Runs with what they found, from the rows of RUNS and VERDICTS. */
export function runsOf(runs: readonly Row[], verdicts: readonly Row[]): readonly RunRecord[] {
  const found = Map.groupBy(verdicts, ([run]) => run);
  return (runs as unknown as readonly RunCells[]).map(([id, at, operation, input, asOf, dataHash, version, result]) => ({
    id,
    at: Math.round(at),
    operation,
    input: JSON.parse(input),
    asOf,
    dataHash,
    version,
    result: JSON.parse(result),
    verdicts: (found.get(id) ?? []).map(verdictOf),
  }));
}
type RunCells = [
  id: string,
  at: number,
  operation: string,
  input: string,
  asOf: number | null,
  hash: string,
  version: string,
  result: string,
];

function verdictOf(row: Row): VerdictRecord {
  const [, pack, claim, verdict, p, triggerSeries, target, question] = row as unknown as VerdictCells;
  return { pack, claim, verdict, p, triggerSeries, target, question };
}
type VerdictCells = [
  run: string,
  pack: string,
  claim: string,
  verdict: string,
  p: number | null,
  trigger: string,
  target: string,
  question: string,
];

/** The line of each series, in alphabetical order, from the rows of EXTENTS, DEFINITIONS and SOURCES. */
export function headsOf(rows: {
  readonly extents: readonly Row[];
  readonly definitions: readonly Row[];
  readonly sources: readonly Row[];
}): readonly SeriesHead[] {
  const definitions = new Map(rows.definitions as readonly (readonly [string, string])[]);
  const sources = Map.groupBy(rows.sources as readonly (readonly [string, string])[], ([id]) => id);
  const heads = (rows.extents as readonly (readonly [string, ...number[]])[]).map(([id, dates, count, first, last, recordedAt]) => ({
    id,
    definition: JSON.parse(definitions.get(id) ?? '{}'),
    dates: dates as number,
    rows: count as number,
    first: first as number,
    last: last as number,
    recordedAt: Math.round(recordedAt as number),
    sources: (sources.get(id) ?? []).map(([, source]) => source),
  }));
  return heads.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What each second source said, from the rows of SECOND_OPINIONS. */
export function secondOpinionsOf(rows: readonly Row[]): readonly SecondOpinion[] {
  const sources = Map.groupBy(rows as readonly (readonly [string, number, number])[], ([source]) => source);
  return [...sources].map(([source, said]) => ({
    source,
    dates: Int32Array.from(said, ([, date]) => date),
    values: Float64Array.from(said, ([, , value]) => value),
  }));
}

export function mappingCells({ signature, mapping, savedAt }: SavedMapping): readonly Cell[] {
  return [signature, jsonText(mapping), instantCell(savedAt)];
}

export function mappingOf(row: Row): SavedMapping {
  const [signature, mapping, savedAt] = row as readonly [string, string, number];
  return { signature, mapping: JSON.parse(mapping), savedAt: Math.round(savedAt) };
}

/** A value as JSON; nothing is null. */
export const jsonText = (value: unknown): string => JSON.stringify(value) ?? 'null';
