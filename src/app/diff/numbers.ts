import { withoutWithheld } from './withheld.ts';

/** A number of a result with the way to it: keys of objects, and of list elements what tells them apart. */
export type NumbersByPath = ReadonlyMap<string, number>;

/** A number that is not the same on both sides; null where that side has none. */
export interface ChangedNumber {
  readonly path: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** What tells the elements of a list apart, the first of these that they have. */
const NAMES = ['id', 'outcome', 'eventDate', 'name', 'label', 'claim', 'date', 'number'] as const;

/** What only draws a picture: it says in many numbers what others say in one. */
const DRAWN = new Set(['pictures', 'distribution', 'points', 'values']);

/** Counted to the clock's day, or held beside the question: they move without it, and with no cause. */
const BESIDE = new Set(['ageDays', 'series']);

/**
 * Every number of a result by its path, such as `claims/rallies-follow/known/return(BTC, 180d)/headline/p`. Elements of lists go by their name,
 * so that a new one moves no other. Left out are lists of bare numbers, what only draws a picture, what is counted to the day on which it was
 * asked, and p values that a study withholds.
 */
export function numbersOf(result: unknown): NumbersByPath {
  const found = new Map<string, number>();
  collect(result, [], found);
  return found;
}

function collect(value: unknown, path: readonly string[], found: Map<string, number>): void {
  if (typeof value === 'number') found.set(path.join('/'), value);
  else if (Array.isArray(value)) collectList(value, path, found);
  else if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(withoutWithheld(value)))
      if (!DRAWN.has(key) && !BESIDE.has(key)) collect(inner, [...path, key], found);
  }
}

function collectList(list: readonly unknown[], path: readonly string[], found: Map<string, number>): void {
  if (list.every((element) => typeof element === 'number')) return;
  const seen = new Map<string, number>();
  list.forEach((element, i) => {
    const name = nameOf(element) ?? String(i + 1);
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    collect(element, [...path, times === 1 ? name : `${name} #${times}`], found);
  });
}

function nameOf(element: unknown): string | undefined {
  if (element === null || typeof element !== 'object') return undefined;
  const record = element as Record<string, unknown>;
  const parts = NAMES.flatMap((key) => (typeof record[key] === 'string' ? [record[key]] : []));
  // A slash would read as a step of the path.
  return parts[0] === undefined ? undefined : parts.slice(0, 2).join(' after ').replaceAll('/', '∕');
}

/** Rounding in the last digits is no change. */
const NOISE = 1e-12;

/** Numbers that differ: the largest relative change (of the larger value) first, those that only one side has after them, each group in the order of the result. */
export function changedNumbers(before: NumbersByPath, after: NumbersByPath): { changed: ChangedNumber[]; compared: number } {
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  const changed = paths
    .map((path): ChangedNumber => ({ path, before: before.get(path) ?? null, after: after.get(path) ?? null }))
    .filter((number) => relativeChange(number) > NOISE);
  const isShared = ({ before: then, after: now }: ChangedNumber) => then !== null && now !== null;
  const shared = changed.filter(isShared).sort((a, b) => relativeChange(b) - relativeChange(a));
  return { changed: [...shared, ...changed.filter((number) => !isShared(number))], compared: paths.length };
}

/** |after − before| over the larger of the two sizes, 0 to 2; 2 where one side has none. */
export function relativeChange({ before, after }: ChangedNumber): number {
  if (before === null || after === null) return 2;
  const size = Math.max(Math.abs(before), Math.abs(after));
  return size === 0 ? 0 : Math.abs(after - before) / size;
}
