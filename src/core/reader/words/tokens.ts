/** A word, a figure or a single mark of a text, with its place in UTF-16 units. */
export interface Token {
  readonly kind: 'word' | 'number' | 'mark';
  /** A word folded (small letters, without accents and invisible characters), a figure's characters as they stand, a mark. */
  readonly text: string;
  /** A word in small letters with its accents, where it has any. */
  readonly accented?: string;
  readonly start: number;
  readonly end: number;
}

/** Characters that nobody sees: soft hyphens, zero-width spaces and joiners, marks of direction. */
const HIDDEN = '\\u00AD\\u061C\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u206F\\uFE00-\\uFE0F\\uFEFF';

const INVISIBLE = new RegExp(`[${HIDDEN}]`, 'gu');

const WORD = `\\p{L}[\\p{L}\\p{M}\\p{Nd}${HIDDEN}]*`;
const FIGURE = `\\p{Nd}[\\p{Nd}${HIDDEN}]*(?:[.,'’\\u00A0\\u202F][${HIDDEN}]*\\p{Nd}[\\p{Nd}${HIDDEN}]*)*`;
const TOKEN = new RegExp(`(${WORD})|(${FIGURE})|[^\\s${HIDDEN}]`, 'gu');

/** A text without the characters that nobody sees. */
export const visible = (text: string): string => text.replace(INVISIBLE, '');

/** Small letters without accents: `Überhöhte` and `uberhohte` are one word, as are `ß` and `ss`. */
export function fold(text: string): string {
  const plain = visible(text).toLowerCase();
  return /^[a-z0-9]*$/.test(plain) ? plain : plain.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss');
}

/**
 * The tokens of a text. Invisible characters end no word and are no token; linear in the length of the text.
 *
 * @param from - Place of the text in a longer one, added to every place.
 */
export function tokenise(text: string, from = 0): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const start = from + match.index;
    const end = start + match[0].length;
    if (match[1] !== undefined) tokens.push(word(match[0], start, end));
    else if (match[2] !== undefined) tokens.push({ kind: 'number', text: visible(match[0]), start, end });
    else tokens.push({ kind: 'mark', text: match[0].normalize('NFKC'), start, end });
  }
  return tokens;
}

function word(raw: string, start: number, end: number): Token {
  const text = fold(raw);
  const accented = visible(raw).toLowerCase().normalize('NFC');
  return accented === text ? { kind: 'word', text, start, end } : { kind: 'word', text, accented, start, end };
}
