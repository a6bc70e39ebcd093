import type { EpochDay } from '../../core/calendar/civil-date.ts';

/** An amount that was earned from one date to another, both counted, as one filing tells it. */
export interface Amount {
  readonly start: EpochDay;
  readonly end: EpochDay;
  readonly value: number;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly knownAt: number;
  /** Whether the filing amends an earlier one: it wins over another of the same instant. */
  readonly isAmendment: boolean;
}

/** The amount of the year that ends on a date, in one of its versions. */
export interface TrailingYear {
  readonly end: EpochDay;
  readonly value: number;
  readonly knownAt: number;
}

/** What the amounts add up to: versions in ascending order of end and knownAt, and the ends for which they do not. */
export interface TrailingYears {
  readonly versions: readonly TrailingYear[];
  readonly without: readonly EpochDay[];
}

/** Lengths in days, both ends counted. Years of 52 or 53 weeks and quarters of 12 to 14 weeks are among them. */
const LENGTHS = { year: [350, 380], nine: [260, 285], half: [170, 195], quarter: [80, 100] } as const;
type Length = keyof typeof LENGTHS;
/** Parts of a year that may run from its beginning. */
const PARTS = ['nine', 'half', 'quarter'] as const;
/** Fiscal years of whole weeks end on other dates each year. */
const TOLERANCE = 7;
/** Nothing that counts towards a year ends earlier than this before its end. */
const REACH = 380;

interface Period {
  readonly length: Length;
  readonly start: EpochDay;
  readonly end: EpochDay;
  readonly value: number;
}

/** All that was ever said of one period, in the order in which it became known. */
interface History {
  readonly length: Length;
  readonly end: EpochDay;
  readonly versions: readonly Amount[];
}

/**
 * The amount of the twelve months up to the end of each reported period, in every version that the world has known.
 *
 * As known at an instant it is: the amount of a year that ends there; else that of the fiscal year before, plus that of the part of
 * the year so far, minus that of the same part a year earlier; else the sum of four quarters in a row. Each with the last version
 * known by then. Where none of these can be had, the end has no value. Two values of one period that became known at once leave it unknown.
 */
export function trailingYears(amounts: readonly Amount[]): TrailingYears {
  const histories = historiesOf(amounts);
  const ends = [...new Set(histories.map(({ end }) => end))].sort((a, b) => a - b);
  const found = ends.map((end) => ({ end, versions: versionsAt(end, histories) }));
  return {
    versions: found.flatMap(({ versions }) => versions),
    without: found.filter(({ versions }) => versions.length === 0).map(({ end }) => end),
  };
}

function versionsAt(end: EpochDay, all: readonly History[]): TrailingYear[] {
  const histories = all.filter((history) => history.end <= end && history.end >= end - REACH);
  const instants = [...new Set(histories.flatMap(({ versions }) => versions.map(({ knownAt }) => knownAt)))].sort((a, b) => a - b);
  const versions: TrailingYear[] = [];
  for (const knownAt of instants) {
    const value = trailingYear(end, periodsKnownAt(knownAt, histories));
    if (value !== undefined && value !== versions.at(-1)?.value) versions.push({ end, value, knownAt });
  }
  return versions;
}

function trailingYear(end: EpochDay, periods: readonly Period[]): number | undefined {
  const year = periods.find((period) => period.length === 'year' && period.end === end);
  return year?.value ?? rolledYear(end, periods) ?? fourQuarters(end, periods);
}

/** Fiscal year before + part of this year − the same part of that year. */
function rolledYear(end: EpochDay, periods: readonly Period[]): number | undefined {
  for (const length of PARTS) {
    const part = periods.find((period) => period.length === length && period.end === end);
    if (!part) continue;
    const year = endingNear(part.start - 1, periods, 'year');
    const earlier = year && endingNear(end - 365, periods, length);
    if (earlier && Math.abs(earlier.start - year.start) <= TOLERANCE) return year.value + part.value - earlier.value;
  }
  return undefined;
}

function fourQuarters(end: EpochDay, periods: readonly Period[]): number | undefined {
  let sum = 0;
  let next = periods.find((period) => period.length === 'quarter' && period.end === end);
  for (let count = 1; next; count++) {
    sum += next.value;
    if (count === 4) return isOfLength(end - next.start + 1, 'year') ? sum : undefined;
    next = endingNear(next.start - 1, periods, 'quarter');
  }
  return undefined;
}

/** The period of a length whose end is nearest to a date, within the tolerance. */
function endingNear(day: EpochDay, periods: readonly Period[], length: Length): Period | undefined {
  const distance = (period: Period) => Math.abs(period.end - day);
  return periods
    .filter((period) => period.length === length && distance(period) <= TOLERANCE)
    .reduce<Period | undefined>((nearest, period) => (nearest && distance(nearest) <= distance(period) ? nearest : period), undefined);
}

function periodsKnownAt(instant: number, histories: readonly History[]): Period[] {
  return histories.flatMap(({ length, end, versions }) => {
    const last = versions.findLast(({ knownAt }) => knownAt <= instant);
    return last === undefined || Number.isNaN(last.value) ? [] : [{ length, end, start: last.start, value: last.value }];
  });
}

function historiesOf(amounts: readonly Amount[]): History[] {
  const groups = Map.groupBy(
    amounts.filter((amount) => lengthOf(amount) !== undefined),
    (amount) => `${lengthOf(amount)} ${amount.end}`,
  );
  return [...groups.values()].map((group) => {
    const first = group[0] as Amount;
    return { length: lengthOf(first) as Length, end: first.end, versions: settled(group) };
  });
}

/** Versions in order, one for each instant: the amendment's where there is one; not a number where two contradict each other. */
function settled(group: readonly Amount[]): Amount[] {
  const byInstant = [...Map.groupBy(group, ({ knownAt }) => knownAt)].sort(([a], [b]) => a - b);
  return byInstant.map(([, together]) => {
    const amendments = together.filter(({ isAmendment }) => isAmendment);
    const candidates = amendments.length > 0 ? amendments : together;
    const first = candidates[0] as Amount;
    return candidates.every(({ value }) => value === first.value) ? first : { ...first, value: Number.NaN };
  });
}

function lengthOf({ start, end }: Amount): Length | undefined {
  return (Object.keys(LENGTHS) as Length[]).find((length) => isOfLength(end - start + 1, length));
}

function isOfLength(days: number, length: Length): boolean {
  const [shortest, longest] = LENGTHS[length];
  return days >= shortest && days <= longest;
}
