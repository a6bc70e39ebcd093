import { formatCount, formatLevel, formatNumber } from './format.ts';
import type { ArticleRelation, FactCell, ReadClaim, ReadNumber } from './read.ts';

/** How a claim stands in its text: `pattern, said by RogueMacro`; `condition, stated`; `forecast, hedged`. */
export function howSaid({ kind, stance, by }: Pick<ReadClaim, 'kind' | 'stance' | 'by'>): string {
  const who = by === null ? '' : ` by ${by}`;
  const said = {
    asserts: `stated${who}`,
    quotes: by === null ? 'said of others' : `said${who}`,
    hedges: `hedged${who}`,
    denies: `denied${who}`,
  };
  return `${kind}, ${said[stance]}`;
}

/** A number as it was understood: `about 380 %`, `19,500,000,000 USD`, `30 to 40 days`. */
export function understood({ value, to, unit, approx }: ReadNumber): string {
  const sign = unit === null ? '' : unit === 'percent' ? ' %' : ` ${unit}`;
  return `${approx === null ? '' : `${approx} `}${formatLevel(value)}${to === null ? '' : ` to ${formatLevel(to)}`}${sign}`;
}

/** What of a claim a reader knows it by: the claim of a pack that it repeats, else its draft, else nothing. */
export function tieWords({ tie, draft }: Pick<ReadClaim, 'tie' | 'draft'>): string {
  if (tie !== null) return `${tie.pack}/${tie.claim}`;
  return draft === null ? 'found, not tied' : `new: ${draft.id}`;
}

/** What a mark of the table of facts looks like, whatever the colours, and what it says. */
export const FACT_MARKS: Readonly<Record<FactCell['mark'], { readonly shape: string; readonly word: string; readonly says: string }>> = {
  same: { shape: '●', word: 'same', says: 'says it' },
  differs: { shape: '≠', word: 'differs', says: 'says it with another number' },
  misquoted: { shape: '▲', word: 'misquoted', says: 'says another thing than its source or the other copies' },
  '-': { shape: '–', word: 'not there', says: 'does not say it' },
};

const RELATIONS: Readonly<Record<Exclude<ArticleRelation['kind'], 'none'>, string>> = {
  copy: 'the same words',
  translation: 'one a translation of the other',
  paraphrase: 'the same facts in other words',
  shares: 'some facts in common',
};

/** How one text stands to another; undefined where they have nothing in common. */
export function relationWords({ kind, sharedFacts, ofFacts, sharedWords }: ArticleRelation): string | undefined {
  if (kind === 'none') return undefined;
  return `${RELATIONS[kind]}; ${formatNumber(sharedFacts)} of ${formatCount(ofFacts, 'fact')}, ${wordShare(sharedWords)} of the runs of five words`;
}

/** A share of runs of words, in whole per cent: such a run is too coarse for decimals. */
export const wordShare = (share: number): string => (share > 0 && share < 0.01 ? '< 1 %' : `${formatNumber(100 * share)} %`);

/** How many tell one story: `one story`, `two stories`. */
export function storyWords(stories: readonly (readonly number[])[]): string {
  const told = stories.filter(({ length }) => length > 1).map((texts) => textNumbers(texts));
  const alone = stories.filter(({ length }) => length === 1).map((texts) => textNumbers(texts));
  const parts = [...told.map((texts) => `Texts ${texts} tell one story`), ...alone.map((text) => `text ${text} stands alone`)];
  const sentence = parts.join('; ');
  return sentence === '' ? '' : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

/** Numbers of texts as a reader counts them, from 1: `1, 3 and 4`. */
export function textNumbers(texts: readonly number[]): string {
  const numbers = texts.map((text) => String(text + 1));
  const last = numbers.pop() ?? '';
  return numbers.length === 0 ? last : `${numbers.join(', ')} and ${last}`;
}

const LANGUAGES: Readonly<Record<string, string>> = {
  en: 'English',
  de: 'German',
  it: 'Italian',
  es: 'Spanish',
  fr: 'French',
  pt: 'Portuguese',
};

/** What a language is called: `Italian`; its code where it is another, and that it is none that is read. */
export const languageName = (code: string | null): string =>
  code === null ? 'in no language that is read' : Object.hasOwn(LANGUAGES, code) ? (LANGUAGES[code] as string) : code;

/** A code that a page may name as the language of a text; undefined where it is none. */
export const languageTag = (code: string | null): string | undefined =>
  code !== null && /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(code) ? code : undefined;
