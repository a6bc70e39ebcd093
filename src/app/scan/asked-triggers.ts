import type { ScanInput } from '../../contract/scan.ts';
import { printSeriesId } from '../../core/language/print.ts';
import { ProviderError } from '../../providers/provider.ts';
import { CallerError, type Context } from '../context.ts';
import { loadPanel, readExpression } from '../panel.ts';
import { readTriggers, type ScannedTrigger } from './plan.ts';
import { readTemplates, type ScannedSeries, triggersFrom } from './templates.ts';

/** The triggers of a scan, with what the reader must know of those that could not be made. */
export interface AskedTriggers {
  readonly triggers: readonly ScannedTrigger[];
  readonly notes: readonly string[];
}

/** The triggers that were given, or those that the templates make of every series. @throws CallerError for what cannot be read. */
export async function triggersOf(input: ScanInput, context: Context): Promise<AskedTriggers> {
  if (input.triggers.length > 0) {
    if (input.series.length > 0)
      throw new CallerError('series says what the templates are tried of: leave it out where triggers are given');
    return { triggers: readTriggers(input.triggers.map((when) => ({ when, title: null }))), notes: [] };
  }
  const { file, text } = await context.readPack(input.templates);
  const templates = readTemplates(file, text);
  const { series, notes } = input.series.length > 0 ? await named(input.series, context) : await all(context);
  if (series.length === 0) throw new CallerError(`there is no series to try the templates of in ${context.series.description}`);
  return { triggers: readTriggers(triggersFrom(templates, series)), notes };
}

interface FoundSeries {
  readonly series: readonly ScannedSeries[];
  readonly notes: readonly string[];
}

/** Series that were named must be there. */
async function named(ids: readonly string[], context: Context): Promise<FoundSeries> {
  const { series } = await loadPanel(
    context,
    ids.map((id) => readExpression(printSeriesId(id), 'series')),
  );
  return { series: Array.from(series, ([id, { values }]) => scanned(id, values)), notes: [] };
}

/** Every series there is but those that cannot be read; of a series and its adjusted closes, which would say the same twice, the series. */
async function all(context: Context): Promise<FoundSeries> {
  const known = await context.series.ids();
  const ids = known.filter((id) => !(id.endsWith('.adj') && known.includes(id.slice(0, -4))));
  const series: ScannedSeries[] = [];
  const unread: string[] = [];
  for (const id of ids) {
    try {
      series.push(scanned(id, (await context.series.load(id)).values));
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      unread.push(id);
    }
  }
  return {
    series,
    notes:
      unread.length === 0
        ? []
        : [`Not tried, since they cannot be read: ${unread.join(', ')}. \`${context.program} series show ${unread[0]}\` says why.`],
  };
}

const scanned = (id: string, values: Float64Array): ScannedSeries => ({
  id,
  isPositive: values.length > 0 && values.every((value) => value > 0),
});
