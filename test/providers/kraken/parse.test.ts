import { describe, expect, it } from 'vitest';
import { kraken } from '../../../src/providers/kraken/provider.ts';
import { dated, fetchFrom, hasShared, played, recording, shared } from '../played-answers.ts';

const NOW = '2021-03-05T12:00:00Z';
const answering = (file: string) => [{ match: /OHLC/, body: recording(`kraken/${file}.fake.json`) }];

describe('Kraken rows', () => {
  it('the row after `last` is not committed and is left out, even when its day is over by the time it is read', async () => {
    const fetched = await fetchFrom(kraken, { address: 'FAKUSD', now: '2021-03-07T00:00:00Z', answers: answering('ohlc') });
    expect(dated(fetched).at(-1)).toEqual(['2021-03-04', 1040.1]);
  });

  it('older days than Kraken gives are said to be missing when they were asked for', async () => {
    const note = 'Kraken gives only the last 720 days; days before 2021-03-02 are not here.';
    const notesSince = async (since: string) =>
      (await fetchFrom(kraken, { address: 'FAKUSD', since, now: NOW, answers: answering('ohlc') })).notes;
    expect(await notesSince('2021-03-01')).toEqual([note]);
    expect(await notesSince('2021-03-02')).toEqual([]);
  });

  it('`since` is asked for with the second before it, as Kraken excludes its own', async () => {
    const http = played(answering('ohlc'));
    await kraken.fetch({ address: 'FAKUSD', since: 18_688, now: Date.parse(NOW) }, http);
    expect(http.asked).toEqual(['/0/public/OHLC?pair=FAKUSD&interval=1440&since=1614643199']);
  });

  it.each([
    ['rate-limit', true],
    ['too-many-requests', true],
    ['unavailable', true],
    ['unknown-pair', false],
  ])('%s: asking again may help is %s', async (file, retryable) => {
    await expect(fetchFrom(kraken, { address: 'FAKUSD', now: NOW, answers: answering(file) })).rejects.toMatchObject({ retryable });
  });
});

describe.skipIf(!hasShared)('recorded Kraken rows', () => {
  it('lie within 1 in 1,000 of the closes of Coinbase on the same UTC dates', async () => {
    const answers = [{ match: /OHLC/, body: shared('api/kraken/OHLC_XBTUSD_1440.json') }];
    const fetched = await fetchFrom(kraken, { address: 'XBTUSD', now: '2026-08-17T12:00:00Z', answers });
    const closes = new Map(
      shared('data/market/BTC.csv')
        .split('\n')
        .map((line) => [line.slice(0, 10), Number(line.split(',')[4])]),
    );
    for (const [date, value] of dated(fetched)) expect(Math.abs(value / (closes.get(date) as number) - 1)).toBeLessThan(1e-3);
  });
});
