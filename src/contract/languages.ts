import { z } from 'zod';

/** Languages in which a reader is spoken to; content and the program's other texts are English. */
export const Language = z.enum(['en', 'it', 'de']);
export type Language = z.infer<typeof Language>;

/** The same words of a piece of content in the other languages; what is left out is shown in English. */
export function translations<Key extends string>(...keys: readonly Key[]) {
  const words = z.strictObject(Object.fromEntries(keys.map((key) => [key, z.string().min(1)])) as Record<Key, z.ZodString>).partial();
  return z
    .strictObject({ it: words, de: words })
    .partial()
    .optional()
    .meta({ description: `The ${keys.join(' and ')} in Italian and German.` });
}

/** Words of a piece of content in another language. */
export type ContentWords<Key extends string> = { readonly [K in Key]?: string | undefined } | undefined;

/** What can be had in more than one language. */
export type Translated<Key extends string> = Readonly<Record<Key, string>> & {
  readonly translations?: { readonly it?: ContentWords<Key>; readonly de?: ContentWords<Key> } | undefined;
};

/** A text in the language of its reader; English where there is no translation, and then it says so. */
export function translated<Key extends string>(
  content: Translated<NoInfer<Key>>,
  key: Key,
  language: Language,
): { readonly text: string; readonly language: Language } {
  const own = language === 'en' ? undefined : content.translations?.[language]?.[key];
  return own === undefined ? { text: content[key], language: 'en' } : { text: own, language };
}

/** Quotation marks as each language writes them. */
const QUOTES: Readonly<Record<Language, readonly [string, string]>> = { en: ['“', '”'], it: ['«', '»'], de: ['„', '“'] };

/** A text in the quotation marks of a language. */
export const quoted = (text: string, language: Language): string => QUOTES[language].join(text);
