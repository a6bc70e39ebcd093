import type { Agreement } from '../../contract/pull.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import { newestOf } from '../../core/series/versions.ts';
import { ProviderError } from '../../providers/provider.ts';
import type { Addition, HeldRows, SecondOpinion } from '../../store/store.ts';
import { additionOf } from './addition.ts';
import { agreementOf } from './agreement.ts';
import { type Asking, ask, providerOf } from './ask.ts';
import { after } from './belief.ts';
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

/** So many of the last common dates must agree before a second source may stand in for newer ones. */
const LAST_DATES = 10;

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
  const first = newestOf(held);
  const from = since ?? first.dates[0];
  if (!source || from === undefined) return undefined;
  try {
    const askedAt = asking.now();
    const fetched = await ask({ series, source, since: from, etag: undefined }, asking);
    const sent = { series, source, terms: providerOf(asking.network, source).terms, askedAt };
    const ready = readyRows(fetched, fetched.values, sent);
    const { dates, values } = newestOf(ready.rows);
    const said = { source: source.provider, tolerance: series.tolerance };
    const agreement = agreementOf(first, { dates, values }, said);
    const opinion = { source: source.provider, dates, values };
    const last = first.dates.at(-1) as number;
    const newer = after(ready.rows, last);
    const common = dates.filter((day) => day <= last).slice(-LAST_DATES);
    const lately = agreementOf(first, { dates: common, values: values.slice(dates.indexOf(common[0] ?? Number.NaN)) }, said);
    if (newer.dates.length === 0 || lately.compared === 0 || lately.beyond > 0) return { opinion, agreement, notes: [] };
    const request = {
      id: series.id,
      sent,
      held,
      ready: { ...ready, rows: newer },
      fetched,
      since: last + 1,
      etag: null,
      now: asking.now(),
    };
    const until = formatCivilDate(newer.dates.at(-1) as number);
    return {
      opinion,
      agreement,
      ahead: additionOf(request),
      notes: [`Up to ${until} by ${source.provider}, until ${answered.provider} has it.`],
    };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    asking.signal?.throwIfAborted();
    return { notes: [`No second opinion: ${error.message}.`] };
  }
}
