import { createHash, randomUUID } from 'node:crypto';
import type { Agreement, PulledSeries } from '../../contract/pull.ts';
import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { Versions } from '../../core/series/series.ts';
import { newestOf, reconcile } from '../../core/series/versions.ts';
import { writeDescription } from '../../providers/catalogue.ts';
import { type Fetched, ProviderError } from '../../providers/provider.ts';
import type { Addition, Definition, PullRecord, SecondOpinion, Store } from '../../store/store.ts';
import { agreementOf } from './agreement.ts';
import { type Asking, ask, providerOf } from './ask.ts';
import type { CatalogueSeries, SourceAddress } from './catalogue.ts';
import { commonFactor, notHeld, readyRows } from './rows.ts';

/** One pull: the store it feeds, and what its sources share. */
export interface Pulling extends Asking {
  readonly store: Store;
  readonly since: EpochDay | undefined;
  /** Whether to ask also for what was pulled a moment ago. */
  readonly again: boolean;
}

/** A series pulled so lately is not asked for again: what went well before an interruption is not repeated. */
const FRESH_MS = 10 * 60_000;
const NOTHING = { dates: new Int32Array(0), values: new Float64Array(0), knownAt: new Float64Array(0) };

/** Brings one series up to date: the first source that answers wins, the next one is compared. Failures of the sources are in the result. */
export async function pullSeries(series: CatalogueSeries, pulling: Pulling): Promise<PulledSeries> {
  const { store } = pulling;
  const held = await store.versions(series.id);
  const last = (await store.pulls({ series: series.id, limit: 50 })).find(({ outcome }) => outcome !== 'failed');
  const base = { ...emptyResult(series), ...spanOf(held) };
  if (!pulling.again && last && pulling.now() - last.at < FRESH_MS) return { ...base, outcome: 'fresh', source: nameOf(last) };
  if (series.sources.length === 0) return { ...base, outcome: 'by hand', notes: [series.byHand as string] };
  const failures: ProviderError[] = [];
  for (const [i, source] of series.sources.entries()) {
    try {
      const stored = await pullFrom(source, { series, held, last }, pulling);
      const second = await secondSource(series.sources.slice(i + 1), { series, stored }, pulling);
      // The series itself last: its record says that all of it is there.
      for (const addition of stored.additions.slice(1)) await store.add(addition);
      await store.add({ ...stored.additions[0], second: second?.opinion });
      return presentPull(base, { held, stored, agreement: second?.agreement ?? null, failures, notes: second?.notes ?? [] });
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      pulling.signal?.throwIfAborted();
      failures.push(error);
    }
  }
  const [source] = series.sources as [SourceAddress];
  const lines = failures.map(({ message }) => message);
  await store.recordPull({ ...pullRecord(series.id, source, pulling.now()), outcome: 'failed', notes: lines });
  return { ...base, outcome: 'failed', failures: failures.map(presentFailure) };
}

interface Held {
  readonly series: CatalogueSeries;
  readonly held: Versions;
  /** The last pull that went well. */
  readonly last: PullRecord | undefined;
}

interface Stored {
  readonly source: SourceAddress;
  readonly since: EpochDay | undefined;
  /** All that came from the source, final and in the series' unit. */
  readonly came: Versions;
  /** The series first, its adjusted closes next. */
  readonly additions: readonly [Addition, ...Addition[]];
}

async function pullFrom(source: SourceAddress, { series, held, last }: Held, pulling: Pulling): Promise<Stored> {
  const overlap = providerOf(pulling.network, source).terms.overlapDays;
  const lastHeld = held.dates.at(-1);
  const since = pulling.since ?? (lastHeld === undefined || overlap === undefined ? undefined : lastHeld - overlap);
  const isSame = last?.source === source.provider && last.address === source.address;
  const etag = isSame && pulling.since === undefined ? (last.etag ?? undefined) : undefined;
  const first = await additionsOf(await ask({ series, source, since, etag }, pulling), { series, held, last }, { source, since, pulling });
  if (since === undefined || pulling.since !== undefined || !first.hasNewBase) return first;
  // A split or a dividend gave the whole past a new base: a part of it would leave a seam.
  const whole = await ask({ series, source, since: undefined, etag: undefined }, pulling);
  return additionsOf(whole, { series, held, last }, { source, since: undefined, pulling });
}

interface From {
  readonly source: SourceAddress;
  readonly since: EpochDay | undefined;
  readonly pulling: Pulling;
}

async function additionsOf(fetched: Fetched, { series, held, last }: Held, from: From): Promise<Stored & { hasNewBase: boolean }> {
  const { source, since, pulling } = from;
  const isStandIn = last !== undefined && last.source !== source.provider && held.dates.length > 0;
  const main = addition(fetched, { id: series.id, values: fetched.values, held, isStandIn }, { series, last, ...from });
  const additions: [Addition, ...Addition[]] = [main.addition];
  let { hasNewBase } = main;
  if (series.adjusted && fetched.adjusted) {
    const id = `${series.id}.adj`;
    const of = { id, values: fetched.adjusted, held: await pulling.store.versions(id), isStandIn };
    const adjusted = addition(fetched, of, { series: { ...series, title: `${series.title} (adjusted close)` }, last, ...from });
    additions.push(adjusted.addition);
    hasNewBase ||= adjusted.hasNewBase;
  }
  return { source, since, came: main.came, additions, hasNewBase };
}

interface OneSeries {
  readonly id: string;
  readonly values: Float64Array;
  readonly held: Versions;
  /** Whether another source gave what is held: then nothing of it is revised. */
  readonly isStandIn: boolean;
}

function addition(
  fetched: Fetched,
  { id, values, held, isStandIn }: OneSeries,
  { series, last, source, pulling }: From & Pick<Held, 'series' | 'last'>,
): { addition: Addition; came: Versions; hasNewBase: boolean } {
  const { terms } = providerOf(pulling.network, source);
  const now = pulling.now();
  const { precision } = terms;
  const ready = readyRows(fetched, values, { series, source, now, terms });
  const came = isStandIn ? notHeld(ready.rows, held) : ready.rows;
  const { rows, added, revised } = reconcile(held, came, { now, precision, hasVintages: ready.hasVintages });
  const pull: PullRecord = {
    ...pullRecord(id, source, now),
    outcome: rows.dates.length > 0 ? 'stored' : 'unchanged',
    added,
    revised,
    sha256: hashOf(fetched),
    bytes: fetched.responses.reduce((sum, { bytes }) => sum + bytes, 0),
    etag: fetched.etag ?? (fetched.isUnchanged ? (last?.etag ?? null) : null),
    notes: ready.notes,
  };
  const hasNewBase = !isStandIn && !ready.hasVintages && revised > 2 && commonFactor(newestOf(held), ready.rows, precision) !== undefined;
  return { addition: { pull, definition: definitionOf(series, terms.title, source), rows }, came: ready.rows, hasNewBase };
}

/** What the store keeps of a series beside its figures: enough to read it without the catalogue. */
function definitionOf(series: CatalogueSeries, title: string, { address }: SourceAddress): Definition {
  const { id: _, sources: _sources, adjusted: _adjusted, tolerance: _tolerance, byHand: _byHand, licence, ...description } = series;
  return { ...writeDescription({ ...description, source: `${title}, ${address}. ${licence}` }) };
}

async function secondSource(
  others: readonly SourceAddress[],
  { series, stored }: { series: CatalogueSeries; stored: Stored },
  pulling: Pulling,
): Promise<{ opinion?: SecondOpinion; agreement?: Agreement; notes: string[] } | undefined> {
  const source = others.find(({ provider }) => provider !== stored.source.provider);
  if (!source || stored.came.dates.length === 0) return undefined;
  try {
    const since = stored.since ?? stored.came.dates[0];
    const fetched = await ask({ series, source, since, etag: undefined }, pulling);
    const { terms } = providerOf(pulling.network, source);
    const { rows } = readyRows(fetched, fetched.values, { series, source, now: pulling.now(), terms });
    const { dates, values } = newestOf(rows);
    const agreement = agreementOf(newestOf(stored.came), { dates, values }, { source: source.provider, tolerance: series.tolerance });
    return { opinion: { source: source.provider, dates, values }, agreement, notes: [] };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    pulling.signal?.throwIfAborted();
    return { notes: [`No second opinion: ${error.message}.`] };
  }
}

function pullRecord(series: string, { provider, address }: SourceAddress, at: number): PullRecord {
  const nothing = { added: 0, revised: 0, sha256: '', bytes: 0, etag: null, notes: [] };
  return { id: randomUUID(), series, source: provider, address, at, outcome: 'unchanged', ...nothing };
}

/** One hash over the raw bodies in the order in which they came. */
function hashOf({ responses }: Fetched): string {
  if (responses.length === 1) return (responses[0] as (typeof responses)[number]).sha256;
  const hash = createHash('sha256');
  for (const { sha256 } of responses) hash.update(sha256);
  return hash.digest('hex');
}

function emptyResult({ id, title }: CatalogueSeries): PulledSeries {
  const nothing = { source: null, added: 0, revised: 0, from: null, to: null, agreement: null, notes: [], failures: [] };
  return { id, title, outcome: 'unchanged', ...nothing };
}

const nameOf = ({ source, address }: Pick<PullRecord, 'source' | 'address'>): string => `${source} ${address}`;

function spanOf({ dates }: Pick<Versions, 'dates'>): { from: string | null; to: string | null } {
  const [first, last] = [dates[0], dates.at(-1)];
  return { from: first === undefined ? null : formatCivilDate(first), to: last === undefined ? null : formatCivilDate(last) };
}

/** How a failed source stands in the result. */
export function presentFailure({ provider, kind, message }: ProviderError): PulledSeries['failures'][number] {
  return { source: provider, kind, message };
}

function presentPull(
  base: PulledSeries,
  {
    held,
    stored,
    agreement,
    failures,
    notes,
  }: Pick<PulledSeries, 'agreement' | 'notes'> & { held: Versions; stored: Stored; failures: readonly ProviderError[] },
): PulledSeries {
  const [{ pull, rows }] = stored.additions;
  const isNew = held.dates.length === 0 && rows.dates.length > 0;
  const dates = Int32Array.from([...held.dates, ...rows.dates]).sort();
  return {
    ...base,
    ...spanOf(dates.length > 0 ? { dates } : NOTHING),
    outcome: isNew ? 'new' : rows.dates.length > 0 ? 'updated' : 'unchanged',
    source: nameOf(pull),
    added: pull.added,
    revised: pull.revised,
    agreement,
    notes: [...pull.notes, ...notes],
    failures: failures.map(presentFailure),
  };
}
