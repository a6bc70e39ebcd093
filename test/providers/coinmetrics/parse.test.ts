import { describe, expect, it } from 'vitest';
import { coinmetrics } from '../../../src/providers/coinmetrics/provider.ts';
import { dated, fetchFrom, hasShared, played, recording, shared } from '../played-answers.ts';

const NOW = '2021-03-05T12:00:00Z';

describe('Coin Metrics pages', () => {
  it('the next page is asked for at the address that the page before it gives', async () => {
    const http = played([
      { match: /next_page_token/, body: recording('coinmetrics/second.fake.json') },
      { match: /asset-metrics/, body: recording('coinmetrics/first.fake.json') },
    ]);
    await coinmetrics.fetch({ address: 'fake PriceUSD', since: undefined, now: Date.parse(NOW) }, http);
    expect(http.asked).toEqual([
      '/v4/timeseries/asset-metrics?assets=fake&metrics=PriceUSD&frequency=1d&page_size=10000&paging_from=start',
      '/v4/timeseries/asset-metrics?assets=fake&frequency=1d&metrics=PriceUSD&next_page_token=PAGE2',
    ]);
  });

  it('pages that do not move on end in an error, not in a loop', async () => {
    const answers = [{ match: /asset-metrics/, body: recording('coinmetrics/first.fake.json') }];
    const fetching = fetchFrom(coinmetrics, { address: 'fake PriceUSD', now: NOW, answers });
    await expect(fetching).rejects.toMatchObject({ kind: 'changed-shape', message: /there is still a next page after 20/ });
  });

  it.each([
    ['another asset', '"asset":"fake"', '"asset":"eth"', /data\.0\.asset/],
    ['another metric', '"PriceUSD":', '"PriceEUR":', /data\.0\.PriceUSD: .*found nothing/],
    ['a time within the day', 'T00:00:00.000000000Z', 'T01:00:00.000000000Z', /data\.0\.time: expected 00:00 UTC/],
    ['a date that does not exist', '2021-03-04T', '2021-02-30T', /data\.0\.time: expected a date/],
    ['a number that is no text', '"1040.0100000001"', '1040.01', /data\.0\.PriceUSD/],
  ])('%s is refused', async (_, from, to, message) => {
    const spaced = JSON.stringify(JSON.parse(recording('coinmetrics/second.fake.json')));
    const answers = [{ match: /asset-metrics/, body: spaced.replaceAll(from, to) }];
    const fetching = fetchFrom(coinmetrics, { address: 'fake PriceUSD', now: NOW, answers, unknownFields: 'note' });
    await expect(fetching).rejects.toMatchObject({ kind: 'changed-shape', message });
  });
});

describe.skipIf(!hasShared)('the quoted element of Coin Metrics', () => {
  it('is dated as the price table is that was made from it', async () => {
    const answers = [{ match: /asset-metrics/, body: shared('api/coinmetrics/asset_metrics_excerpt_quoted.json') }];
    const [first] = dated(await fetchFrom(coinmetrics, { address: 'btc PriceUSD', now: '2026-02-01T00:00:00Z', answers }));
    const line = shared('data/market/BTC.csv')
      .split('\n')
      .find((row) => row.startsWith('2026-01-30'));
    expect(first?.[0]).toBe('2026-01-30');
    expect(first?.[1]).toBeCloseTo(Number(line?.split(',')[4]), 3);
  });
});
