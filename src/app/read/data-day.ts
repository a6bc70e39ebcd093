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
  /** Days between two values of the data on a claim's own markets, as a rule: of several the widest; 1 where there are none. */
  spacing(candidate: Candidate): number;
}

/** Finds the last day of the data on what candidates speak of. */
export async function dataDay(candidates: readonly Candidate[], lexicon: OpenLexicon, context: Context): Promise<DataDay> {
  const seriesOf = (id: string): readonly string[] => {
    const own = lexicon.markets.get(id)?.series;
    return own == null ? [] : readExpression(own, 'series').series;
  };
  const offered = new Set(await context.series.ids());
  const last = new Map<string, EpochDay>();
  const spacings = new Map<string, number>();
  for (const id of new Set(candidates.flatMap(({ about }) => about.flatMap(seriesOf)))) {
    if (!offered.has(id)) continue;
    try {
      const loaded = await context.series.load(id);
      const series = new Map([[id, loaded]]);
      spacings.set(id, usualSpacing(loaded.dates));
      last.set(id, asOfDate(undefined, { series, eventFiles: new Map() }, context));
    } catch (error) {
      // What cannot be read is told where it is checked.
      if (!(error instanceof ProviderError)) throw error;
    }
  }
  const all = last.size === 0 ? context.today : Math.max(...last.values());
  return {
    all,
    spacing: ({ about }) => Math.max(1, ...about.flatMap(seriesOf).flatMap((id) => spacings.get(id) ?? [])),
    of: ({ about }) => Math.min(all, ...about.flatMap(seriesOf).flatMap((id) => last.get(id) ?? [])),
  };
}

/** Values at the end of a series that tell how far apart its values are. */
const LATEST = 50;

/** The median of the days between the latest values. */
function usualSpacing(dates: ArrayLike<EpochDay>): number {
  const latest = Array.from(dates).slice(-LATEST);
  const gaps = latest.slice(1).map((date, i) => date - (latest[i] as EpochDay));
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 1;
}
