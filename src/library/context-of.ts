import packageJson from '../../package.json' with { type: 'json' };
import { CallerError, type Context } from '../app/context.ts';
import { didYouMean } from '../core/text/nearest-name.ts';
import { daysOf, type GivenDates } from './given-series.ts';
import { type Data, sourceOf, todayOf } from './source.ts';

/** A pack as its text, with the name under which errors speak of it. */
export interface PackText {
  readonly file: string;
  readonly text: string;
}

/** What an operation may use when it is called from a program: the data that the caller passed, and nothing else. */
export interface LibraryContextOptions {
  readonly pack?: PackText;
  /** Dates that the question names, of which none lies after today unless today is given. */
  readonly named?: readonly string[];
}

/** The context of a question over data that the caller passed: no store, no disk, no network, no clock. */
export function contextOf(data: Data, { pack, named }: LibraryContextOptions = {}): Context {
  const { series, today } = asCaller(() => {
    const source = sourceOf(data.series);
    return { series: source, today: todayOf(data, source, named) };
  });
  return {
    series,
    today,
    version: packageJson.version,
    program: 'harbinger',
    dataOption: '--data <a folder with these series>',
    packs: async () => [],
    docs: { pages: async () => [], read: async (page) => absent(`the page ${page}`) },
    readPack: async (name) => pack ?? absent(`the pack ${name}`),
    async readEventDates(name) {
      const { events = {} } = data;
      if (Object.hasOwn(events, name)) return asCaller(() => Array.from(daysOf(events[name] as GivenDates, `events["${name}"]`)));
      const known = Object.keys(events);
      throw new CallerError(
        `events("${name}") needs its dates${didYouMean(name, known)}: pass them as events: { ${JSON.stringify(name)}: [ … ] }`,
      );
    },
    data: NO_DATA_ACCESS,
    printPdf: async () => absent('a browser that prints'),
    writeParquet: async () => absent('a writer of Parquet'),
    onProgress: () => {},
    confirm: async () => false,
  };
}

/** What the core refuses of the caller's data is the caller's to mend. */
function asCaller<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw new CallerError(error.message, { cause: error });
    throw error;
  }
}

function absent(what: string): never {
  throw new CallerError(`${what} is not there: the library reads what it is given`);
}

const NO_DATA_ACCESS: Context['data'] = {
  storePlace: '',
  openStore: async () => absent('a store'),
  restoreStore: async () => absent('a store'),
  openNetwork: async () => absent('the network'),
  readCatalogueFiles: async () => [],
  readLexicon: async () => [],
  readArticle: async (source) => absent(`the article ${source}`),
  readFile: async (path) => absent(`the file ${path}`),
  openFiles: async () => absent('a reader of files'),
  listFolder: async (path) => absent(`the folder ${path}`),
  writeFile: async (path) => absent(`a place for ${path}`),
  openFundamentals: async () => absent('a reader of holdings'),
  now: () => absent('a clock'),
};
