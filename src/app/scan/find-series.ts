import { printSeriesId } from '../../core/language/print.ts';
import type { Series } from '../../core/series/series.ts';
import { ProviderError } from '../../providers/provider.ts';
import type { Context } from '../context.ts';
import { loadPanel, readExpression } from '../panel.ts';

/** The series that a scan looks at, with what the reader must know of those that it cannot. */
export interface FoundSeries {
  readonly series: readonly Series[];
  readonly notes: readonly string[];
}

/** Series by name, which must be there; where none is named, all there are but those that cannot be read. */
export async function findSeries(ids: readonly string[], context: Context): Promise<FoundSeries> {
  if (ids.length === 0) return all(context);
  const { series } = await loadPanel(
    context,
    ids.map((id) => readExpression(printSeriesId(id), 'series')),
  );
  return { series: [...series.values()], notes: [] };
}

/** Of a series and its adjusted closes, which would say the same twice, the series. */
async function all(context: Context): Promise<FoundSeries> {
  const known = await context.series.ids();
  const ids = known.filter((id) => !(id.endsWith('.adj') && known.includes(id.slice(0, -4))));
  const series: Series[] = [];
  const unread: string[] = [];
  for (const id of ids) {
    try {
      series.push(await context.series.load(id));
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      unread.push(id);
    }
  }
  if (unread.length === 0) return { series, notes: [] };
  return {
    series,
    notes: [`Not tried, since they cannot be read: ${unread.join(', ')}. \`${context.program} series show ${unread[0]}\` says why.`],
  };
}
