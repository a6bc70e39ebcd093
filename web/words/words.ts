import { usePreferences } from '../shell/preferences.tsx';

/** The interface speaks these; what the program says of data is English. */
export const LANGUAGES = { en: 'English', it: 'Italiano', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;

/** The words of one part of the page in each language: the same keys everywhere, held by the compiler. */
export type Words<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;

/** Declares the words of a part of the page; every language must have every key of English. */
export function defineWords<const English extends Readonly<Record<string, string>>>(words: {
  readonly en: English;
  readonly it: Readonly<Record<keyof English, string>>;
  readonly de: Readonly<Record<keyof English, string>>;
}): Words<keyof English & string> {
  return words;
}

/** The words of a part in the reader's language. */
export function useWords<Key extends string>(words: Words<Key>): Readonly<Record<Key, string>> {
  return words[usePreferences().language];
}

/** Puts values into a text with places such as `{n}`. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
