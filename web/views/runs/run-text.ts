import type { RunsResult } from '../../../src/contract/store.ts';

type Run = RunsResult['runs'][number];

/** What a run asked, in a line: the expressions of a study, the pack and claim of a check. */
export function questionOf({ input }: Run): string {
  const { when, then, pack, claim, ...rest } = (input ?? {}) as Record<string, unknown>;
  if (typeof when === 'string') return `${when} → ${Array.isArray(then) ? then.join(', ') : String(then)}`;
  if (pack !== undefined || claim !== undefined) return [pack ?? 'russell-crypto', claim].filter(Boolean).join(' · ');
  const text = Object.entries(rest)
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(', ');
  return text === '' ? '–' : text;
}

/** The verdicts of a run: the words where there is one or a few alike, otherwise how many of each. */
export function verdictsOf({ verdicts }: Run): string {
  const counts = Map.groupBy(verdicts, ({ verdict }) => verdict);
  if (counts.size > 3) return `${verdicts.length}`;
  return [...counts].map(([verdict, all]) => (all.length === 1 ? verdict : `${all.length} × ${verdict}`)).join('; ');
}
