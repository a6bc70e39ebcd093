import { DAY_MS, type EpochDay, formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import type { Parsed } from '../../../src/providers/provider.ts';

// Reads a body without knowing its provider: which numbers and dates stand in it at all, and in which row.

/** How a provider's values come from its body. */
export type Derivation =
  /** Each value stands there. */
  | 'as it stands'
  /** A sum over rows of its date. */
  | 'sum of rows'
  /** A count, or a rank on a short scale. */
  | 'count'
  /** Sums and differences of some figures. */
  | 'figures combined';

/** Sums of rows that are tried. */
const MOST_SUMS = 300_000;
/** Of the stages of a bill. */
const HIGHEST_RANK = 6;
const DEEPEST_ROW = 8;
const HALF_DAY = DAY_MS / 2;

/** Numbers in a text: with a point, a sign, an exponent, commas between thousands. */
function numbersIn(text: string): Set<number> {
  const plain = Array.from(text.matchAll(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g), ([token]) => Number(token));
  const grouped = Array.from(text.matchAll(/-?\d{1,3}(?:,\d{3})+(?:\.\d+)?/g), ([token]) => Number(token.replaceAll(',', '')));
  return new Set([...plain, ...grouped]);
}

/** Every day that some text may mean: civil dates in the usual forms, and stamps in seconds to nanoseconds wherever on earth. */
function daysIn(text: string, numbers: Iterable<number>): Set<EpochDay> {
  const days = new Set<EpochDay>();
  for (const [token] of text.matchAll(
    /\d{4}-\d{2}-\d{2}|[A-Z][a-z]{2} \d{1,2}, ?\d{4}|\d{1,2}\/(?:\d{1,2}|[A-Z][a-z]{2})\/\d{4}|\d{1,2}-[A-Z][a-z]{2}-\d{4}/g,
  )) {
    const instant = Date.parse(`${token} UTC`.replace(/^(\d{4}-\d{2}-\d{2}) UTC$/, '$1T00:00Z'));
    if (!Number.isNaN(instant)) days.add(instant / DAY_MS);
  }
  for (const number of numbers) {
    for (const unit of [1000, 1, 1e-3, 1e-6]) {
      const instant = number * unit;
      if (Math.abs(instant) > 1e16) continue;
      days.add(Math.floor((instant - HALF_DAY) / DAY_MS));
      days.add(Math.floor(instant / DAY_MS));
      days.add(Math.floor((instant + HALF_DAY) / DAY_MS));
    }
  }
  return days;
}

/** A row of a body: its dates, and its figures cell by cell; NaN for a cell that is none. */
interface Row {
  readonly days: ReadonlySet<EpochDay>;
  readonly figures: readonly number[];
}

/** Records and lists within lists of a JSON, or the lines of a table. */
function rowsOf(body: string): Row[] {
  const rows = /^\s*[[{]/.test(body) ? elementsOf(JSON.parse(body)).map(leavesOf) : body.split('\n').map(cellsOf);
  return rows.map((cells) => {
    const figures = cells.map((cell) => (cell.trim() === '' ? Number.NaN : Number(cell.replaceAll(',', ''))));
    return { days: daysIn(cells.join(' '), figures.filter(Number.isFinite)), figures };
  });
}

/** A value in a JSON: what holds it, and how deep. */
interface Place {
  readonly value: unknown;
  readonly holder: unknown;
  readonly depth: number;
}

/** Everything in a JSON, however deep it nests. */
function* placesIn(json: unknown): Generator<Place> {
  const waiting: Place[] = [{ value: json, holder: undefined, depth: 0 }];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    yield place;
    const { value: holder, depth } = place;
    if (typeof holder !== 'object' || holder === null) continue;
    for (const value of Object.values(holder)) waiting.push({ value, holder, depth: depth + 1 });
  }
}

const elementsOf = (json: unknown): unknown[] =>
  Array.from(placesIn(json)).flatMap(({ value, holder, depth }) => (Array.isArray(holder) && depth < DEEPEST_ROW ? [value] : []));

const leavesOf = (json: unknown): string[] =>
  Array.from(placesIn(json)).flatMap(({ value }) => (typeof value === 'object' ? [] : [String(value)]));

const cellsOf = (line: string): string[] => Array.from(line.matchAll(/"([^"]*)"|[^,]+/g), ([cell, quoted]) => quoted ?? cell);

/**
 * Observations that the bodies cannot hold, as sentences: a date that is nowhere in them, a value that is not, or that is no sum of
 * its date's rows.
 */
export function inventions({ dates, values, adjusted }: Parsed, bodies: readonly string[], derivation: Derivation): string[] {
  const text = bodies.join('\n');
  const numbers = numbersIn(text);
  const days = daysIn(text, numbers);
  const isFound = finders[derivation]({ numbers, rows: derivation === 'as it stands' ? [] : bodies.flatMap(rowsOf) });
  return Array.from(dates, (day, i) => {
    const value = values[i] as number;
    const close = adjusted?.[i] ?? Number.NaN;
    const date = formatCivilDate(day);
    if (!days.has(day)) return `the date ${date} is nowhere in the body`;
    if (!isFound(value, day)) return `the value ${value} of ${date} is nowhere in the body`;
    return Number.isNaN(close) || numbers.has(close) ? '' : `the adjusted close ${close} of ${date} is nowhere in the body`;
  }).filter(Boolean);
}

interface Found {
  readonly numbers: ReadonlySet<number>;
  readonly rows: readonly Row[];
}

const finders: Readonly<Record<Derivation, (found: Found) => (value: number, day: EpochDay) => boolean>> = {
  'as it stands':
    ({ numbers }) =>
    (value) =>
      numbers.has(value),
  count:
    ({ rows }) =>
    (value) =>
      Number.isInteger(value) && value >= 0 && value <= Math.max(HIGHEST_RANK, rows.length),
  'sum of rows':
    ({ rows }) =>
    (value, day) => {
      const own = rows.filter(({ days }) => days.has(day)).map(({ figures }) => figures.filter(Number.isFinite));
      if (isSumOver(own, value)) return true;
      // Rows of a table whose date stands before it: one column of them.
      const width = Math.max(...rows.map(({ figures }) => figures.length));
      const columns = Array.from({ length: width }, (_, i) => rows.map(({ figures }) => figures[i] ?? Number.NaN).filter(Number.isFinite));
      return columns.some((column) =>
        isSumOver(
          column.map((figure) => [figure]),
          value,
        ),
      );
    },
  'figures combined': ({ numbers }) => {
    const figures = [...numbers];
    const pairs = new Set(figures.flatMap((a) => figures.map((b) => a + b)));
    return (value) =>
      numbers.has(value) ||
      pairs.has(value) ||
      figures.some((figure) => pairs.has(value + figure)) ||
      [...pairs].some((pair) => pairs.has(value - pair));
  },
};

/** Whether a value is a sum of one figure from each of some rows. */
function isSumOver(rows: readonly (readonly number[])[], value: number): boolean {
  let sums = [0];
  for (const figures of rows)
    sums = [...new Set(sums.flatMap((sum) => [sum, ...figures.map((figure) => sum + figure)]))].slice(0, MOST_SUMS);
  return sums.some((sum) => isNear(sum, value));
}

const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b), 1e-6);
