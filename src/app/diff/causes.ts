import { formatDate } from '../../contract/format.ts';
import type { DiffResult } from '../../contract/store.ts';
import type { NumbersByPath } from './numbers.ts';

type Run = DiffResult['before'];
type Cause = DiffResult['causes'][number];

/** What could have moved the numbers between two runs: whatever differs of the question, its date, the data, the program and the studies seen. */
export function causesOf(before: Run, after: Run, numbers: { readonly before: NumbersByPath; readonly after: NumbersByPath }): Cause[] {
  const [asked, askedNow] = [inputText(before.input), inputText(after.input)];
  const [seen, seenNow] = [othersSeen(numbers.before), othersSeen(numbers.after)];
  const isLater = (after.asOf ?? '') > (before.asOf ?? '');
  const all: Cause[] = [
    {
      cause: 'input',
      before: asked,
      after: askedNow,
      sentence: `The question was put in another way: ${differingKeys(before.input, after.input)}.`,
    },
    {
      ...{ cause: 'as of', before: before.asOf ?? '', after: after.asOf ?? '' },
      sentence: `It was asked of ${formatDate(after.asOf)} instead of ${formatDate(before.asOf)}: ${isLater ? 'what became known in between counts now' : 'what became known in between counts no more'}.`,
    },
    {
      ...{ cause: 'data', before: before.dataHash, after: after.dataHash },
      sentence: 'The data that it read are others: values came, went or were revised.',
    },
    {
      cause: 'version',
      before: before.version,
      after: after.version,
      sentence: `Another version of the program computed it: ${after.version} instead of ${before.version}.`,
    },
    {
      ...{ cause: 'other studies', before: String(seen), after: String(seenNow) },
      sentence: `The store had seen ${seenNow} other studies of the same two series, instead of ${seen}: for the verdict p counts ${seenNow + 1} times as much, instead of ${seen + 1}.`,
    },
  ];
  return all.filter((cause) => cause.before !== cause.after);
}

/** The most other studies that any verdict of a result pays for. */
const othersSeen = (numbers: NumbersByPath): number =>
  Math.max(
    0,
    ...Array.from(numbers, ([path, value]) => (path === 'headline/otherStudies' || path.endsWith('/headline/otherStudies') ? value : 0)),
  );

/** An input in one form, whatever the order of its keys, and whether or not pictures were asked for beside the answer. */
export const inputText = (input: unknown): string => JSON.stringify(sorted(asked(input)));

function asked(input: unknown): unknown {
  if (input === null || typeof input !== 'object' || Array.isArray(input)) return input;
  const { pictures: _, ...question } = input as Record<string, unknown>;
  return question;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** `seed 1 instead of 7, as-of 2026-01-12 instead of none`. */
function differingKeys(before: unknown, after: unknown): string {
  const [then, now] = [before, after].map((input) => (input ?? {}) as Record<string, unknown>) as [
    Record<string, unknown>,
    Record<string, unknown>,
  ];
  const told = (value: unknown) => (value === undefined ? 'none' : typeof value === 'string' ? value : JSON.stringify(value));
  const keys = [...new Set([...Object.keys(then), ...Object.keys(now)])].filter(
    (key) => key !== 'pictures' && inputText(then[key] ?? null) !== inputText(now[key] ?? null),
  );
  return keys.map((key) => `${key} ${told(now[key])} instead of ${told(then[key])}`).join(', ');
}
