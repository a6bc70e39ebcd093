import { Cron } from 'croner';
import type { CronEntry } from '../../contract/watch.ts';
import { newYorkSessions } from '../../core/calendar/new-york.ts';
import { releaseInstant } from '../../core/calendar/release.ts';
import { countUpTo } from '../../core/calendar/schedule.ts';
import { dateOfInstant } from '../../core/series/panel.ts';
import type { ProviderTerms } from '../../providers/provider.ts';
import type { CatalogueSeries } from '../pull/catalogue.ts';

const MINUTE = 60_000;

/** So long after a close or release its value is asked for: sources take a while. */
const MARGIN = 5 * MINUTE;

/** So long is waited before a series that should have come is asked for again; then comes its next turn anyway. */
export const AGAIN: readonly number[] = [15 * MINUTE, 60 * MINUTE, 3 * 60 * MINUTE, 6 * 60 * MINUTE];

/** When a series is to be asked for: the first such instant after another, milliseconds since 1970-01-01T00:00Z. */
export type NextTime = (after: number) => number;

/**
 * When a series is to be asked for: after each release that its catalogue entry tells of, else after each close of its calendar, as soon
 * as its sources have settled; and at the times that the rules add.
 */
export function timesOf(
  series: CatalogueSeries,
  { terms, crons }: { readonly terms: readonly ProviderTerms[]; readonly crons: readonly CronEntry[] },
): NextTime {
  const settling = MARGIN + Math.max(0, ...terms.map(({ settlesInMinutes = 0 }) => settlesInMinutes)) * MINUTE;
  const own = ownTimes(series);
  const added = crons.map(cronTimes);
  return (after) => Math.min(own(after - settling) + settling, ...added.map((next) => next(after)));
}

function ownTimes({ release, calendar }: Pick<CatalogueSeries, 'release' | 'calendar'>): NextTime {
  if (release) return nextRelease(release);
  if (calendar === 'new-york' || calendar === 'weekly-new-york') return nextNewYorkClose;
  return calendar === 'weekdays' ? cronTimes({ cron: '0 0 * * 2-6', zone: 'UTC' }) : cronTimes({ cron: '0 0 * * *', zone: 'UTC' });
}

/** Times of a cron pattern in a time zone: one that the clocks skip comes as they are put forward, one that they show twice comes once. */
export function cronTimes({ cron, zone }: Pick<CronEntry, 'cron' | 'zone'>): NextTime {
  const pattern = new Cron(cron, { timezone: zone, paused: true, mode: '5-part' });
  return (after) => pattern.nextRun(new Date(after))?.getTime() ?? Number.POSITIVE_INFINITY;
}

const nextNewYorkClose: NextTime = (after) => {
  const { closes } = newYorkSessions();
  return closes[countUpTo(closes, after)] ?? Number.POSITIVE_INFINITY;
};

/** No figure is published longer than this after the date that it describes. */
const LONGEST_LAG_DAYS = 130;

function nextRelease(rule: NonNullable<CatalogueSeries['release']>): NextTime {
  return (after) => {
    let low = dateOfInstant(after) - LONGEST_LAG_DAYS;
    let high = dateOfInstant(after) + 3;
    // Releases come in the order of their dates.
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (releaseInstant(rule, middle) > after) high = middle;
      else low = middle + 1;
    }
    return releaseInstant(rule, low);
  };
}
