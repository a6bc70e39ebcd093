import type { EpochDay } from '../../core/calendar/civil-date.ts';
import type { Candidate } from '../../core/reader/statements/read-text.ts';
import { ProviderError } from '../../providers/provider.ts';
import type { Context } from '../context.ts';
import { asOfDate, readExpression } from '../panel.ts';
import type { OpenLexicon } from './lexicon.ts';

/** The last day of the data that claims are held against, where nobody says when they were made. */
export interface DataDay {
  /** Of the data on all markets that are named, today at most. */
  readonly all: EpochDay;
  /** Of the data on a claim's own markets: the earliest of them, since nothing could be said of the days after. */
  of(candidate: Candidate): EpochDay;
}

/** Finds the last day of the data on what candidates speak of. */
export async function dataDay(candidates: readonly Candidate[], lexicon: OpenLexicon, context: Context): Promise<DataDay> {
  const seriesOf = (id: string): readonly string[] => {
    const own = lexicon.markets.get(id)?.series;
    return own == null ? [] : readExpression(own, 'series').series;
  };
  const offered = new Set(await context.series.ids());
  const last = new Map<string, EpochDay>();
  for (const id of new Set(candidates.flatMap(({ about }) => about.flatMap(seriesOf)))) {
    if (!offered.has(id)) continue;
    try {
      const series = new Map([[id, await context.series.load(id)]]);
      last.set(id, asOfDate(undefined, { series, eventFiles: new Map() }, context));
    } catch (error) {
      // What cannot be read is told where it is checked.
      if (!(error instanceof ProviderError)) throw error;
    }
  }
  const all = last.size === 0 ? context.today : Math.max(...last.values());
  return {
    all,
    of: ({ about }) => Math.min(all, ...about.flatMap(seriesOf).flatMap((id) => last.get(id) ?? [])),
  };
}
