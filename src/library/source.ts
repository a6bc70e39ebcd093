import { type EpochDay, formatCivilDate } from '../core/calendar/civil-date.ts';
import { dateOfInstant } from '../core/series/panel.ts';
import type { Series } from '../core/series/series.ts';
import { ProviderError, type SeriesProvider } from '../providers/provider.ts';
import { dayOf, type GivenDates, type GivenSeries, seriesOf } from './given-series.ts';

/** Where a question reads its series from: anything that has ids and gives a series for one of them. `csvFolder` of `harbinger/node` makes one. */
export interface SeriesSource extends SeriesProvider {
  /** Today's date, `YYYY-MM-DD`, where the source knows it; ages are counted to it, and later dates are refused. */
  readonly today?: string | undefined;
}

/** Series by id, as arrays or as made by `seriesOf`. The adjusted close of `IWN` stands under `IWN.adj`. */
export type GivenSeriesById = Readonly<Record<string, GivenSeries | Series>>;

/** What every question over data says of the data. */
export interface Data {
  /** The series, by id, or a source of them. */
  readonly series: GivenSeriesById | SeriesSource;
  /** Only what was known by the end of this date (UTC) counts, `YYYY-MM-DD`. Default: all the data. */
  readonly asOf?: string | undefined;
  /** Today's date, `YYYY-MM-DD`. Nothing here reads a clock; default: the source's, or the last date on which anything given became known. */
  readonly today?: string | undefined;
  /** Lists of dates that `events("name")` in an expression names. */
  readonly events?: Readonly<Record<string, GivenDates>> | undefined;
}

const isSource = (series: Data['series']): series is SeriesSource => typeof series.load === 'function' && typeof series.ids === 'function';

const isMade = (series: GivenSeries | Series): series is Series => 'schedule' in series;

/** The series of a question as a source. @throws RangeError where the arrays of one are no series. */
export function sourceOf(series: Data['series']): SeriesSource {
  if (isSource(series)) return series;
  const made = new Map(Object.entries(series).map(([id, given]) => [id, isMade(given) ? given : seriesOf(id, given)]));
  const description = 'the series given';
  return {
    description,
    today: lastKnown([...made.values()]),
    ids: async () => [...new Set(Array.from(made.keys(), (id) => id.replace(/\.adj$/, '')))].sort(),
    async load(id) {
      const found = made.get(id);
      if (found) return found;
      throw new ProviderError(`no series ${id} among ${description}: ${[...made.keys()].join(', ') || 'none'}`, {
        ...{ provider: description, kind: 'not-found', request: id },
      });
    },
  };
}

/** The last date (UTC) on which a value became known. */
function lastKnown(series: readonly Series[]): string | undefined {
  const last = series.map(({ knownAt, versions }) =>
    (versions?.knownAt ?? knownAt).reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  );
  const instant = Math.max(...last);
  return Number.isFinite(instant) ? formatCivilDate(dateOfInstant(instant)) : undefined;
}

/**
 * Today for a question: as given, or the source's, or the last of the dates that the question itself names, whichever is later.
 *
 * @throws RangeError where nobody says.
 */
export function todayOf({ today, asOf }: Data, source: SeriesSource, named: readonly string[] = []): EpochDay {
  if (today !== undefined) return dayOf(today, 'today');
  const said = [source.today, asOf, ...named].filter((date) => date !== undefined);
  if (said.length === 0)
    throw new RangeError('today must be given, YYYY-MM-DD: the source of the series does not say it, and no clock is read');
  return Math.max(...said.map((date) => dayOf(date, 'asOf')));
}
