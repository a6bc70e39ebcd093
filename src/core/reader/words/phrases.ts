import { type Token, tokenise } from './tokens.ts';

/** Phrases that are found by their tokens, the longest first: a tree of tokens. */
export interface Phrases<Value> {
  readonly next: Map<string, Phrases<Value>>;
  value: Value | undefined;
}

/** A phrase that was found: the tokens `first` to before `end`. */
export interface Found<Value> {
  readonly value: Value;
  readonly first: number;
  readonly end: number;
}

/** Between two tokens of one phrase lie at most so many characters: a space, the end of a line with its indent. */
const WIDEST_GAP = 3;

/** Marks that are written in several ways and mean one thing. */
const SAME_MARKS: ReadonlyMap<string, string> = new Map([
  ...['’', '‘', 'ʼ', '´', '`'].map((mark) => [mark, "'"] as const),
  ...['‐', '‑', '‒', '–', '—', '−'].map((mark) => [mark, '-'] as const),
  ['×', 'x'],
  ['⋅', '.'],
]);

/** The text of a token as phrases know it: apostrophes and dashes of all kinds are one each. */
export const keyOf = (token: Token): string => (token.kind === 'mark' ? (SAME_MARKS.get(token.text) ?? token.text) : token.text);

/** Whether the second token stands so close behind the first that they may be one phrase. */
export const isNear = (before: Token, after: Token): boolean => after.start - before.end <= WIDEST_GAP;

/** Whether nothing at all stands between the two tokens. */
export const isGlued = (before: Token | undefined, after: Token | undefined): boolean =>
  before !== undefined && after !== undefined && before.end === after.start;

/** No phrases yet. */
export const noPhrases = <Value>(): Phrases<Value> => ({ next: new Map(), value: undefined });

/** Adds a phrase by its tokens; one that is there already keeps its value unless `merge` says otherwise. */
export function addTokens<Value>(
  phrases: Phrases<Value>,
  keys: readonly string[],
  { value, merge }: { value: Value; merge?: (old: Value, added: Value) => Value },
): void {
  let node = phrases;
  for (const key of keys) {
    const next = node.next.get(key) ?? noPhrases<Value>();
    node.next.set(key, next);
    node = next;
  }
  if (node === phrases) return;
  node.value = node.value === undefined ? value : (merge?.(node.value, value) ?? node.value);
}

/** A text's tokens as phrases know them. */
export const keysOf = (text: string): string[] => tokenise(text).map(keyOf);

/** Phrases of a table from values to texts; of equal phrases the first counts. */
export function phrasesOf<Value>(entries: Iterable<readonly [Value, readonly string[]]>): Phrases<Value> {
  const phrases = noPhrases<Value>();
  for (const [value, texts] of entries) for (const text of texts) addTokens(phrases, keysOf(text), { value });
  return phrases;
}

/** The same from the end to the beginning, to be found before a place. */
export function backwardPhrasesOf<Value>(
  entries: Iterable<readonly [Value, readonly string[]]>,
  merge?: (old: Value, added: Value) => Value,
): Phrases<Value> {
  const phrases = noPhrases<Value>();
  for (const [value, texts] of entries)
    for (const text of texts) addTokens(phrases, keysOf(text).reverse(), merge ? { value, merge } : { value });
  return phrases;
}

/** The longest phrase that begins with the token `at`. */
export function phraseAt<Value>(phrases: Phrases<Value>, tokens: readonly Token[], at: number): Found<Value> | undefined {
  let node: Phrases<Value> | undefined = phrases;
  let found: Found<Value> | undefined;
  for (let i = at; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (i > at && !isNear(tokens[i - 1]!, token)) break;
    node = node.next.get(keyOf(token));
    if (node === undefined) break;
    if (node.value !== undefined) found = { value: node.value, first: at, end: i + 1 };
  }
  return found;
}

/** The longest phrase that ends right before the token `at`, and begins nowhere before `floor`. */
export function phraseBefore<Value>(
  backward: Phrases<Value>,
  tokens: readonly Token[],
  { at, floor }: { at: number; floor: number },
): Found<Value> | undefined {
  let node: Phrases<Value> | undefined = backward;
  let found: Found<Value> | undefined;
  for (let i = at - 1; i >= floor; i--) {
    const token = tokens[i]!;
    const after = tokens[i + 1];
    if (after !== undefined && !isNear(token, after)) break;
    node = node.next.get(keyOf(token));
    if (node === undefined) break;
    if (node.value !== undefined) found = { value: node.value, first: i, end: at };
  }
  return found;
}
