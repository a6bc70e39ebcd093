import type { ReadInput } from '../../contract/read.ts';
import { type EpochDay, parseCivilDate } from '../../core/calendar/civil-date.ts';
import { detectLanguage, type ReaderLanguage } from '../../core/reader/words/language.ts';
import { CallerError, type Context } from '../context.ts';

/** A text that is read. */
export interface GivenText {
  readonly name: string;
  readonly text: string;
  readonly language: ReaderLanguage | null;
  readonly notes: readonly string[];
}

/** The texts that were asked for, in order: files and addresses, then texts themselves. @throws CallerError where one cannot be had. */
export async function textsOf({ sources, text, names }: ReadInput, context: Context): Promise<GivenText[]> {
  if (sources.length + text.length === 0)
    throw new CallerError('name a file, an address (https://…) or - for standard input, or give a text with --text');
  const named: { name: string; text: string; notes: readonly string[] }[] = [];
  for (const source of sources) named.push(await context.data.readArticle(source));
  const given = text.map((each, i) => ({ name: names[i] ?? (text.length === 1 ? 'text' : `text ${i + 1}`), text: each, notes: [] }));
  const all = [...named, ...given];
  const empty = all.find((each) => each.text.trim() === '');
  if (empty) throw new CallerError(`there is no text in ${empty.name}`);
  return all.map((each, i) => withLanguage({ ...each, name: uniqueName(all, i) }));
}

/** Two files of one name are told apart by number. */
function uniqueName(all: readonly { readonly name: string }[], at: number): string {
  const { name } = all[at] as { readonly name: string };
  const same = all.flatMap((each, i) => (each.name === name ? [i] : []));
  return same.length > 1 ? `${name} (${same.indexOf(at) + 1})` : name;
}

function withLanguage(given: { readonly name: string; readonly text: string; readonly notes: readonly string[] }): GivenText {
  const { language, code } = detectLanguage(given.text);
  if (language !== null) return { ...given, language };
  const why =
    code === null
      ? 'There is too little text to tell its language; it is read as English.'
      : `Its language seems to be ${languageName(code)}, which is not read; English, Italian, German, Spanish, French and Portuguese are.`;
  return { ...given, language: code === null ? 'en' : null, notes: [...given.notes, why] };
}

function languageName(code: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** The day on which the texts came out; today where it was not said. @throws CallerError for a day to come. */
export function publishedOn({ published }: ReadInput, today: EpochDay): EpochDay {
  const day = published === undefined ? today : parseCivilDate(published);
  if (day === undefined) throw new CallerError(`published must be a date that exists, was ${published}`);
  if (day > today) throw new CallerError(`published must not lie in the future, was ${published}`);
  return day;
}
