import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CallerError, type Context } from '../../src/app/context.ts';
import { DAY_MS, parseCivilDate } from '../../src/core/calendar/civil-date.ts';
import { csvFolder } from '../../src/providers/file/provider.ts';
import { fileReader } from '../../src/providers/file/reader.ts';
import { readFundHoldings } from '../../src/providers/ishares/fund-holdings.ts';
import { readCompanyIncome } from '../../src/providers/sec/company-income.ts';
import { readTickers, readTickersOfFilings } from '../../src/providers/sec/tickers.ts';
import { writeParquet } from '../../src/store/duckdb/parquet.ts';
import { StoreError } from '../../src/store/store.ts';

const root = join(import.meta.dirname, '../..');
const today = parseCivilDate('2026-11-20') as number;

const pages = globSync('{methods,reference,how-to,explanation}/**/*.md', { cwd: join(root, 'docs') })
  .map((file) => file.slice(0, -'.md'.length))
  .sort();

/** The weekly table and the packs that ship, as of a fixed day. */
export const shipped: Context = {
  series: csvFolder(join(root, 'reference'), { today }),
  packs: async () => ['russell-crypto'],
  docs: {
    pages: async () => pages,
    async read(page) {
      if (!pages.includes(page)) throw new CallerError(`no page "${page}"`);
      return readFileSync(join(root, 'docs', `${page}.md`), 'utf8');
    },
  },
  async readPack(name) {
    const folder = ['packs', 'triggers', 'claims'].find((one) => existsSync(join(root, one, `${name}.yaml`))) ?? 'claims';
    return { file: `${folder}/${name}.yaml`, text: readFileSync(join(root, folder, `${name}.yaml`), 'utf8') };
  },
  async readEventDates(path) {
    throw new CallerError(`cannot read ${path}: there is no such file`);
  },
  data: {
    storePlace: 'no store',
    openStore: () => Promise.reject(new StoreError('missing', 'these tests have no store')),
    restoreStore: () => Promise.reject(new StoreError('missing', 'these tests have no store')),
    openNetwork: () => Promise.reject(new Error('these tests have no network')),
    readCatalogueFiles: async () => [],
    readLexicon: async () =>
      globSync('lexicon/*.yaml', { cwd: root })
        .sort()
        .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') })),
    readArticle: (source) => Promise.reject(new CallerError(`cannot read ${source}: there is no such file`)),
    readFile: (path) => Promise.reject(new CallerError(`cannot read ${path}: there is no such file`)),
    openFiles: async () => fileReader,
    listFolder: (path) => Promise.reject(new CallerError(`cannot read ${path}: there is no such folder`)),
    writeFile: (path) => Promise.reject(new CallerError(`cannot write ${path}: these tests write nothing`)),
    openFundamentals: async () => ({
      ...{ holdings: readFundHoldings, income: readCompanyIncome },
      ...{ tickers: readTickers, tickersOfFilings: readTickersOfFilings },
    }),
    now: () => (today + 1) * DAY_MS,
  },
  printPdf: () => Promise.reject(new RangeError('these tests have no browser')),
  writeParquet,
  onProgress: () => {},
  confirm: async () => false,
  today,
  version: '0.0.0',
  program: 'harbinger',
  dataOption: '',
};
