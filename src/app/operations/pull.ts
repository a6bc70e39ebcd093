import pLimit from 'p-limit';
import { type PulledProvider, type PulledSeries, PullInput, type PullResult } from '../../contract/pull.ts';
import { parseCivilDate } from '../../core/calendar/civil-date.ts';
import { didYouMean } from '../../core/text/nearest-name.ts';
import type { Http } from '../../providers/http-port.ts';
import type { ProviderError } from '../../providers/provider.ts';
import { CallerError, type Context } from '../context.ts';
import type { Network } from '../network.ts';
import { isNoWay, lacksKey, providerOf } from '../pull/ask.ts';
import { type CatalogueSeries, readCatalogues, type SeriesCatalogue } from '../pull/catalogue.ts';
import { type Pulling, pullSeries } from '../pull/pull-series.ts';

/** Series in work at once. The manners of each host are kept below; this bounds what waits for them. */
const AT_ONCE = 8;

/** Brings series up to date from their sources, each whole or not at all. */
export async function pull(given: unknown, context: Context): Promise<PullResult> {
  const input = PullInput.parse(given);
  const { openStore, readCatalogueFiles, now, storePlace } = context.data;
  const network = await context.data.openNetwork();
  const series = chosen(readCatalogues(await readCatalogueFiles(input.catalogue), network.providers), input.ids);
  const since = input.since === undefined ? undefined : sinceDate(input.since, context);
  const startedAt = now();
  if (input.dryRun) return planOf(series, network, storePlace);
  const store = await openStore({ create: true });
  const { onProgress, signal } = context;
  const wire = { requests: 0, retries: 0, bytes: 0 };
  const http = network.http((event) => {
    if (event.kind === 'bytes') wire.bytes += event.bytes;
    if (event.kind !== 'retry') return;
    wire.retries++;
    onProgress({ kind: 'retry', reason: `${event.host} ${event.reason}`, waitMs: event.wait });
  });
  const counted: Http = {
    get(request) {
      wire.requests++;
      return http.get(request);
    },
  };
  const pulling: Pulling = {
    ...{ store, network, http: counted, now, onProgress, signal, since, again: input.again },
    tally: new Map(),
  };
  onProgress({ kind: 'begin', total: series.length });
  const limit = pLimit(AT_ONCE);
  const pulled = await Promise.all(interleaved(series).map((one) => limit(() => pullOne(one, pulling))));
  const byId = new Map(pulled.map((result) => [result.id, result]));
  const results = series.map(({ id }) => byId.get(id) as PulledSeries);
  return {
    ...{ outcome: outcomeOf(results), store: store.place, series: results, providers: providersOf(pulling, context), ...wire },
    rows: results.reduce((sum, { added, revised }) => sum + added + revised, 0),
    seconds: (now() - startedAt) / 1000,
  };
}

async function pullOne(series: CatalogueSeries, pulling: Pulling): Promise<PulledSeries> {
  pulling.signal?.throwIfAborted();
  const result = await pullSeries(series, pulling);
  pulling.onProgress({ kind: 'done', id: result.id, outcome: result.outcome, line: lineOf(result) });
  return result;
}

/** One series in one line, for whoever watches. */
function lineOf({ source, added, revised, failures, to, outcome }: PulledSeries): string {
  if (outcome === 'failed' || outcome === 'needs key')
    return `${outcome} (${[...new Set(failures.map((failure) => failure.source))].join(', ')})`;
  const changes = [added > 0 ? `${added} new` : '', revised > 0 ? `${revised} revised` : ''].filter(Boolean).join(', ');
  if (outcome === 'by hand') return outcome;
  return [source, changes || outcome, to === null ? '' : `to ${to}`].filter(Boolean).join(', ');
}

function chosen(catalogue: SeriesCatalogue, ids: readonly string[]): CatalogueSeries[] {
  if (ids.length === 0) return [...catalogue.values()];
  return [...new Set(ids.map((id) => id.replace(/\.adj$/, '')))].map((id) => {
    const found = catalogue.get(id);
    if (found) return found;
    const known = [...catalogue.keys()];
    throw new CallerError(
      `no series ${id} in the catalogue${didYouMean(id, known) || '; `harbinger pull --dry-run` lists what there is, --catalogue adds a file of yours'}`,
    );
  });
}

function sinceDate(text: string, { today }: Context): number {
  const day = parseCivilDate(text);
  if (day === undefined) throw new CallerError(`since must be a date that exists, YYYY-MM-DD, was ${text}`);
  if (day > today) throw new CallerError(`since must not lie in the future, was ${text}`);
  return day;
}

/** The series in turns of their first providers, so that all hosts have something to do from the beginning. */
function interleaved(series: readonly CatalogueSeries[]): CatalogueSeries[] {
  const groups = [...Map.groupBy(series, ({ sources }) => sources[0]?.provider ?? '').values()];
  const longest = Math.max(0, ...groups.map(({ length }) => length));
  return Array.from({ length: longest }, (_, i) => groups.flatMap((group) => group[i] ?? [])).flat();
}

/** What would be asked of whom. */
function planOf(series: readonly CatalogueSeries[], network: Network, store: string): PullResult {
  const nothing = { providers: [], rows: 0, requests: 0, retries: 0, bytes: 0, seconds: 0 };
  return { outcome: 'planned', store, series: series.map((one) => planned(one, network)), ...nothing };
}

function planned({ id, title, sources, byHand }: CatalogueSeries, network: Network): PulledSeries {
  const usable = sources.find((source) => {
    const { key } = providerOf(network, source).terms;
    return !key?.isRequired || network.keyOf(key.variable) !== undefined;
  });
  const others = sources.filter((source) => source !== usable).map(({ provider, address }) => `${provider} ${address}`);
  return {
    ...{ id, title, outcome: 'planned', added: 0, revised: 0, from: null, to: null, agreement: null, failures: [] },
    source: usable ? `${usable.provider} ${usable.address}` : null,
    notes: [...(byHand === undefined ? [] : [byHand]), ...(others.length > 0 ? [`also: ${others.join('; ')}`] : [])],
  };
}

function outcomeOf(results: readonly PulledSeries[]): PullResult['outcome'] {
  const asked = results.filter(({ outcome }) => outcome !== 'by hand' && outcome !== 'needs key');
  const failed = asked.filter(({ outcome }) => outcome === 'failed').length;
  if (failed === 0) return 'done';
  return failed === asked.length && asked.length > 0 ? 'failed' : 'partial';
}

function providersOf({ tally }: Pulling, { program }: Context): PulledProvider[] {
  return [...tally].map(([name, { asked, answered, failures }]) => {
    const lacking = failures.filter(lacksKey);
    const trouble = failures.find((error) => !lacking.includes(error)) ?? (answered === 0 ? lacking[0] : undefined);
    return {
      ...{ name, asked, answered },
      trouble: trouble?.message ?? null,
      nextStep: trouble ? nextStepFor(trouble, program) : null,
      advice: lacking[0] && lacking[0] !== trouble ? adviceOf(lacking) : null,
    };
  });
}

/** One line for all addresses of a provider that want a key. */
function adviceOf([first, ...more]: readonly ProviderError[]): string | null {
  if (!first) return null;
  return more.length === 0 ? first.message : `${first.message} (and so of ${more.length} more)`;
}

/** What the reader can do about a failure. */
function nextStepFor(error: ProviderError, program: string): string {
  if (lacksKey(error)) return `then \`${program} pull\` again`;
  if (isNoWay(error))
    return `look at the connection (a proxy goes into HTTPS_PROXY), then \`${program} pull\` goes on where this one stopped`;
  switch (error.kind) {
    case 'rate-limited':
      return `wait a while, then \`${program} pull\` goes on where this one stopped`;
    case 'unauthorized':
      return 'see that the key or contact in the environment variable is right';
    case 'not-found':
      return 'look the address up at the provider, and put the right one into a catalogue of yours (--catalogue)';
    case 'changed-shape':
      return 'the provider changed its form: nothing of it was stored; look for a newer version, or import a file of yours';
    case 'unavailable':
      return `try \`${program} pull\` again later; what is held stays as it is`;
  }
}
