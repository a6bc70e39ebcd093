import { DateLexicon, LexiconFile, NumberLexicon } from '../../contract/lexicon.ts';
import { dateTables } from '../../core/reader/dates/date-tables.ts';
import { numberTables } from '../../core/reader/numbers/number-tables.ts';
import type { ReaderTables } from '../../core/reader/statements/read-text.ts';
import type { ReaderLanguage } from '../../core/reader/words/language.ts';
import { type LexiconContent, lexiconOf } from '../../core/reader/words/lexicon.ts';
import { fold } from '../../core/reader/words/tokens.ts';
import { CallerError, type Context } from '../context.ts';
import { readYaml } from '../yaml-file.ts';

/** What the reader knows, ready for each language. */
export interface OpenLexicon {
  readonly markets: ReadonlyMap<string, LexiconContent['markets'][number]>;
  tablesOf(language: ReaderLanguage): ReaderTables;
}

type NamedText = { readonly file: string; readonly text: string };

/** The lexicon that was opened last: its files are large, and seldom others. */
let last: { readonly files: readonly NamedText[]; readonly lexicon: OpenLexicon } | undefined;

/**
 * The lexicon that ships, with the user's own file after it.
 *
 * @throws CallerError with file, line and column for the first fault.
 */
export async function openLexicon(context: Context, own: string | undefined): Promise<OpenLexicon> {
  const files = await context.data.readLexicon(own);
  if (last && isSame(last.files, files)) return last.lexicon;
  const lexicon = madeOf(files);
  last = { files, lexicon };
  return lexicon;
}

const isSame = (a: readonly NamedText[], b: readonly NamedText[]): boolean =>
  a.length === b.length && a.every(({ file, text }, i) => file === b[i]?.file && text === b[i]?.text);

function madeOf(files: readonly NamedText[]): OpenLexicon {
  const named = (name: string) => {
    const file = files.find((each) => each.file.endsWith(`lexicon/${name}.yaml`));
    if (!file) throw new Error(`the lexicon that ships has no ${name}.yaml`);
    return file;
  };
  const numbersFile = named('numbers');
  const datesFile = named('dates');
  const numbers = readYaml(numbersFile.file, numbersFile.text, NumberLexicon).data;
  const dates = readYaml(datesFile.file, datesFile.text, DateLexicon).data;
  const parts = files
    .filter((file) => file !== numbersFile && file !== datesFile)
    .map(({ file, text }) => readYaml(file, text, LexiconFile).data);
  const content = merged(parts);
  const abbreviations = (language: string) => new Set(parts.flatMap((part) => part.abbreviations[language] ?? []).map(fold));
  const tables = new Map<ReaderLanguage, ReaderTables>();
  return {
    markets: new Map(content.markets.map((market) => [market.id, market])),
    tablesOf(language) {
      const known = tables.get(language) ?? {
        lexicon: guarded(() => lexiconOf(content, language)),
        numbers: numberTables(numbers, language),
        dates: dateTables(dates, language),
        sentences: { language, abbreviations: abbreviations(language) },
      };
      tables.set(language, known);
      return known;
    },
  };
}

/** All parts as one; a market that stands twice has the names of both, and the later one's series. */
function merged(parts: readonly LexiconFile[]): LexiconContent {
  const markets = new Map<string, LexiconFile['markets'][number]>();
  for (const market of parts.flatMap((part) => part.markets)) {
    const known = markets.get(market.id);
    const names = (['any', 'en', 'it', 'de', 'es', 'fr', 'pt'] as const).map(
      (key) => [key, [...(known?.[key] ?? []), ...(market[key] ?? [])]] as const,
    );
    markets.set(market.id, { ...known, ...market, ...Object.fromEntries(names) });
  }
  return {
    markets: [...markets.values()],
    nouns: Object.assign({}, ...parts.map(({ nouns }) => nouns)),
    concepts: parts.flatMap(({ concepts }) => concepts),
  };
}

function guarded<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CallerError(`in the lexicon ${error.message}`, { cause: error });
  }
}
