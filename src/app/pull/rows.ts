import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { Series, Versions } from '../../core/series/series.ts';
import { knownInstants } from '../../providers/build-series.ts';
import type { Fetched, ProviderTerms } from '../../providers/provider.ts';
import type { CatalogueSeries, SourceAddress } from './catalogue.ts';

/** Rows of a source, ready to be held against what the store has. */
export interface ReadyRows {
  readonly rows: Versions;
  /** Whether every version came with its instant. */
  readonly hasVintages: boolean;
  readonly notes: readonly string[];
}

/** A first vintage this long after the release is no late release: the archive began later than the series. */
const ARCHIVE_LAG_MS = 90 * 86_400_000;

/**
 * Gives what a source sent its second clock, in the series' unit, and leaves out what is not final.
 *
 * @param values - The values or the adjusted ones, parallel to `fetched.dates`; NaN where there is none.
 * @param now - Milliseconds since 1970-01-01T00:00Z. A value that the world cannot know yet (a bar that still forms) is left out.
 */
export function readyRows(
  { dates, knownAt, ...fetched }: Fetched,
  values: Float64Array,
  { series, source, now, terms }: { series: CatalogueSeries; source: SourceAddress; now: number; terms: ProviderTerms },
): ReadyRows {
  const released = knownInstants(dates, series.calendar, series.release);
  const hasBacklog = terms.archiveBeganLate && series.release !== undefined;
  const backlog = knownAt && hasBacklog ? countBacklog({ dates, values, knownAt }, released) : 0;
  const known = knownAt && backlog > 0 ? firstKnown({ dates, values, knownAt }, released) : (knownAt ?? released);
  const isFinal = (_: number, i: number) => (known[i] as number) <= now && !Number.isNaN(values[i] as number);
  const unfinished = dates.filter((_, i) => (known[i] as number) > now);
  return {
    rows: {
      dates: dates.filter(isFinal),
      values: values.map((value) => value * source.scale).filter(isFinal),
      knownAt: known.filter(isFinal),
    },
    hasVintages: knownAt !== undefined,
    notes: [
      ...fetched.notes,
      ...(unfinished.length > 0 ? [`Not final yet and left out: ${[...new Set(unfinished)].map(formatCivilDate).join(', ')}.`] : []),
      ...(backlog > 0 ? [`${backlog} values are older than the archive of vintages: they count as known on their day of release.`] : []),
    ],
  };
}

/** When each version was known; a date's first one on its day of release where the archive began later than that. */
function firstKnown(versions: Versions, released: Float64Array): Float64Array {
  return versions.knownAt.map((known, i) => (isBacklog(versions, released, i) ? (released[i] as number) : known));
}

const countBacklog = (versions: Versions, released: Float64Array): number =>
  versions.dates.reduce((count, _, i) => count + (isBacklog(versions, released, i) ? 1 : 0), 0);

function isBacklog({ dates, knownAt }: Versions, released: Float64Array, i: number): boolean {
  const isFirst = i === 0 || dates[i - 1] !== dates[i];
  return isFirst && (knownAt[i] as number) - (released[i] as number) > ARCHIVE_LAG_MS;
}

/** Rows whose dates are not held: what a stand-in source may add, since it never revises another one. */
export function notHeld(rows: Versions, held: Pick<Series, 'dates'>): Versions {
  const dates = new Set(held.dates);
  const isNew = (_: number, i: number) => !dates.has(rows.dates[i] as number);
  return { dates: rows.dates.filter(isNew), values: rows.values.filter(isNew), knownAt: rows.knownAt.filter(isNew) };
}

/** The factor by which all values of the common dates changed, where it is one and not 1: a split, or dividends in adjusted closes. */
export function commonFactor(held: Pick<Versions, 'dates' | 'values'>, came: Versions, precision: number): number | undefined {
  const before = new Map(Array.from(held.dates, (day, i) => [day, held.values[i] as number]));
  const ratios = Array.from(came.dates, (day, i) => (came.values[i] as number) / (before.get(day) ?? Number.NaN)).filter(Number.isFinite);
  const [first] = ratios;
  if (first === undefined || ratios.length < 3) return undefined;
  const near = (ratio: number) => Math.abs(ratio / first - 1) <= Math.max(1e-4, 10 * precision);
  const oldest = ratios.slice(0, Math.ceil(ratios.length / 2));
  return Math.abs(first - 1) > Math.max(1e-6, 2 * precision) && oldest.every(near) ? first : undefined;
}
