import type { Agreement } from '../../contract/pull.ts';
import { makeSchedule } from '../../core/calendar/calendars.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { Versions } from '../../core/series/series.ts';
import { newestOf } from '../../core/series/versions.ts';
import { ProviderError } from '../../providers/provider.ts';
import type { Addition, HeldRows, SecondOpinion } from '../../store/store.ts';
import { additionOf } from './addition.ts';
import { agreementOf } from './agreement.ts';
import { type Asking, ask, providerOf } from './ask.ts';
import { after, beliefOf, notOf, standing } from './belief.ts';
import type { CatalogueSeries, SourceAddress } from './catalogue.ts';
import { readyRows } from './rows.ts';

/** What the second source says beside the first. */
export interface Second {
  readonly opinion?: SecondOpinion;
  readonly agreement?: Agreement;
  /** Newer dates than the first has, where the two agree on those before: they stand in until the first has them. */
  readonly ahead?: Addition;
  readonly notes: readonly string[];
}

interface SecondQuestion {
  readonly series: CatalogueSeries;
  /** The sources after the one that answered. */
  readonly others: readonly SourceAddress[];
  readonly answered: SourceAddress;
  /** What is held once the first source's answer is in. */
  readonly held: HeldRows;
  readonly since: number | undefined;
}

/** Asks the next source for the same dates. A failure of it is a note: the first one has answered. */
export async function askSecond({ series, others, answered, held, since }: SecondQuestion, asking: Asking): Promise<Second | undefined> {
  const source = others.find(({ provider }) => provider !== answered.provider);
  const from = since ?? held.dates[0];
  if (!source || from === undefined) return undefined;
  try {
    const sent = { series, source, terms: providerOf(asking.network, source).terms, askedAt: asking.now() };
    const fetched = await ask({ series, source, since: from, etag: undefined }, asking);
    const ready = readyRows(fetched, fetched.values, sent);
    const { dates, values } = newestOf(ready.rows);
    // What it gave itself is no second opinion on it.
    const first = notOf(beliefOf(held), source.provider);
    const agreement = agreementOf(first, { dates, values }, { source: source.provider, tolerance: series.tolerance });
    const opinion = { source: source.provider, dates, values };
    const newer = scheduledAfter(ready.rows, first.dates, series);
    const { tolerance } = series;
    const isTrusted = standing(first, { dates, values }, { tolerance, precision: sent.terms.precision }) === 'together';
    if (newer.dates.length === 0 || !isTrusted) return { opinion, agreement, notes: [] };
    const request = { sent, held, fetched, id: series.id, ready: { ...ready, rows: newer }, since: newer.dates[0], etag: null };
    const until = formatCivilDate(newer.dates.at(-1) as number);
    const notes = [`Up to ${until} by ${source.provider}, until ${answered.provider} has it.`];
    return { opinion, agreement, ahead: additionOf({ ...request, now: asking.now() }), notes };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    asking.signal?.throwIfAborted();
    return { notes: [`No second opinion: ${error.message}.`] };
  }
}

/** Rows after the last of some dates, on dates that the series' calendar schedules. */
function scheduledAfter(rows: Versions, dates: Int32Array, { calendar }: CatalogueSeries): Versions {
  const last = dates.at(-1);
  if (last === undefined) return after(rows, Number.POSITIVE_INFINITY);
  const scheduled = new Set(makeSchedule(calendar, dates).dates);
  const newer = after(rows, last);
  const isScheduled = (_: number, i: number) => scheduled.has(newer.dates[i] as number);
  return { dates: newer.dates.filter(isScheduled), values: newer.values.filter(isScheduled), knownAt: newer.knownAt.filter(isScheduled) };
}
