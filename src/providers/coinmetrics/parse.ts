import type { EpochDay } from '../../core/calendar/civil-date.ts';
import { datesNote } from '../dates-note.ts';
import { arranged, type Observation } from '../observations.ts';
import type { Parsed } from '../provider.ts';
import { type Answer, readJson, wrongShape } from '../read-json.ts';
import { counted } from '../wording.ts';
import { seriesSchema } from './schema.ts';

/** What was asked for: `btc` and `PriceUSD`. */
export interface Metric {
  readonly asset: string;
  readonly metric: string;
}

/** One page, and where the next one is. */
interface Page {
  readonly parsed: Parsed;
  readonly next: string | undefined;
}

/**
 * Daily values of a metric; one dated D is of the day that ends at 24:00 UTC of D. Days without a value are left out.
 *
 * @throws ProviderError `changed-shape`, also where the next page lies on another host.
 */
export function parsePage(body: string, answer: Answer, { asset, metric }: Metric): Page {
  const { data, notes } = readJson(body, seriesSchema({ asset, metric }), answer);
  const found: Observation[] = [];
  const empty: EpochDay[] = [];
  let preliminary = 0;
  for (const row of data.data as readonly Readonly<Record<string, string | number | null | undefined>>[]) {
    const date = row.time as EpochDay;
    const value = row[metric];
    if (typeof value === 'number') found.push({ date, value });
    else empty.push(date);
    if (row[`${metric}-status`] === 'flash') preliminary++;
  }
  return {
    parsed: arranged(found, {
      ...answer,
      body,
      notes: [
        ...notes,
        ...datesNote(empty, 'day'),
        ...(preliminary > 0 ? [`${counted(preliminary, 'value')} marked as preliminary (flash) may be revised.`] : []),
      ],
    }),
    next: nextPage(data, answer, body),
  };
}

function nextPage(data: { next_page_token?: string | undefined; next_page_url?: string | undefined }, answer: Answer, body: string) {
  const { next_page_token: token, next_page_url: next } = data;
  if (next === undefined && token !== undefined) throw wrongShape(answer, 'the answer has a page after it, but not its address', { body });
  if (next !== undefined && new URL(next).origin !== new URL(answer.url).origin)
    throw wrongShape(answer, `the next page lies on another host, which is not asked: ${new URL(next).origin}`, { body });
  return next;
}
