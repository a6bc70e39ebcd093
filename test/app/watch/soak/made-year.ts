import { closeInstant } from '../../../../src/core/calendar/calendars.ts';
import { DAY_MS, type EpochDay, isoWeekday, parseCivilDate } from '../../../../src/core/calendar/civil-date.ts';
import { isNewYorkSession } from '../../../../src/core/calendar/new-york.ts';
import { releaseInstant } from '../../../../src/core/calendar/release.ts';
import type { CalendarName } from '../../../../src/core/calendar/schedule.ts';
import { type RandomStream, seededStream } from '../../../../src/core/numerics/random.ts';
import { type Fetched, type Provider, ProviderError } from '../../../../src/providers/provider.ts';

const [MINUTE, HOUR] = [60_000, 3_600_000];

/** A value of a date, and the instant from which its source gives it. */
export interface Arrival {
  readonly date: EpochDay;
  readonly value: number;
  readonly at: number;
}

/** A made-up series: its place in the catalogue, and everything that its source will ever say. */
export interface MadeSource {
  readonly id: string;
  readonly entry: string;
  readonly calendar: CalendarName;
  /** Whether the source tells when each value was known. */
  readonly hasVintages: boolean;
  readonly arrivals: readonly Arrival[];
}

/** The day before the first one that may be late. */
export const BEGIN = parseCivilDate('2025-06-02') as number;
const HISTORY = 120;
const RELEASE = { kind: 'weekday', weekday: 4, weeks: 0, minutes: 16 * 60 + 30, zone: 'America/New_York' } as const;

/** What can be kept of a series with its values by hand: punctual, in order but late, late out of order, corrected. */
type Manners = 'late in order' | 'late out of order' | 'corrected';

/** The sources of so many days after `BEGIN`: late, out of order, corrected, each by its own manners. */
export function madeYear(seed: number, days: number): readonly MadeSource[] {
  const dates = Array.from({ length: HISTORY + days }, (_, i) => BEGIN - HISTORY + 1 + i);
  const sessions = dates.filter(isNewYorkSession);
  const weeks = dates.filter((day) => isoWeekday(day) === 3);
  return [
    source(
      'EQ',
      'new-york',
      arrivalsOf(spikes(seededStream(seed + 1), sessions), 'late in order', { calendar: 'new-york', random: seededStream(seed + 2) }),
    ),
    source(
      'COIN',
      'utc-daily',
      arrivalsOf(spikes(seededStream(seed + 3), dates), 'late out of order', { calendar: 'utc-daily', random: seededStream(seed + 4) }),
    ),
    source(
      'WALK',
      'utc-daily',
      arrivalsOf(walk(seededStream(seed + 5), dates), 'late in order', { calendar: 'utc-daily', random: seededStream(seed + 6) }),
    ),
    source(
      'REV',
      'utc-daily',
      arrivalsOf(spikes(seededStream(seed + 7), dates), 'corrected', { calendar: 'utc-daily', random: seededStream(seed + 8) }),
    ),
    conditions(seededStream(seed + 9), weeks),
  ];
}

function source(id: string, calendar: CalendarName, arrivals: readonly Arrival[]): MadeSource {
  const entry = `  ${id}: { title: ${id}, unit: USD, calendar: ${calendar}, licence: made up, sources: [{ made: ${id} }] }`;
  return { id, calendar, entry, hasVintages: false, arrivals };
}

type Point = readonly [date: EpochDay, value: number];

/** About 100, and now and then 200 for one date, never twice within five dates. */
function spikes(random: RandomStream, dates: readonly EpochDay[]): Point[] {
  let last = -9;
  return dates.map((date, i) => {
    const isSpike = i - last > 5 && random.uniform() < 0.07;
    if (isSpike) last = i;
    return [date, isSpike ? 200 : Math.round(9_700 + 600 * random.uniform()) / 100];
  });
}

/** A wandering price that is drawn back to 100. */
function walk(random: RandomStream, dates: readonly EpochDay[]): Point[] {
  let price = 100;
  return dates.map((date) => {
    price = Math.round((price + 0.05 * (100 - price) + 6 * (random.uniform() - 0.5)) * 100) / 100;
    return [date, price];
  });
}

function arrivalsOf(
  points: readonly Point[],
  manners: Manners,
  { calendar, random }: { readonly calendar: CalendarName; readonly random: RandomStream },
): Arrival[] {
  let before = 0;
  return points.flatMap(([date, value]) => {
    const mayBeLate = date > BEGIN + 2;
    const punctual = closeInstant(calendar, date) + (1 + random.below(60)) * MINUTE;
    const draw = random.uniform();
    const delay = random.uniform();
    if (manners === 'corrected') {
      const isCorrected = mayBeLate && draw < 0.2;
      const other = random.uniform() < 0.4 ? 200 : 90;
      return [
        { date, value, at: closeInstant(calendar, date) },
        ...(isCorrected ? [{ date, value: other, at: punctual + delay * 72 * HOUR }] : []),
      ];
    }
    const late =
      !mayBeLate || draw > (manners === 'late in order' ? 0.1 : 0.3)
        ? 0
        : manners === 'late in order'
          ? delay * 60 * HOUR
          : (0.5 + 3 * delay) * DAY_MS;
    const at = manners === 'late in order' ? Math.max(before, punctual + late) : punctual + late;
    before = at;
    return [{ date, value, at }];
  });
}

/** Weekly figures, published on the next day in New York, sometimes late, most of them corrected later; the source tells when each was known. */
function conditions(random: RandomStream, weeks: readonly EpochDay[]): MadeSource {
  let level = 0;
  let before = 0;
  const arrivals = weeks.flatMap((date): Arrival[] => {
    level = 0.7 * level + 1.2 * (random.uniform() - 0.5);
    const late = date > BEGIN + 2 && random.uniform() < 0.2 ? random.uniform() * 5 * DAY_MS : 0;
    const at = Math.round(Math.max(before + MINUTE, releaseInstant(RELEASE, date) + late));
    before = at;
    const corrected = date > BEGIN + 2 && random.uniform() < 0.6;
    const first = { date, value: rounded(level), at };
    const second = {
      date,
      value: rounded(level + 0.8 * (random.uniform() - 0.5)),
      at: Math.round(at + (0.1 + random.uniform() * 20) * DAY_MS),
    };
    return corrected ? [first, second] : [first];
  });
  const release = '{ weekday: thursday, time: "16:30", zone: America/New_York }';
  const entry = `  COND: { title: COND, unit: index, calendar: weekly-utc, licence: made up, release: ${release}, sources: [{ told: COND }] }`;
  return { id: 'COND', calendar: 'weekly-utc', entry, hasVintages: true, arrivals };
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

/** The catalogue of the made-up series. */
export const catalogueText = (sources: readonly MadeSource[]): string => `series:\n${sources.map(({ entry }) => entry).join('\n')}\n`;

/** Two sources on the network, one of which tells its vintages: both fail now and then, and for days at a time. */
export function madeProviders(
  sources: readonly MadeSource[],
  { seed, mayFail }: { readonly seed: number; readonly mayFail: (now: number) => boolean },
): Provider[] {
  const provider = (name: string, hasVintages: boolean): Provider => ({
    name,
    terms: {
      ...{ title: name, hosts: [`${name}.example`], addresses: [], history: '', hasVintages, key: null, licence: 'made up', precision: 0 },
      rate: { requests: 100, perSeconds: 1, atOnce: 10 },
    },
    async fetch({ address, now }) {
      const found = sources.find(({ id }) => id === address) as MadeSource;
      if (mayFail(now) && isDown(now, seed))
        throw new ProviderError(`${name} does not answer`, { provider: name, kind: 'unavailable', request: address });
      return fetchedOf(found, now);
    },
  });
  return [provider('made', false), provider('told', true)];
}

/** Down for one or two days about every month, and for one request in ten. */
function isDown(now: number, seed: number): boolean {
  const month = Math.floor(now / (30 * DAY_MS));
  const ofMonth = seededStream(seed + month);
  const from = (month * 30 + ofMonth.uniform() * 27) * DAY_MS;
  const isOutage = now >= from && now < from + (1 + ofMonth.uniform()) * DAY_MS;
  return isOutage || seededStream(seed + Math.floor(now / MINUTE)).uniform() < 0.1;
}

function fetchedOf({ arrivals, hasVintages }: MadeSource, now: number): Fetched {
  const known = arrivals.filter(({ at }) => at <= now);
  const rows = hasVintages ? known : [...new Map(known.toSorted((a, b) => a.at - b.at).map((row) => [row.date, row])).values()];
  rows.sort((a, b) => a.date - b.date || a.at - b.at);
  return {
    dates: Int32Array.from(rows, ({ date }) => date),
    values: Float64Array.from(rows, ({ value }) => value),
    ...(hasVintages ? { knownAt: Float64Array.from(rows, ({ at }) => at) } : {}),
    ...{ notes: [], responses: [] },
  };
}
