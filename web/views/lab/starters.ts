import type { LanguageFunction } from '../../../src/contract/expression.ts';

export interface Starter {
  readonly when: string;
  readonly then: string;
  readonly doc: string;
}

/** Triggers and outcomes that go well together, by the names of their functions. */
const PAIRS: readonly (readonly [trigger: string, outcome: string])[] = [
  ['all_time_high', 'return'],
  ['crosses_below', 'max_loss'],
  ['breakout', 'hits'],
  ['while', 'excess_return'],
];

/** Whole questions from the examples in the language's own manual. */
export function starters(functions: readonly LanguageFunction[]): Starter[] {
  const named = (name: string) => functions.find((one) => one.name === name);
  return PAIRS.flatMap(([trigger, outcome]) => {
    const when = named(trigger);
    const then = named(outcome);
    return when && then ? [{ when: when.example, then: then.example, doc: `${when.doc} ${then.doc}` }] : [];
  });
}
