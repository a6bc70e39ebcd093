import type { IndicatorPack } from '../../contract/indicators.ts';
import type { Series } from '../../core/series/series.ts';
import { ProviderError } from '../../providers/provider.ts';
import type { Context } from '../context.ts';
import { type Panel, readExpression } from '../panel.ts';
import { expressionsOfIndicators } from './indicator-pack.ts';

/** The series of a pack of indicators as far as the source has them. */
export interface LoadedEvidence {
  readonly panel: Panel;
  readonly known: readonly string[];
  /** Series that are there and could not be read, with the reason. */
  readonly faults: ReadonlyMap<string, string>;
}

/** Loads what a pack of indicators reads. A series that cannot be read is named with its fault by the indicators that need it. */
export async function loadEvidence(pack: IndicatorPack, context: Context): Promise<LoadedEvidence> {
  const offered = await context.series.ids();
  const wanted = new Set(expressionsOfIndicators(pack).flatMap(({ text, role }) => readExpression(text, role).series));
  const series = new Map<string, Series>();
  const faults = new Map<string, string>();
  for (const id of [...wanted].filter((name) => offered.includes(name.replace(/\.adj$/, ''))).sort()) {
    try {
      series.set(id, await context.series.load(id));
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      faults.set(id, error.message);
    }
  }
  return { panel: { series, eventFiles: new Map() }, known: [...series.keys()], faults };
}
