import type { PulledSeries } from '../../contract/pull.ts';
import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { type Fetched, ProviderError } from '../../providers/provider.ts';
import { type Addition, type HeldRows, type PullRecord, type Rows, type Store, StoreError } from '../../store/store.ts';
import { additionOf, addressOf, definitionOf, emptyRecord } from './addition.ts';
import { type Asking, ask, lacksKey, providerOf } from './ask.ts';
import { asksForWhole, beliefOf, firstUnreached, newBase, ownedBy, standing, standingBefore } from './belief.ts';
import type { CatalogueSeries, SourceAddress } from './catalogue.ts';
import { type ReadyRows, readyRows, type Sent, wrong } from './rows.ts';
import { askSecond, type Second } from './second-source.ts';

/** One pull: the store it feeds, and what its sources share. */
export interface Pulling extends Asking {
  readonly store: Store;
  readonly since: EpochDay | undefined;
  /** Whether to ask also for what was pulled a moment ago. */
  readonly again: boolean;
}

/** A series pulled so lately is not asked for again: what went well before an interruption is not repeated. */
const FRESH_MS = 10 * 60_000;

/** Brings one series up to date: the first source that answers wins, the next one is compared. Failures of the sources are in the result. */
export async function pullSeries(series: CatalogueSeries, pulling: Pulling): Promise<PulledSeries> {
  const { store } = pulling;
  const held = await store.held(series.id);
  const base = { ...emptyResult(series), ...spanOf(held) };
  const fresh = await lastFresh(series, pulling);
  if (fresh) return { ...base, outcome: 'fresh', source: nameOf(fresh) };
  if (series.sources.length === 0) return { ...base, outcome: 'by hand', notes: [series.byHand as string] };
  const failures: ProviderError[] = [];
  for (const [i, source] of series.sources.entries()) {
    try {
      const stored = await pullFrom(source, { series, held }, pulling);
      const after = withRows(held, stored.additions[0]);
      const others = series.sources.slice(i + 1);
      const second = await askSecond({ series, others, answered: source, held: after, since: stored.since }, pulling);
      const [own, ...adjusted] = stored.additions;
      const ahead = second?.ahead ? [{ ...second.ahead, definition: own.definition }] : [];
      await store.add({ ...own, second: second?.opinion }, ...adjusted, ...ahead);
      return presentPull(base, { held, additions: stored.additions, second, failures });
    } catch (thrown) {
      const error = asFailure(thrown, source);
      pulling.signal?.throwIfAborted();
      failures.push(error);
    }
  }
  const lines = failures.map(({ message }) => message);
  await store.recordPull({ ...emptyRecord(series.id, series.sources[0] as SourceAddress, pulling.now()), outcome: 'failed', notes: lines });
  const outcome = failures.every(lacksKey) ? 'needs key' : 'failed';
  return { ...base, outcome, failures: failures.map(presentFailure) };
}

/** The pull of a moment ago that went well, the best source's where several took part; a date that is asked for is asked for. */
async function lastFresh({ id, sources }: CatalogueSeries, { store, again, since, now }: Pulling): Promise<PullRecord | undefined> {
  if (again || since !== undefined) return undefined;
  const order = sources.map(({ provider }) => provider);
  const pulls = await store.pulls({ series: id, isGood: true, limit: 10 });
  return pulls
    .filter(({ source, at }) => order.includes(source) && now() - at >= 0 && now() - at < FRESH_MS)
    .sort((a, b) => order.indexOf(a.source) - order.indexOf(b.source))[0];
}

/** What the store refuses of a source is the source's fault. Anything else that is none of the outside's is thrown on. */
function asFailure(error: unknown, source: SourceAddress): ProviderError {
  if (error instanceof ProviderError) return error;
  if (error instanceof StoreError && error.kind === 'refused') return wrong({ source }, error.message);
  throw error;
}

interface Held {
  readonly series: CatalogueSeries;
  readonly held: HeldRows;
}

interface Stored {
  readonly since: EpochDay | undefined;
  /** The series first, its adjusted closes next. */
  readonly additions: readonly [Addition, ...Addition[]];
}

async function pullFrom(source: SourceAddress, { series, held }: Held, pulling: Pulling): Promise<Stored> {
  const { terms } = providerOf(pulling.network, source);
  const own = ownedBy(beliefOf(held), source.provider);
  const before = { series: series.id, source: source.provider, address: addressOf(source), isGood: true, limit: 1 };
  const [lastGood] = await pulling.store.pulls(before);
  const [lastWhole] = await pulling.store.pulls({ ...before, isWhole: true });
  const lastOwn = own.dates.at(-1);
  // Only a source that once gave all of its past is asked for the newest part alone.
  const isKnown = lastWhole !== undefined && lastOwn !== undefined && terms.overlapDays !== undefined;
  const newest = isKnown ? lastOwn - (terms.overlapDays as number) : undefined;
  // A date that is asked for must not leave a hole behind what is held.
  const since =
    pulling.since === undefined
      ? newest
      : Math.min(pulling.since, lastOwn === undefined ? pulling.since : lastOwn - (terms.overlapDays ?? 0));
  const definition = await pulling.store.definition(series.id);
  const isSameSeries = JSON.stringify(definition) === JSON.stringify(definitionOf(series, series.id, { source, title: terms.title }));
  const etag = pulling.since === undefined && isSameSeries ? (lastGood?.etag ?? undefined) : undefined;
  const answer = await answerOf({ source, since, etag }, { series, held }, pulling);
  if (since === undefined || !answer.asksForWhole) return answer;
  // A split or a dividend gave the whole past a new base, or it was worked over: a part of it would leave a seam.
  return answerOf({ source, since: undefined, etag: undefined }, { series, held }, pulling);
}

interface Answered extends Stored {
  readonly asksForWhole: boolean;
}

async function answerOf(
  { source, since, etag }: { source: SourceAddress; since: EpochDay | undefined; etag: string | undefined },
  { series, held }: Held,
  pulling: Pulling,
): Promise<Answered> {
  const sent: Sent = { series, source, terms: providerOf(pulling.network, source).terms, askedAt: pulling.now() };
  const fetched = await ask({ series, source, since, etag }, pulling);
  const of = { sent, fetched, since, now: pulling.now() };
  const main = readyRows(fetched, fetched.values, sent);
  // What was left out comes with the same body later: it must be sent again then.
  const validator = main.isCut ? null : (fetched.etag ?? (fetched.isUnchanged ? (etag ?? null) : null));
  const adjusted = series.adjusted && fetched.adjusted ? await adjustedPart(fetched, fetched.adjusted, { sent, pulling }) : undefined;
  const isMissed = series.adjusted && !adjusted && fetched.dates.length > 0;
  const notes = isMissed ? [...main.notes, `No adjusted closes came: ${series.id}.adj stays as it is.`] : main.notes;
  const parts = [{ id: series.id, held, ready: { ...main, notes }, etag: validator }, ...(adjusted ? [adjusted] : [])];
  const cues = parts.map((part) => isRebased(part, of));
  const additions = parts.map((part) => additionOf({ ...part, ...of })) as [Addition, ...Addition[]];
  return { since, additions, asksForWhole: cues.includes(true) };
}

interface Part {
  readonly id: string;
  readonly held: HeldRows;
  readonly ready: ReadyRows;
  readonly etag: string | null;
}

async function adjustedPart(fetched: Fetched, adjusted: Float64Array, { sent, pulling }: { sent: Sent; pulling: Pulling }): Promise<Part> {
  const id = `${sent.series.id}.adj`;
  // What the closes have to say of the answer stands with them.
  const ready = readyRows({ ...fetched, notes: [] }, adjusted, sent);
  return { id, held: await pulling.store.held(id), ready, etag: null };
}

/**
 * Whether a part of the past says that all of it may have changed.
 *
 * @throws ProviderError `changed-shape` where the whole past has a new base and the answer does not reach all that is held.
 */
function isRebased({ id, held, ready }: Part, { sent, since }: { sent: Sent; since: EpochDay | undefined }): boolean {
  if (ready.hasVintages) return false;
  const belief = beliefOf(held);
  const own = ownedBy(belief, sent.source.provider);
  const { precision } = sent.terms;
  const order = sent.series.sources.map(({ provider }) => provider);
  const { tolerance } = sent.series;
  const addsTo = standingBefore(belief, sent.source.provider, order);
  if (standing(addsTo, ready.rows, { tolerance, precision }) === 'apart') {
    throw wrong(sent, `differs lately from what is held of ${id} and is not its own to revise; a file may be imported anew with --revise`);
  }
  if (since !== undefined) return asksForWhole(own, ready.rows, precision);
  const [factor, unreached] = [newBase(own, ready.rows, precision), firstUnreached(own, ready.rows)];
  if (factor === undefined || unreached === undefined) return false;
  const problem = `gives ${id} on a new base (${factor.toPrecision(4)} times what is held) but not back to ${formatCivilDate(unreached)}`;
  throw wrong(sent, problem);
}

/** What is held once an addition is in, newest values in place. */
function withRows(held: HeldRows, { pull, rows }: Addition): HeldRows {
  const all = [
    ...Array.from(held.dates, (date, i) => ({
      date,
      value: held.values[i] as number,
      known: held.knownAt[i] as number,
      source: held.sources[i] as string,
    })),
    ...Array.from(rows.dates, (date, i) => ({
      date,
      value: rows.values[i] as number,
      known: rows.knownAt[i] as number,
      source: pull.source,
    })),
  ].sort((a, b) => a.date - b.date || a.known - b.known);
  return {
    dates: Int32Array.from(all, ({ date }) => date),
    values: Float64Array.from(all, ({ value }) => value),
    knownAt: Float64Array.from(all, ({ known }) => known),
    sources: all.map(({ source }) => source),
  };
}

function emptyResult({ id, title }: CatalogueSeries): PulledSeries {
  const nothing = { source: null, added: 0, revised: 0, from: null, to: null, agreement: null, notes: [], failures: [] };
  return { id, title, outcome: 'unchanged', ...nothing };
}

const nameOf = ({ source, address }: Pick<PullRecord, 'source' | 'address'>): string => `${source} ${address}`;

function spanOf({ dates }: Pick<Rows, 'dates'>): { from: string | null; to: string | null } {
  const [first, last] = [dates[0], dates.at(-1)];
  return { from: first === undefined ? null : formatCivilDate(first), to: last === undefined ? null : formatCivilDate(last) };
}

const presentFailure = ({ provider, kind, message }: ProviderError): PulledSeries['failures'][number] => ({
  source: provider,
  kind,
  message,
});

interface Outcome {
  readonly held: HeldRows;
  readonly additions: Stored['additions'];
  readonly second: Second | undefined;
  readonly failures: readonly ProviderError[];
}

function presentPull(base: PulledSeries, { held, additions, second, failures }: Outcome): PulledSeries {
  const [{ pull, rows }] = additions;
  const ahead = second?.ahead;
  const added = pull.added + (ahead?.pull.added ?? 0);
  const dates = Int32Array.from([...held.dates, ...rows.dates, ...(ahead?.rows.dates ?? [])]).sort();
  const isNew = held.dates.length === 0 && added > 0;
  return {
    ...base,
    ...spanOf({ dates }),
    outcome: isNew ? 'new' : added + pull.revised > 0 || rows.dates.length > 0 ? 'updated' : 'unchanged',
    source: nameOf(pull),
    added,
    revised: pull.revised,
    agreement: second?.agreement ?? null,
    notes: [...pull.notes, ...(second?.notes ?? [])],
    failures: failures.filter((error) => !lacksKey(error)).map(presentFailure),
  };
}
