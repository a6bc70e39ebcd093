import { franc } from 'franc-min';
import { tokenise, visible } from './tokens.ts';

/** Languages that the lexicon speaks. */
export const LANGUAGES = ['en', 'it', 'de', 'es', 'fr', 'pt'] as const;
export type ReaderLanguage = (typeof LANGUAGES)[number];

const BY_CODE: Readonly<Record<string, ReaderLanguage>> = { eng: 'en', ita: 'it', deu: 'de', spa: 'es', fra: 'fr', por: 'pt' };
const SAMPLE = 20_000;
/** Fewer letters tell no language. */
const FEWEST_LETTERS = 12;
/** From so many letters on a text's letters tell even a language that is not read. */
const ENOUGH_LETTERS = 120;
/** Share of the words that are little words of a language, from which on it is that. */
const ENOUGH_LITTLE_WORDS = 0.2;

/** The commonest little words of each language, folded, with the verbs of market reports: of a single sentence full of names they tell more than its letters. */
const LITTLE_WORDS: Readonly<Record<ReaderLanguage, ReadonlySet<string>>> = {
  en: words(
    'the of and in to a is was were are by after when will on at for from with its it that this has have had be would could said not as than rose fell rises falls before within since',
  ),
  it: words(
    'il lo la i gli le di del della dei delle dell e in a al alla da dal un una uno che per con sul sulla non si sono ha hanno dopo quando piu entro secondo come nel nella ancora salito sceso',
  ),
  de: words(
    'der die das und in den dem des von zu im am auf fur mit ist sind war hat haben wird werden nach wenn bei nicht ein eine einen einem einer als auch seit um uber stieg fiel laut',
  ),
  es: words(
    'el la los las de del y en a al que un una por para con se su no es son fue ha han tras cuando como mas desde segun entre sobre subio bajo cayo',
  ),
  fr: words(
    'le la les de des du et en a au aux que qui un une par pour avec sur se sa son ne pas est sont ete a ont apres quand plus depuis selon dans lors monte baisse',
  ),
  pt: words(
    'o a os as de do da dos das e em no na nos nas que um uma por para com se seu sua nao e foi sao tem apos quando mais desde segundo entre sobre subiu caiu',
  ),
};

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** The language of a text: one that is read, another by its ISO 639-3 code, or null where there is too little to tell. */
export interface DetectedLanguage {
  readonly language: ReaderLanguage | null;
  readonly code: string | null;
}

/** Tells the language of a text by its little words, and where these are few by its three-letter sequences (franc). */
export function detectLanguage(text: string): DetectedLanguage {
  const sample = visible(text.slice(0, SAMPLE)).replace(/https?:\/\/\S+|[\p{Nd}$€£¥%@#&]+/gu, ' ');
  const letters = sample.replace(/[^\p{L}]/gu, '').length;
  if (letters < FEWEST_LETTERS) return { language: null, code: null };
  const byWords = byLittleWords(sample);
  if (byWords) return { language: byWords, code: codeOf(byWords) };
  const code = franc(sample, { minLength: 1 });
  const known = BY_CODE[code];
  if (known) return { language: known, code };
  const nearest =
    letters < ENOUGH_LETTERS && /^[\p{Script=Latin}\P{L}]*$/u.test(sample)
      ? franc(sample, { minLength: 1, only: Object.keys(BY_CODE) })
      : 'und';
  return { language: BY_CODE[nearest] ?? null, code: code === 'und' ? null : code };
}

const codeOf = (language: ReaderLanguage): string | null => Object.keys(BY_CODE).find((code) => BY_CODE[code] === language) ?? null;

function byLittleWords(sample: string): ReaderLanguage | null {
  const all = tokenise(sample).filter(({ kind }) => kind === 'word');
  const shares = LANGUAGES.map(
    (language) => [language, all.filter(({ text }) => LITTLE_WORDS[language].has(text)).length / all.length] as const,
  );
  const [best, second] = [...shares].sort(([, a], [, b]) => b - a);
  return best && second && best[1] >= ENOUGH_LITTLE_WORDS && best[1] > second[1] ? best[0] : null;
}
