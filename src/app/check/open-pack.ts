import type { SeriesEntry } from '../../contract/claims.ts';
import type { Pack } from '../../contract/pack.ts';
import { type EpochDay, parseCivilDate } from '../../core/calendar/civil-date.ts';
import type { Series } from '../../core/series/series.ts';
import { didYouMean } from '../../core/text/nearest-name.ts';
import { ProviderError } from '../../providers/provider.ts';
import { CallerError, type Context } from '../context.ts';
import { expressionsOf, readPack } from '../pack.ts';
import { type Panel, readExpression } from '../panel.ts';
import { seriesEntry, unreadableEntry } from '../present/series-entry.ts';
import { type ClaimContext, dayOf } from './claim-context.ts';

/** A pack with the claims that were asked for, and the data that it speaks of. */
export interface OpenPack {
  readonly pack: Pack;
  /** Name of its file as errors show it, and its text. */
  readonly file: string;
  readonly text: string;
  readonly claims: Pack['claims'];
  readonly panel: Panel;
  readonly entries: SeriesEntry[];
  /** Ids that the data source has. */
  readonly known: string[];
  /** What was run of it so far. */
  readonly families: ClaimContext['families'];
}

/** Reads a pack and loads its series. @throws CallerError for a fault in its file, and for a claim that it does not have. */
export async function openPack(
  { pack: name, claim }: { readonly pack: string; readonly claim?: string | undefined },
  context: Context,
): Promise<OpenPack> {
  const { file, text } = await context.readPack(name);
  const pack = readPack(file, text, context.today);
  const claims = chosen(pack, claim);
  return { pack, file, text, claims, ...(await loadPackPanel(pack, context)), families: new Map() };
}

/** The date of a claim: that of the first article in which it stands. */
export const madeOn = ({ articles }: Pack, claim: Pack['claims'][number]): EpochDay =>
  Math.min(...claim.in.map((key) => dayOf(articles[key]?.date as string)));

function chosen(pack: Pack, id: string | undefined): Pack['claims'] {
  if (id === undefined) return pack.claims;
  const claim = pack.claims.find((candidate) => candidate.id === id);
  if (claim) return [claim];
  const ids = pack.claims.map((candidate) => candidate.id);
  throw new CallerError(`no claim "${id}" in ${pack.pack}${didYouMean(id, ids) || `; it has ${ids.join(', ')}`}`);
}

/** Loads every series of the pack that the source has. One that cannot be read is told, and counts as absent. */
async function loadPackPanel(pack: Pack, context: Context): Promise<{ panel: Panel; entries: SeriesEntry[]; known: string[] }> {
  const wanted = new Set([
    ...pack.claims.flatMap((claim) => expressionsOf(claim).flatMap(({ text, role }) => readExpression(text, role).series)),
    ...pack.confounders.flatMap(({ when, cycle }) => (when === undefined ? [cycle as string] : readExpression(when, 'trigger').series)),
  ]);
  const offered = await context.series.ids();
  const series = new Map<string, Series>();
  const entries: SeriesEntry[] = [];
  for (const id of [...wanted].filter((name) => offered.includes(name.replace(/\.adj$/, ''))).sort()) {
    try {
      series.set(id, withPackCycle(await context.series.load(id), pack));
      entries.push(seriesEntry(series.get(id) as Series, context.today));
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      if (error.kind !== 'not-found') entries.push(unreadableEntry(id, error));
    }
  }
  return { panel: { series, eventFiles: new Map() }, entries, known: [...series.keys()] };
}

function withPackCycle(series: Series, pack: Pack): Series {
  const cycle = pack.series[series.id]?.cycle;
  if (series.cycle || !cycle) return series;
  return { ...series, cycle: { name: cycle.name, dates: Int32Array.from(cycle.dates, (date) => parseCivilDate(date) as number) } };
}
