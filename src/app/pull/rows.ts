import { DAY_MS, formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { Versions } from '../../core/series/series.ts';
import { knownInstants } from '../../providers/build-series.ts';
import { type Fetched, ProviderError, type ProviderTerms } from '../../providers/provider.ts';
import type { CatalogueSeries, SourceAddress } from './catalogue.ts';

/** Rows of a source, ready to be held against what the store has. */
export interface ReadyRows {
  readonly rows: Versions;
  /** Whether every version came with its instant. */
  readonly hasVintages: boolean;
  /** Whether something was left out that a later answer of the same body would give. */
  readonly isCut: boolean;
  readonly notes: readonly string[];
}

/** What a source sent, and what is known of it. */
export interface Sent {
  readonly series: CatalogueSeries;
  readonly source: SourceAddress;
  readonly terms: ProviderTerms;
  /** The instant at which it was asked, milliseconds since 1970-01-01T00:00Z. */
  readonly askedAt: number;
}

/** A first vintage this long after the release is no late release: the archive began later than the series. */
const ARCHIVE_LAG_MS = 90 * DAY_MS;
/** Figures of the coming days may be announced (a policy rate over a weekend); beyond that a date is a broken body. */
const AHEAD_DAYS = 31;
const MINUTE_MS = 60_000;

/**
 * Gives what a source sent its second clock, in the series' unit, and leaves out what was not final when it was asked.
 *
 * @param values - The values or the adjusted ones, parallel to `fetched.dates`; NaN where there is none.
 * @throws ProviderError `changed-shape` for another currency than the catalogue's, and for dates and values that cannot be.
 */
export function readyRows({ dates, knownAt, ...fetched }: Fetched, values: Float64Array, sent: Sent): ReadyRows {
  const { series, source, terms, askedAt } = sent;
  refuseOtherUnit(fetched.unit, sent);
  refuseImpossible({ dates, values }, sent);
  const released = knownInstants(dates, series.calendar, series.release);
  const known = knownAt ? firstKnown({ dates, values, knownAt }, released, sent) : { instants: released, backlog: 0 };
  // A release is there when it is there; the last trades of a session reach a source some minutes after its close.
  const settled = askedAt - (series.release || knownAt ? 0 : (terms.settlesInMinutes ?? 0) * MINUTE_MS);
  const isThere = (i: number) => (known.instants[i] as number) <= settled;
  const isFinal = (_: number, i: number) => isThere(i) && !Number.isNaN(values[i] as number);
  const unfinished = [...new Set(dates.filter((_, i) => !isThere(i)))];
  return {
    rows: {
      dates: dates.filter(isFinal),
      values: values.map((value) => value * source.scale).filter(isFinal),
      knownAt: known.instants.filter(isFinal),
    },
    hasVintages: knownAt !== undefined,
    isCut: unfinished.length > 0,
    notes: [
      ...fetched.notes,
      ...(unfinished.length > 0 ? [`Not final yet and left out: ${unfinished.map(formatCivilDate).join(', ')}.`] : []),
      ...(known.backlog > 0
        ? [`${known.backlog} values are older than the archive of vintages: they count as known on their day of release.`]
        : []),
    ],
  };
}

const CURRENCY = /^[A-Z]{2}[A-Za-z]\b/;

function refuseOtherUnit(unit: string | undefined, sent: Sent): void {
  const [stated, due] = [CURRENCY.exec(unit ?? '')?.[0], CURRENCY.exec(sent.series.unit)?.[0]];
  // A scale turns one unit into another: pence into pounds.
  if (sent.source.scale === 1 && stated !== undefined && due !== undefined && stated !== due) {
    throw wrong(sent, `gives ${sent.source.address} in ${stated}, the catalogue says ${sent.series.unit}`);
  }
}

function refuseImpossible({ dates, values }: { dates: Int32Array; values: Float64Array }, sent: Sent): void {
  const last = Math.floor(sent.askedAt / DAY_MS) + AHEAD_DAYS;
  const far = dates.find((day) => day > last);
  if (far !== undefined) throw wrong(sent, `has a value of ${formatCivilDate(far)}, which lies in the future`);
  const i = values.findIndex((value) => !Number.isNaN(value) && !Number.isFinite(value * sent.source.scale));
  if (i >= 0) throw wrong(sent, `has a value on ${formatCivilDate(dates[i] as number)} that is no number once it is scaled: ${values[i]}`);
}

/** A fault of what a source sent. */
export function wrong({ source }: Pick<Sent, 'source'>, problem: string): ProviderError {
  const { provider, address } = source;
  return new ProviderError(`${provider}: ${problem}; nothing of it was stored`, { provider, kind: 'changed-shape', request: address });
}

/** When each version was known; where the archive of vintages began later than the series, its first ones on their days of release. */
function firstKnown(
  { dates, knownAt }: Versions,
  released: Float64Array,
  { terms, series }: Sent,
): { instants: Float64Array; backlog: number } {
  if (!terms.archiveBeganLate || !series.release) return { instants: knownAt, backlog: 0 };
  const archiveBegan = knownAt.reduce((first, known) => Math.min(first, known), Number.POSITIVE_INFINITY);
  let backlog = 0;
  const instants = knownAt.map((known, i) => {
    const isBacklog = known === archiveBegan && dates[i - 1] !== dates[i] && known - (released[i] as number) > ARCHIVE_LAG_MS;
    if (isBacklog) backlog++;
    return isBacklog ? (released[i] as number) : known;
  });
  return { instants, backlog };
}
