import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import type { Finding } from '../../../src/core/quality/finding.ts';
import type { Series } from '../../../src/core/series/series.ts';
import { csvFolder } from '../../../src/providers/file/provider.ts';
import { ProviderError, type SeriesProvider } from '../../../src/providers/provider.ts';
import { dayOf, found, kinds, only, revalued, secondOf, without } from './planted.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data');
const present = existsSync(join(DATA, 'market')) && existsSync(join(DATA, 'macro'));
const folder = (name: string): SeriesProvider => csvFolder(join(DATA, name), { today: dayOf('2026-11-20') });

describe.skipIf(present)('real series', () => {
  it('are not looked over', ({ skip }) => {
    console.info(`Real series are not looked over: ${DATA} is not there.`);
    skip(`${DATA} is not there`);
  });
});

async function load(provider: SeriesProvider, id: string): Promise<Series | undefined> {
  try {
    return await provider.load(id);
  } catch (error) {
    if (error instanceof ProviderError) return undefined;
    throw error;
  }
}

/** `frozen 2011-06-19 (7)`: kind, first date and count of all errors and warnings. */
const grave = (findings: readonly Finding[]): string[] =>
  findings
    .filter(({ severity }) => severity !== 'note')
    .map(({ severity, kind, dates }) => `${severity} ${kind} ${formatCivilDate(dates[0] as number)} (${dates.length})`);

async function lookOver(name: string): Promise<Record<string, string[]>> {
  const provider = folder(name);
  const told: Record<string, string[]> = {};
  for (const id of await provider.ids()) {
    const series = await load(provider, id);
    if (!series) continue;
    const lines = grave(found(series, { adjusted: await load(provider, `${id}.adj`) }));
    if (lines.length > 0) told[id] = lines;
  }
  return told;
}

describe.runIf(present)('series whose values are good', () => {
  test('give no error, and warnings only of what is true', async () => {
    expect(await lookOver('market')).toEqual({
      // Mt. Gox was closed after it had been broken into.
      BTC: ['warning frozen 2011-06-19 (7)'],
      // Its publisher gives the last day of each month, also where that is a Saturday or Sunday.
      HYOAS: ['warning off calendar 2023-04-30 (12)'],
    });
  });

  test('of all kinds, from flows to rates, give few warnings, each of them true', { timeout: 60_000 }, async () => {
    const hole = 'warning long gap 2019-10-21 (72)';
    const shares = ['warning off calendar 2026-05-10 (2)', 'warning missing closes 2026-06-02 (5)'];
    expect(await lookOver('macro')).toEqual({
      BAMLH0A0HYM2: ['warning off calendar 1997-05-31 (101)'],
      CM_BTC_ACTIVE_ADDR: [hole],
      CM_BTC_ISSUANCE_USD: [hole],
      CM_BTC_MCAP: [hole],
      CM_BTC_MVRV: [hole],
      CM_BTC_PRICE: ['warning frozen 2011-06-19 (7)', hole],
      CM_BTC_REALIZED_CAP: ['warning long gap 2019-10-21 (2076)'],
      FNG_COINGLASS_COPY: ['warning long gap 2023-08-18 (14)'],
      // Written only on days with an operation until September 2013.
      RRPONTSYD: ['warning long gap 2003-02-10 (2531)'],
      SHARES_IWM: shares,
      SHARES_IWN: shares,
      SHARES_IWO: ['warning off calendar 2026-05-10 (2)', 'warning missing closes 2026-06-02 (15)'],
      SHARES_QQQ: shares,
      SHARES_SPY: shares,
      // The night on which repurchase rates jumped to 5.25 %: true, and beyond belief without a second source.
      SOFR: ['warning spike 2019-09-17 (1)'],
      STABLECOIN_MCAP_CG4: [
        'warning spike 2015-03-02 (2)',
        'warning spike 2016-08-10 (3)',
        'warning spike 2022-01-07 (1)',
        'warning spike 2022-01-21 (2)',
      ],
      STABLECOIN_SUPPLY_TOTAL: ['warning spike 2023-03-12 (1)'],
      // A zero in the first week after the coin was listed.
      STABLECOIN_USDC_CG: ['error not positive 2018-10-23 (1)'],
      STABLECOIN_USDT_CG: ['warning spike 2015-03-02 (2)', 'warning spike 2016-08-10 (3)'],
      TGA_DTS_AS_RECORDED: ['warning long gap 2021-10-01 (133)'],
      TGA_DTS_CLOSE: ['warning long gap 2021-10-01 (133)'],
    });
  });
});

describe.runIf(present)('real faults, against a second source', () => {
  const pair = async (own: string, other: string, folders: readonly [string, string] = ['macro', 'macro']) => {
    const [series, second] = [await load(folder(folders[0]), own), await load(folder(folders[1]), other)] as [Series, Series];
    return found(series, { seconds: [secondOf(second)] });
  };

  test('the opening balance of the Treasury read as the closing one is a business day late from April 2022 on', async () => {
    const { dates, shift, step, moved } = only(await pair('TGA_DTS_AS_RECORDED', 'TGA_DTS_CLOSE'), 'off by one');
    expect([shift, step, Math.round(moved * 1000) / 1000]).toEqual([-1, 'observation', 1]);
    expect(Math.abs((dates[0] as number) - dayOf('2022-04-18'))).toBeLessThanOrEqual(4);
    expect(formatCivilDate(dates.at(-1) as number)).toBe('2026-08-19');
  });

  test('a copied sentiment index that becomes another one is told from the day on', async () => {
    const { era } = only(await pair('FNG_COINGLASS_COPY', 'FNG'), 'disagreement');
    expect([formatCivilDate(era?.from as number), formatCivilDate(era?.to as number)]).toEqual(['2025-05-11', '2025-11-14']);
  });

  test('a vendor’s closes that were never split, and three bad days in them', async () => {
    const findings = await pair('alphavantage_IWN_2000_2020', 'IWN', ['raw', 'market']);
    const { at, ratio } = only(findings, 'seam');
    expect([formatCivilDate(at), ratio]).toEqual(['2005-06-09', [3, 1]]);
    const days = Array.from(only(findings, 'disagreement').dates, formatCivilDate);
    expect(days).toEqual(expect.arrayContaining(['2010-05-06', '2014-07-14', '2014-07-25']));
    expect(days.length).toBeLessThan(20);
  });

  test('three rows of another coin in Bitcoin’s prices are refuted', async () => {
    const { dates, opinion } = only(await pair('coinmarketcap_btc_2013_2018', 'BTC', ['raw', 'market']), 'spike');
    expect([Array.from(dates, formatCivilDate), opinion]).toEqual([['2017-12-25', '2017-12-26', '2017-12-27'], 'refuted']);
  });

  test('two copies of one index agree on every date', async () => {
    expect(kinds(await pair('RUT', 'PX_RUT_YAHOO', ['market', 'macro']))).toEqual([]);
    expect(kinds(await pair('ETH', 'PX_ETH_YAHOO', ['market', 'macro']))).not.toContain('off by one');
    expect(kinds(await pair('BTC', 'PX_BTC_YAHOO', ['market', 'macro']))).not.toContain('off by one');
  });
});

describe.runIf(present)('faults planted in real series are found on their date', () => {
  const IDS = ['RUT', 'IWN', 'SPX', 'NDX', 'VIX', 'BTC', 'ETH', 'TOTAL3', 'WALCL', 'M2SL', 'DGS10', 'FNG'] as const;
  const real = new Map<string, Series>();

  beforeAll(async () => {
    for (const id of IDS) real.set(id, ((await load(folder('market'), id)) ?? (await load(folder('macro'), id))) as Series);
  });

  const seriesOf = (id: string) => real.get(id) as Series;
  const middle = (series: Series) => Math.floor(series.dates.length * 0.7);
  const isos = (dates: Int32Array) => Array.from(dates, formatCivilDate);
  const positive = IDS.filter((id) => id !== 'FNG' && id !== 'DGS10');

  test.each(positive)('%s: a break of the unit', (id) => {
    const series = seriesOf(id);
    const place = middle(series);
    const broken = revalued(series, (value, _, i) => (i < place ? value / 1000 : value));
    expect(kinds(found(series))).not.toContain('unit break');
    expect(only(found(broken), 'unit break')).toMatchObject({ at: series.dates[place], power: 3 });
  });

  test.each(positive)('%s: a value ten times too large', (id) => {
    const series = seriesOf(id);
    const place = middle(series);
    const spiked = revalued(series, (value, _, i) => (i === place ? value * 10 : value));
    const spikes = found(spiked, { seconds: [secondOf(series)] }).filter(({ kind, severity }) => kind === 'spike' && severity === 'error');
    expect(spikes.map(({ dates }) => isos(dates))).toEqual([[formatCivilDate(series.dates[place] as number)]]);
    expect(found(series, { seconds: [secondOf(series)] }).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test.each(['RUT', 'IWN', 'SPX', 'NDX', 'BTC', 'ETH', 'TOTAL3'])('%s: a split, and dates that are a day late', (id) => {
    const series = seriesOf(id);
    const place = middle(series);
    const second = { seconds: [secondOf(series)] };
    const split = revalued(series, (value, _, i) => (i < place ? value * 3 : value));
    expect(only(found(split, second), 'seam')).toMatchObject({ at: series.dates[place], ratio: [3, 1], severity: 'error' });
    const late = revalued(series, (value, _, i) => (i > 0 && i < place ? (series.values[i - 1] as number) : value));
    const { dates, shift } = only(found(late, second), 'off by one');
    expect(shift).toBe(-1);
    expect(Math.abs((dates.at(-1) as number) - (series.dates[place - 1] as number))).toBeLessThanOrEqual(7);
  });

  test.each(['RUT', 'SPX', 'VIX', 'BTC', 'TOTAL3', 'FNG'])('%s: a hole, a frozen feed and a zero', (id) => {
    const series = seriesOf(id);
    const place = middle(series);
    const day = (i: number) => formatCivilDate(series.dates[i] as number);
    const hole = only(found(without(series, (_, i) => i >= place && i < place + 25)), 'long gap');
    expect(hole.runs.map(({ from, to }) => [formatCivilDate(from), formatCivilDate(to)])).toContainEqual([day(place), day(place + 24)]);
    const frozen = found(
      revalued(series, (value, _, i) => (i >= place && i < place + 25 ? (series.values[place] as number) * 1.001 : value)),
    );
    expect(frozen.filter(({ kind }) => kind === 'frozen').map(({ dates }) => isos(dates).includes(day(place + 12)))).toContain(true);
    const zero = found(revalued(series, (value, _, i) => (i === place ? 0 : value)));
    expect(zero.filter(({ kind }) => kind === 'not positive').map(({ dates }) => isos(dates))).toEqual([[day(place)]]);
  });
});
