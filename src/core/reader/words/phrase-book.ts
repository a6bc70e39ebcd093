import { type Token, tokenise } from './tokens.ts';

/** Tokens that may lie between two parts of a phrase joined by `...`. */
const LONGEST_GAP = 6;
/** Marks that join words or quote them, on which no phrase hangs. */
const PASSED_OVER = new Set([..."-‐‑‒'’‘`´"]);
const GAP = '...';
/** Letters of a word beyond which nothing is looked for in it. */
const LONGEST_WORD = 100;

interface Node {
  readonly edges: Map<number, Node>;
  gap: Node | undefined;
  /** What a phrase that ends here stands for. */
  readonly ends: number[];
}

/** A phrase found: what it stands for, and the first and last lexeme of it. */
export interface Found {
  readonly entry: number;
  readonly first: number;
  readonly last: number;
  /** Whether other words may stand within it. */
  readonly hasGap: boolean;
}

/** A set of phrases, ready to be found in texts. */
export interface PhraseBook {
  find(lexemes: readonly Token[]): Found[];
}

/** The tokens that phrases are made of: all but hyphens and apostrophes. */
export const lexemesOf = (tokens: readonly Token[]): Token[] =>
  tokens.filter(({ kind, text }) => kind !== 'mark' || !PASSED_OVER.has(text));

/**
 * Phrases as content files write them: words separated by spaces; `word*` with any ending, `*word*` anywhere in a word, `(a|b)` one of
 * several, `word?` or `(a|b)?` may be left out, `...` up to six words between, `~` a figure or the sign of a currency before one.
 *
 * @param phrases - Each with the number of what it stands for; several may stand for the same.
 * @throws RangeError for a phrase that breaks the syntax or could match nothing.
 */
export function phraseBook(phrases: Iterable<readonly [phrase: string, entry: number]>): PhraseBook {
  const atoms = new AtomTable();
  const root: Node = newNode();
  for (const [phrase, entry] of phrases) {
    const ways = expand(phrase);
    if (ways.some((way) => way.length === 0 || way[0] === GAP || way.at(-1) === GAP))
      throw new RangeError(`the phrase "${phrase}" must begin and end with a word`);
    for (const way of ways) addWay(root, way, { atoms, entry });
  }
  return { find: (lexemes) => findIn(lexemes, root, atoms) };
}

const newNode = (): Node => ({ edges: new Map(), gap: undefined, ends: [] });

function addWay(root: Node, way: readonly string[], { atoms, entry }: { readonly atoms: AtomTable; readonly entry: number }): void {
  let node = root;
  for (const word of way) {
    if (word === GAP) {
      node.gap ??= newNode();
      node = node.gap;
      continue;
    }
    const atom = atoms.add(word);
    const next = node.edges.get(atom) ?? newNode();
    node.edges.set(atom, next);
    node = next;
  }
  if (!node.ends.includes(entry)) node.ends.push(entry);
}

/** Ways in which one phrase may be written at most. */
const MOST_WAYS = 1000;

/** All ways in which a phrase may be written out. */
function expand(phrase: string): string[][] {
  let ways: string[][] = [[]];
  for (const part of partsOf(phrase)) {
    const optional = part.length > 1 && part.endsWith('?');
    const bare = optional ? part.slice(0, -1) : part;
    const choices = bare === GAP ? [[GAP]] : spelledOut(bare).map(wordsOf);
    if (choices.some((choice) => choice.length === 0)) throw new RangeError(`the phrase "${phrase}" has an empty part`);
    ways = ways.flatMap((way) => [...(optional ? [way] : []), ...choices.map((choice) => [...way, ...choice])]);
    if (ways.length > MOST_WAYS) throw new RangeError(`the phrase "${phrase}" can be written in more than ${MOST_WAYS} ways`);
  }
  return ways;
}

/** Parts between spaces that stand outside of brackets. */
function partsOf(phrase: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const letter of phrase.trim()) {
    if (letter === '(') depth++;
    if (letter === ')') depth--;
    if (depth < 0 || depth > 1) throw new RangeError(`the phrase "${phrase}" has brackets within or without others`);
    if (/\s/u.test(letter) && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  if (depth !== 0) throw new RangeError(`the phrase "${phrase}" has a bracket that does not close`);
  return parts.filter((part) => part !== '');
}

/** `sal(e|ire)` as `sale` and `salire`. */
function spelledOut(part: string): string[] {
  return part
    .split(/\(([^()]*)\)/u)
    .reduce<string[]>(
      (ways, piece, i) => ways.flatMap((way) => (i % 2 === 1 ? piece.split('|') : [piece]).map((choice) => way + choice)),
      [''],
    );
}

/** The words of a part, cut as a text is cut, with their stars. */
function wordsOf(part: string): string[] {
  return part
    .trim()
    .split(/\s+/u)
    .flatMap((piece) => {
      const bare = piece.replace(/^\*|\*$/gu, '');
      // An accent that is written counts: `könnt*` is not `konnt*`.
      const words = lexemesOf(tokenise(bare)).map(({ text, accented }) => accented ?? text);
      if (words.length === 0) return [];
      words[0] = (piece.startsWith('*') ? '*' : '') + words[0];
      words[words.length - 1] += piece.endsWith('*') ? '*' : '';
      return words;
    });
}

/** Words and parts of words, each with a number; which of them a token is. */
class AtomTable {
  readonly #exact = new Map<string, number>();
  readonly #prefixes = new Map<string, number>();
  readonly #infixes = new Map<string, number>();
  readonly #known = new Map<string, readonly number[]>();
  #size = 0;
  #longestPrefix = 0;

  add(word: string): number {
    const isInfix = word.startsWith('*');
    const isPrefix = !isInfix && word.endsWith('*');
    const text = word.replace(/^\*|\*$/gu, '');
    if (isPrefix) this.#longestPrefix = Math.max(this.#longestPrefix, text.length);
    const table = isInfix ? this.#infixes : isPrefix ? this.#prefixes : this.#exact;
    const known = table.get(text);
    if (known !== undefined) return known;
    table.set(text, this.#size);
    return this.#size++;
  }

  /** Numbers of all that a token is, as it stands and without its accents. */
  of({ text, accented }: Token): readonly number[] {
    return accented === undefined ? this.#ofText(text) : [...new Set([...this.#ofText(text), ...this.#ofText(accented)])];
  }

  #ofText(token: string): readonly number[] {
    // A word of a hundred letters is none, and is not kept.
    if (token.length > LONGEST_WORD) return this.#found(token.slice(0, LONGEST_WORD));
    const known = this.#known.get(token);
    if (known) return known;
    const atoms = this.#found(token);
    // Texts of a million different words must not be kept.
    if (this.#known.size > 50_000) this.#known.clear();
    this.#known.set(token, atoms);
    return atoms;
  }

  #found(token: string): readonly number[] {
    const atoms: number[] = [];
    const exact = this.#exact.get(token);
    if (exact !== undefined) atoms.push(exact);
    const figure = /^[\p{Nd}$€£¥]/u.test(token) ? this.#exact.get('~') : undefined;
    if (figure !== undefined) atoms.push(figure);
    for (let length = 1; length <= Math.min(token.length, this.#longestPrefix); length++) {
      const prefix = this.#prefixes.get(token.slice(0, length));
      if (prefix !== undefined) atoms.push(prefix);
    }
    if (token.length < LONGEST_WORD) for (const [infix, atom] of this.#infixes) if (token.includes(infix)) atoms.push(atom);
    return atoms;
  }
}

function findIn(lexemes: readonly Token[], root: Node, atoms: AtomTable): Found[] {
  const found: Found[] = [];
  const atomsOf = lexemes.map((lexeme) => atoms.of(lexeme));
  const walk = (node: Node, at: number, way: { readonly first: number; readonly hasGap: boolean }): void => {
    for (const entry of node.ends) found.push({ entry, first: way.first, last: at - 1, hasGap: way.hasGap });
    if (at < lexemes.length) {
      for (const atom of atomsOf[at] as readonly number[]) {
        const next = node.edges.get(atom);
        if (next) walk(next, at + 1, way);
      }
    }
    const { gap } = node;
    if (gap === undefined) return;
    for (let skipped = 0; skipped <= LONGEST_GAP && at + skipped < lexemes.length; skipped++) {
      for (const atom of atomsOf[at + skipped] as readonly number[]) {
        const next = gap.edges.get(atom);
        if (next) walk(next, at + skipped + 1, { ...way, hasGap: true });
      }
    }
  };
  for (let first = 0; first < lexemes.length; first++) {
    if ((atomsOf[first] as readonly number[]).length > 0) walk(root, first, { first, hasGap: false });
  }
  return found;
}
