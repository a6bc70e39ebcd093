import { franc } from 'franc-min';
import { visible } from './tokens.ts';

/** Languages that the lexicon speaks. */
export const LANGUAGES = ['en', 'it', 'de', 'es', 'fr', 'pt'] as const;
export type ReaderLanguage = (typeof LANGUAGES)[number];

const BY_CODE: Readonly<Record<string, ReaderLanguage>> = { eng: 'en', ita: 'it', deu: 'de', spa: 'es', fra: 'fr', por: 'pt' };
const SAMPLE = 20_000;
/** Fewer letters tell no language. */
const FEWEST_LETTERS = 20;

/** The language of a text: one that is read, another by its ISO 639-3 code, or null where there is too little to tell. */
export interface DetectedLanguage {
  readonly language: ReaderLanguage | null;
  readonly code: string | null;
}

/**
 * Tells the language of a text by its three-letter sequences (franc).
 *
 * What is likeliest of all languages counts; a text whose likeliest language is near one that is read (a Scots headline, a Catalan
 * one) is taken for that only where it is short.
 */
export function detectLanguage(text: string): DetectedLanguage {
  const sample = visible(text.slice(0, SAMPLE)).replace(/https?:\/\/\S+|[\p{Nd}$€£¥%@#&]+/gu, ' ');
  const letters = sample.replace(/[^\p{L}]/gu, '').length;
  if (letters < FEWEST_LETTERS) return { language: null, code: null };
  const code = franc(sample, { minLength: 1 });
  const known = BY_CODE[code];
  if (known) return { language: known, code };
  const nearest = franc(sample, { minLength: 1, only: Object.keys(BY_CODE) });
  if (letters < 300 && nearest !== 'und' && /^[\p{Script=Latin}\P{L}]*$/u.test(sample))
    return { language: BY_CODE[nearest] ?? null, code: nearest };
  return { language: null, code: code === 'und' ? null : code };
}
