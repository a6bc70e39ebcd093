import type { Forecast } from '../../contract/ledger.ts';
import { LanguageError } from '../../core/language/language-error.ts';
import type { Series } from '../../core/series/series.ts';
import { ProviderError } from '../../providers/provider.ts';
import type { Context } from '../context.ts';
import type { Panel } from '../panel.ts';
import { outcomeOf } from './settle.ts';

/** The series by which some forecasts are settled, as far as the source has them. */
export async function outcomePanel(forecasts: readonly Forecast[], { series: source }: Context): Promise<Panel> {
  const offered = await source.ids();
  const series = new Map<string, Series>();
  for (const id of new Set(forecasts.flatMap(seriesOf))) {
    if (!offered.includes(id.replace(/\.adj$/, ''))) continue;
    try {
      series.set(id, await source.load(id));
    } catch (error) {
      if (!(error instanceof ProviderError) || error.kind !== 'not-found') throw error;
    }
  }
  return { series, eventFiles: new Map() };
}

/** None of an outcome that this version does not read: settling it says so. */
function seriesOf(forecast: Forecast): readonly string[] {
  try {
    return outcomeOf(forecast).series;
  } catch (error) {
    if (error instanceof LanguageError) return [];
    throw error;
  }
}
