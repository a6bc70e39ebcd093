import type { ScanInput } from '../../contract/scan.ts';
import { CallerError, type Context } from '../context.ts';
import { findSeries } from './find-series.ts';
import { readTriggers, type ScannedTrigger } from './plan.ts';
import { readTemplates, triggersFrom } from './templates.ts';

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
  const { series: found, notes } = await findSeries(input.series, context);
  const series = found.map(({ id, values }) => ({ id, isPositive: values.length > 0 && values.every((value) => value > 0) }));
  if (series.length === 0) throw new CallerError(`there is no series to try the templates of in ${context.series.description}`);
  return { triggers: readTriggers(triggersFrom(templates, series)), notes };
}
