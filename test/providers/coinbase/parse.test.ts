import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, type EpochDay, formatCivilDate, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { coinbase } from '../../../src/providers/coinbase/provider.ts';
import type { Http } from '../../../src/providers/http-port.ts';
import { dated, fetchFrom, hasShared, played, recording, shared } from '../played-answers.ts';

const NOW = '2021-03-05T12:00:00Z';
const TODAY = parseCivilDate('2021-03-05') as EpochDay;

/** The exchange as its documentation describes it: the days asked for, newest first, and some of before the start. */
function exchange(closes: ReadonlyMap<EpochDay, number>, { extra }: { extra: number }): Http & { readonly spans: number[] } {
  const spans: number[] = [];
  return {
    spans,
    async get({ url, query }) {
      const [start, end] = [query?.start, query?.end].map((instant) => parseCivilDate(String(instant).slice(0, 10)) as EpochDay) as [
        number,
        number,
      ];
      spans.push(end - start + 1);
      const days = [...closes.keys()].filter((day) => day >= start - extra && day <= end).sort((a, b) => b - a);
      const rows = days.map((day) => [(day * DAY_MS) / 1000, 1, 9, 2, closes.get(day), 1]);
      return { status: 200, body: JSON.stringify(rows), etag: undefined, record: { url, status: 200, bytes: 0, sha256: '', at: 0 } };
    },
  };
}

describe('Coinbase candles', () => {
  it('pages meet without overlap or hole, whatever days have candles, in requests of 300 days at most', async () => {
    const days = fc.uniqueArray(fc.integer({ min: TODAY - 2100, max: TODAY }), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(days, fc.integer({ min: 0, max: 3 }), fc.option(fc.integer({ min: 0, max: 2100 })), async (held, extra, back) => {
        const closes = new Map(held.map((day) => [day, 1 + ((day * 7) % 101)]));
        const since = back === null ? undefined : TODAY - back;
        const http = exchange(closes, { extra });
        const { dates, values } = await coinbase.fetch({ address: 'FAKE-USD', since, now: Date.parse(NOW) }, http);
        const expected = held.filter((day) => since === undefined || day >= since).sort((a, b) => a - b);
        expect([...dates]).toEqual(expected);
        expect([...values]).toEqual(expected.map((day) => closes.get(day)));
        expect(Math.max(...http.spans)).toBeLessThanOrEqual(300);
      }),
      { numRuns: 60 },
    );
  });

  it('a pull of the last days is one small request', async () => {
    const http = played([{ match: /candles/, body: recording('coinbase/newest.fake.json') }]);
    await coinbase.fetch({ address: 'FAKE-USD', since: TODAY - 1, now: Date.parse(NOW) }, http);
    expect(http.asked).toEqual(['/products/FAKE-USD/candles?granularity=86400&start=2021-03-04T00:00:00Z&end=2021-03-05T00:00:00Z']);
  });

  it('nothing since a date is said, and is no error', async () => {
    const answers = [{ match: /candles/, body: '[]' }];
    const { dates, notes } = await fetchFrom(coinbase, { address: 'FAKE-USD', since: '2021-03-01', now: NOW, answers });
    expect([dates.length, notes]).toEqual([0, ['There is no value since 2021-03-01.']]);
  });

  it('candles of hours are refused', async () => {
    const answers = [{ match: /candles/, body: '[[1614859200,1,2,1,2,1],[1614862800,1,2,1,2,1]]' }];
    const fetching = fetchFrom(coinbase, { address: 'FAKE-USD', since: '2021-03-04', now: NOW, answers });
    await expect(fetching).rejects.toMatchObject({ kind: 'changed-shape', message: /expected daily candles/ });
  });

  it('an address that is no pair is not found, and nothing is asked', async () => {
    const fetching = fetchFrom(coinbase, { address: 'bitcoin', now: NOW, answers: [] });
    await expect(fetching).rejects.toMatchObject({ kind: 'not-found', message: /there are: PAIR/ });
  });
});

describe.skipIf(!hasShared)('recorded Coinbase candles', () => {
  it('have the closes and the UTC dates of another reader of Coinbase', async () => {
    const answers = [{ match: /candles/, body: shared('api/coinbase/candles_BTC-USD_86400.json') }];
    const fetched = await fetchFrom(coinbase, { address: 'BTC-USD', since: '2026-08-01', now: '2026-08-11T00:00:00Z', answers });
    const lines = shared('data/market/BTC.csv').split('\n');
    const close = (day: EpochDay) => Number(lines.find((line) => line.startsWith(formatCivilDate(day)))?.split(',')[4]);
    expect(dated(fetched)).toEqual(Array.from(fetched.dates, (day) => [formatCivilDate(day), close(day)]));
  });
});
