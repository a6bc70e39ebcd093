import { describe, expect, it } from 'vitest';
import { coingecko } from '../../../src/providers/coingecko/provider.ts';
import type { HttpRequest } from '../../../src/providers/http-port.ts';
import { dated, fetchFrom, hasShared, played, recording, shared } from '../played-answers.ts';

const NOW = '2021-03-05T12:00:00Z';
const chart = recording('coingecko/chart.fake.json');
const pricesOf = async (body: string) =>
  dated(await fetchFrom(coingecko, { address: 'fakecoin price', now: NOW, answers: [{ match: /chart/, body }] }));

describe('CoinGecko charts', () => {
  it('a stamp of 00:00 UTC is the close of the day before', async () => {
    const body = JSON.stringify({ prices: [[Date.UTC(2024, 0, 2), 5]], market_caps: [], total_volumes: [] });
    expect(await pricesOf(body)).toEqual([['2024-01-01', 5]]);
  });

  it('the present point is left out; without it nothing else goes', async () => {
    const whole = JSON.parse(chart) as { prices: unknown[] };
    const without = JSON.stringify({ ...whole, prices: whole.prices.slice(0, -1) });
    expect(await pricesOf(without)).toEqual(await pricesOf(chart));
  });

  it('only days older than the limit are said to be missing', async () => {
    const answers = [{ match: /chart/, body: chart }];
    const notesSince = async (since: string) => (await fetchFrom(coingecko, { address: 'fakecoin price', since, now: NOW, answers })).notes;
    expect(await notesSince('2020-01-01')).toEqual([expect.stringContaining('days before 2021-02-28 are not here')]);
    expect(await notesSince('2021-03-01')).toEqual([]);
  });

  it('a key goes into a secret header, and is asked for by no other way', async () => {
    const requests: HttpRequest[] = [];
    const http = played([{ match: /chart/, body: chart }]);
    const listening = {
      get(request: HttpRequest) {
        requests.push(request);
        return http.get(request);
      },
    };
    await coingecko.fetch({ address: 'fakecoin price', since: undefined, now: Date.parse(NOW), key: 'CG-made-up' }, listening);
    const [{ secrets, ...rest }] = requests as [HttpRequest];
    expect(secrets).toEqual({ headers: { 'x-cg-demo-api-key': 'CG-made-up' } });
    expect(JSON.stringify(rest)).not.toContain('CG-made-up');
  });

  it('an unchanged chart is told as such', async () => {
    const answers = [{ match: /chart/, status: 304, body: '' }];
    const fetched = await fetchFrom(coingecko, { address: 'fakecoin price', now: NOW, etag: '"made-up"', answers });
    expect([fetched.isUnchanged, fetched.etag, fetched.dates.length]).toEqual([true, '"made-up"', 0]);
  });
});

describe.skipIf(!hasShared)('recorded prices of CoinGecko', () => {
  it('at 00:00 UTC lie nearer to the close of the day before than to that of the day', () => {
    const price = JSON.parse(shared('api/coingecko/coins_ethereum_history_2024-01-01.json')).market_data.current_price.usd as number;
    const closes = new Map(
      shared('data/market/ETH.csv')
        .split('\n')
        .map((line) => [line.slice(0, 10), Number(line.split(',')[4])]),
    );
    const distance = (date: string) => Math.abs(price / (closes.get(date) as number) - 1);
    expect(distance('2023-12-31')).toBeLessThan(1e-3);
    expect(distance('2024-01-01')).toBeGreaterThan(1e-2);
  });
});
