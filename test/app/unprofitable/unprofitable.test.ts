import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { CallerError, type Context } from '../../../src/app/context.ts';
import { unprofitable } from '../../../src/app/operations/unprofitable.ts';
import type { UnprofitableResult } from '../../../src/contract/unprofitable.ts';
import { formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { unprofitableCsv } from '../../../src/report/unprofitable-csv.ts';
import { makeWorld, type World } from '../pull/world.ts';
import { shipped } from '../shipped.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const FACTS = at('recordings/sec/unprofitable');
const TICKERS = `${FACTS}/company_tickers.fake.json`;
const EARLIER = at('recordings/ishares/unprofitable-2025-02-14.fake.csv');
const LATER = at('recordings/ishares/unprofitable-2025-08-15.fake.csv');
const shared = at('../../shared/');
const isThere = existsSync(`${shared}api/sec`);
if (!isThere) console.warn(`skipped: no company facts at ${shared}`);

/** Files of the disk, some of them replaced, and the names of those that were read. */
function reading(replaced: Readonly<Record<string, string>> = {}, context: Context = shipped) {
  const read: string[] = [];
  const data: Context['data'] = {
    ...context.data,
    async readFile(path) {
      read.push(basename(path));
      const text = replaced[basename(path)];
      return { name: basename(path), path, bytes: text === undefined ? readFileSync(path) : new TextEncoder().encode(text) };
    },
    listFolder: async (path) => (await readdir(path)).sort(),
  };
  return { context: { ...context, data }, read };
}

const usual = { holdings: [EARLIER, LATER], facts: FACTS, tickers: [TICKERS] };
const ask = (input: Record<string, unknown>, replaced?: Record<string, string>): Promise<UnprofitableResult> =>
  unprofitable({ ...usual, ...input }, reading(replaced).context);
const by = ({ companies }: UnprofitableResult) =>
  Object.fromEntries(companies.map(({ tickers, lack, netIncome }) => [tickers.join(' '), lack ?? netIncome]));
const shares = ({ points }: UnprofitableResult) => points.map(({ byCount }) => (byCount.ok ? byCount.share : null));

describe('the share of unprofitable companies at a date', () => {
  it('is of the companies whose four quarters were known, with why the others’ were not', async () => {
    const result = await ask({ asOf: '2025-06-20' });
    expect(by(result)).toEqual({
      ...{ CPFN: -14e6, 'ORCHA ORCHB': 97e6, TLGR: 20e6, MSML: 8e6, HVMN: 7e6, GNUN: -36e6, FJTD: -8e6 },
      ...{ LYLM: 'another currency', NFIL: 'no file', OLDE: 'another company', UNKN: 'no company' },
    });
    expect(result.points).toMatchObject([{ heldOn: '2025-02-14', companies: 11, covered: 7, negative: 3, byCount: { share: 3 / 7 } }]);
    expect(result.companies.find(({ tickers }) => tickers[0] === 'OLDE')?.note).toBe('the list of tickers has Nova Quantum Corp');
    expect(result.leftOut).toHaveLength(8);
  });

  it('weighs by market value: 30 of the 85 thousand dollars that are covered lost money', async () => {
    // GNUN 5, CPFN 20, FJTD 5 of CPFN 20, MSML 10, TLGR 15, HVMN 10, FJTD 5, ORCHA 15, ORCHB 5, GNUN 5; all with LYLM 5 and three of 1.
    const [point] = (await ask({ asOf: '2025-06-20' })).points;
    expect(point?.byWeight.ok && point.byWeight.share).toBeCloseTo(30 / 85, 12);
    expect(point?.coveredWeight).toBeCloseTo(85 / 93, 12);
    expect(point?.byWeight).toMatchObject({ lowest: expect.closeTo(30 / 93, 12), highest: expect.closeTo(38 / 93, 12) });
  });

  it('takes a restated loss from the day after its filing, with its form', async () => {
    const [before, after] = [await ask({ asOf: '2025-06-20' }), await ask({ asOf: '2025-06-21' })];
    const company = (result: UnprofitableResult) => result.companies.find(({ tickers }) => tickers[0] === 'TLGR');
    expect(company(before)).toMatchObject({ netIncome: 20e6, form: '10-K', filed: '2025-03-01', periodEnd: '2024-12-31' });
    expect(company(after)).toMatchObject({ netIncome: -35e6, form: '10-K/A', filed: '2025-06-20', knownAt: '2025-06-21T04:00:00.000Z' });
    expect([...shares(before), ...shares(after)]).toEqual([3 / 7, 4 / 7]);
  });

  it('leaves out what is older than --max-age, and is not given of less than half', async () => {
    const result = await ask({ asOf: '2025-02-20' });
    expect(by(result)).toMatchObject({ MSML: 'too old', FJTD: 'too old' });
    expect(result.points[0]?.byCount).toMatchObject({ ok: false, needed: 5.5, available: 5 });
    expect(result.summary).toMatch(/no full answer can be given.*45 % of the companies and 75 % of the weight/);
    expect(by(await ask({ asOf: '2025-02-20', maxAge: 500 }))).toMatchObject({ MSML: 10e6, FJTD: -3e6 });
  });

  it('tells of the company whose file cannot be read', async () => {
    const page = '<html>Your Request Originates from an Undeclared Automated Tool</html>';
    const result = await ask({ asOf: '2025-06-20' }, { 'CIK0000000101.fake.json': page });
    expect(result.companies[0]).toMatchObject({
      tickers: ['CPFN'],
      lack: 'unreadable file',
      note: expect.stringMatching(/expected JSON, found markup/),
    });
  });

  it('reads the facts of the companies in the fund, and no others', async () => {
    const { context, read } = reading();
    await unprofitable({ ...usual, holdings: [LATER] }, context);
    expect(read).toContain('CIK0000000101.fake.json');
    expect(read).not.toContain('CIK0000000109.fake.json');
  });
});

describe('a history', () => {
  it('reads at each date the holdings that were known then: companies that are gone later count', async () => {
    const result = await ask({ every: '1mo', from: '2025-05-31', to: '2025-08-31' });
    expect(result.points.map(({ asOf, heldOn, companies }) => [asOf, heldOn, companies])).toEqual([
      ['2025-05-31', '2025-02-14', 11],
      ['2025-06-30', '2025-02-14', 11],
      ['2025-07-31', '2025-02-14', 11],
      ['2025-08-31', '2025-08-15', 10],
    ]);
    expect(by(result)).not.toHaveProperty('GNUN');
    expect(unprofitableCsv(result).split('\r\n')[1]).toMatch(/^2025-05-31,2025-02-14,11,7,3,/);
  });

  it('is refused where only later holdings are there, with the first date that can be had', async () => {
    const early = ask({ every: '1mo', from: '2025-01-31', to: '2025-03-31' });
    await expect(early).rejects.toThrow(CallerError);
    await expect(early).rejects.toThrow(/no holdings were known on 2025-01-31: ask from 2025-02-18 on/);
    await expect(ask({ asOf: '2025-02-17' })).rejects.toThrow('ask from 2025-02-18 on');
    expect((await ask({ asOf: '2025-02-18' })).points).toHaveLength(1);
  });

  it('at each date is the answer to a question of that date alone', async () => {
    const all = await ask({ every: '2w', from: '2025-02-28', to: '2025-10-31' });
    expect(all.points.length).toBe(18);
    for (const point of all.points) expect((await ask({ asOf: point.asOf })).points).toEqual([point]);
  });
});

describe('what was not known at the date', () => {
  it('changes nothing: all later filings may say the contrary', async () => {
    const asOf = '2025-06-20';
    const later = Object.fromEntries(
      [101, 103, 104, 107].map((cik) => {
        const name = `CIK${String(cik).padStart(10, '0')}.fake.json`;
        const body = JSON.parse(readFileSync(`${FACTS}/${name}`, 'utf8'));
        const { USD } = body.facts['us-gaap'].NetIncomeLoss.units;
        for (const fact of USD) if (fact.filed >= asOf) fact.val = -7 * fact.val - 1;
        const told = { start: '2024-07-01', end: '2025-06-30', val: -1, accn: '0000000999-25-000009', form: '10-K/A', filed: '2025-07-01' };
        return [name, JSON.stringify({ ...body, facts: { 'us-gaap': { NetIncomeLoss: { units: { USD: [...USD, told] } } } } })];
      }),
    );
    expect(await ask({ asOf }, later)).toEqual(await ask({ asOf }));
    expect(await ask({ asOf: '2025-07-31' }, later)).not.toEqual(await ask({ asOf: '2025-07-31' }));
  });
});

describe('a question that cannot be answered', () => {
  it.each([
    [{ from: '2025-03-31' }, '--from and --to are the ends of a history: add --every'],
    [{ every: '1mo' }, '--every needs --from'],
    [{ every: '1mo', from: '2025-03-31', asOf: '2025-03-31' }, '--as-of asks for one date'],
    [{ every: '1mo', from: '2025-03-31', to: '2025-02-28' }, '--to must not be before --from'],
    [{ every: '1d', from: '2020-03-31' }, 'at most 1000 values'],
    [{ asOf: '2025-02-30' }, '--as-of must be a date that exists'],
    [{ asOf: '2030-01-01' }, '--as-of must not be after today, 2026-11-20'],
    [{ tickers: [] }, 'nothing says which company a ticker is: give --tickers'],
    [{ facts: at('recordings/ishares') }, '--facts must be a folder with files named CIK##########.json'],
    [{ holdings: [LATER, LATER] }, 'two files of 2025-08-15'],
    [{ holdings: [LATER, at('recordings/ishares/unprofitable-large.fake.csv')] }, 'must be files of one fund'],
    [{ holdings: [at('recordings/ishares/no-holdings.fake.csv')] }, 'there are no holdings of that date'],
    [
      { holdings: [at('recordings/ishares/unprofitable-large.fake.csv')], keep: true },
      '--keep needs --fund, a short name for Made-up Fund',
    ],
  ])('says what to do: %j', async (input, message) => {
    await expect(ask(input)).rejects.toThrow(message);
  });
});

describe('the shares that are kept', () => {
  let world: World;
  afterEach(() => world.close());
  const catalogue = { file: 'fundamentals.yaml', text: readFileSync(at('../catalogue/fundamentals.yaml'), 'utf8') };

  async function keep(input: Record<string, unknown>, replaced?: Record<string, string>): Promise<UnprofitableResult> {
    const { context } = reading(replaced, world.context);
    return unprofitable(
      { ...usual, keep: true, ...input },
      { ...context, data: { ...context.data, readCatalogueFiles: async () => [catalogue] } },
    );
  }
  const held = async (id: string) => {
    const { dates, values, knownAt } = await world.store.versions(id);
    return Array.from(dates, (day, i) => [
      formatCivilDate(day),
      (values[i] as number).toFixed(4),
      new Date(knownAt[i] as number).toISOString(),
    ]);
  };

  it('are two series, each value known from the end of its date; where too little is known there is none', async () => {
    world = await makeWorld('series: {}', { now: '2026-05-20T15:00:00Z' });
    const { kept } = await keep({ every: '1mo', from: '2025-02-28', to: '2025-09-30' });
    expect(kept).toEqual([
      { id: 'UNPROFITABLE_IWM_COUNT', rows: 4, added: 4, revised: 0 },
      { id: 'UNPROFITABLE_IWM_WEIGHT', rows: 8, added: 8, revised: 0 },
    ]);
    expect(await held('UNPROFITABLE_IWM_COUNT')).toEqual([
      ['2025-03-28', '0.3333', '2025-03-29T00:00:00.000Z'],
      ['2025-04-28', '0.4286', '2025-04-29T00:00:00.000Z'],
      ['2025-05-28', '0.4286', '2025-05-29T00:00:00.000Z'],
      ['2025-06-28', '0.5714', '2025-06-29T00:00:00.000Z'],
    ]);
    const series = await world.context.series.load('UNPROFITABLE_IWM_COUNT');
    expect(series).toMatchObject({ unit: 'share', calendar: 'irregular', title: expect.stringMatching(/Russell 2000.*by count/) });
    expect(series.notes.join(' ')).toMatch(/Covers \d+ % to \d+ % of the companies/);
    expect((await world.store.pulls({ series: 'UNPROFITABLE_IWM_COUNT' }))[0]).toMatchObject({ source: 'computed', outcome: 'stored' });
  });

  it('of the same files are the same, and of more files put right what was valid at each date', async () => {
    world = await makeWorld('series: {}', { now: '2026-05-20T15:00:00Z' });
    const month = { every: '1mo', from: '2025-04-30', to: '2025-05-31' };
    const without = { 'CIK0000000105.fake.json': '' };
    await keep(month, without);
    expect((await keep(month, without)).kept[0]).toMatchObject({ added: 0, revised: 0 });
    expect((await keep(month)).kept[0]).toMatchObject({ added: 0, revised: 2 });
    const { values } = await world.context.series.load('UNPROFITABLE_IWM_COUNT');
    expect(Array.from(values)).toEqual([3 / 7, 3 / 7]);
  });

  it('nothing is kept without being asked for', async () => {
    world = await makeWorld('series: {}', { now: '2026-05-20T15:00:00Z' });
    expect((await keep({ keep: false, asOf: '2025-06-20' })).kept).toEqual([]);
    expect(await world.store.ids()).toEqual([]);
  });
});

describe.skipIf(!isThere)('recorded company facts', () => {
  const facts = `${shared}api/sec`;

  it('of large companies: Alphabet’s two classes are one company, Apple’s copy has no net income, Tesla has no facts', async () => {
    const holdings = [at('recordings/ishares/unprofitable-large.fake.csv')];
    const asked = { holdings, facts, tickers: ['alphabet.csv'] };
    const lists = { 'alphabet.csv': 'ticker,cik\nGOOGL,1652044\nGOOG,1652044\n' };
    const result = await ask({ ...asked, asOf: '2025-05-31' }, lists);
    expect(by(result)).toEqual({ 'GOOGL GOOG': 110_996e6, AAPL: 'no net income', TSLA: 'no file' });
    expect(result.companies[0]).toMatchObject({
      periodEnd: '2025-03-31',
      filed: '2025-04-25',
      form: '10-Q',
      weight: expect.closeTo(289.6 / 629.6, 12),
    });
    expect(result.points[0]).toMatchObject({
      companies: 3,
      covered: 1,
      byCount: { ok: false },
      byWeight: { ok: false, available: expect.closeTo(289.6 / 629.6, 12) },
    });
    // Without the list of the two classes only what the lists of filings name is found.
    expect(by(await ask({ ...asked, tickers: [], asOf: '2025-05-31' }))).toMatchObject({
      GOOGL: 'no company',
      GOOG: 'no company',
      TSLA: 'no file',
    });
  });

  it('cover none of the Russell 2000: no share is given, and every company stands there with why', async () => {
    const holdings = [`${shared}data/macro/iwm_holdings/IWM_2026-05-05.csv`];
    const result = await ask({ holdings, facts, tickers: [], asOf: '2026-05-31' });
    expect(result.points).toMatchObject([{ companies: 1912, covered: 0, negative: 0, byCount: { ok: false, needed: 956, available: 0 } }]);
    expect(result.lacks).toEqual([{ lack: 'no company', companies: 1912, weight: expect.closeTo(1, 12) }]);
    expect(result.summary).toMatch(/no share can be given.*0 % of the companies/);
  });
});
