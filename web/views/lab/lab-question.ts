import type { StudyInput } from '../../../src/contract/operations.ts';
import type { LabSearch } from './lab-search.ts';

/** What is asked of the server for one study of the Lab. */
export type Question = Partial<StudyInput> & Pick<StudyInput, 'when' | 'then'>;

/** As many outcomes as one family may have here. */
export const MOST_OUTCOMES = 20;
/** As many conditions as may be given. */
export const MOST_GIVEN = 20;

/** The state of the Lab as it stands in the address: nothing that is empty or as it is anyway. */
export function tidy(search: LabSearch): LabSearch {
  const then = search.then?.filter((text) => text.trim() !== '');
  const given = search.given?.filter((text) => text.trim() !== '');
  const bThen = search.bThen?.filter((text) => text.trim() !== '');
  const kept = {
    when: search.when?.trim() ? search.when : undefined,
    then: then?.length ? then : undefined,
    direction: search.direction === 'down' ? search.direction : undefined,
    given: given?.length ? given : undefined,
    curve: search.curve || undefined,
    trade: search.trade || undefined,
    cost: search.trade ? search.cost : undefined,
    slippage: search.trade ? search.slippage : undefined,
    seed: search.seed === 1 ? undefined : search.seed,
    member: search.member || undefined,
    run: search.run || undefined,
    bWhen: search.bWhen?.trim() ? search.bWhen : undefined,
    bThen: bThen?.length ? bThen : undefined,
    bDirection: search.bDirection === 'down' ? search.bDirection : undefined,
  };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}

const same = (a: LabSearch, b: LabSearch): boolean => JSON.stringify(tidy(a)) === JSON.stringify(tidy(b));

/** Whether two states ask the same of the server, whatever of the answer is looked at. */
export const asksTheSame = (a: LabSearch, b: LabSearch): boolean => same({ ...a, member: 0, run: false }, { ...b, member: 0, run: false });

/** The question of the first study; undefined while it is not complete. */
export function questionOf(search: LabSearch, asOf: string | undefined): Question | undefined {
  const { when, then, direction, given, curve, trade, cost, slippage, seed } = tidy(search);
  if (when === undefined || then === undefined) return undefined;
  return {
    when,
    then: [...then],
    direction,
    given: given && [...given],
    curve,
    trade,
    cost,
    slippage,
    seed,
    asOf,
    pictures: true,
  } as Question;
}

/** The question of the study beside it; undefined where there is none. */
export function questionBeside(search: LabSearch, asOf: string | undefined): Question | undefined {
  const { bWhen, bThen, bDirection } = search;
  return questionOf({ ...search, when: bWhen ?? '', then: bThen ?? [], direction: bDirection ?? 'up' }, asOf);
}

/** Texts that stand twice among the outcomes: each counts once in a family. */
export const repeated = (then: readonly string[]): string[] => [
  ...new Set(then.map((text) => text.trim()).filter((text, i, all) => text !== '' && all.indexOf(text) !== i)),
];

const quoted = (text: string): string => (/^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** The command that asks the same. */
export function commandOf(question: Question): string {
  const { when, then, direction, given = [], curve, trade, cost, slippage, seed, asOf } = question;
  return [
    `harbinger study --when ${quoted(when)}`,
    ...then.map((text) => `--then ${quoted(text)}`),
    ...(direction === 'down' ? ['--direction down'] : []),
    ...given.map((text) => `--given ${quoted(text)}`),
    ...(curve ? ['--curve'] : []),
    ...(trade ? ['--trade'] : []),
    ...(cost === undefined ? [] : [`--cost ${cost}`]),
    ...(slippage === undefined ? [] : [`--slippage ${slippage}`]),
    ...(asOf === undefined ? [] : [`--as-of ${asOf}`]),
    ...(seed === undefined ? [] : [`--seed ${seed}`]),
  ].join(' ');
}
