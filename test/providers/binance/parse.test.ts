import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/core/calendar/civil-date.ts';
import { dailyFunding, type Funding } from '../../../src/providers/binance/funding.ts';
import { milliseconds, parseKlines, parseOpenInterest } from '../../../src/providers/binance/parse.ts';
import { binance } from '../../../src/providers/binance/provider.ts';
import { cases } from '../../conformance/providers/binance.cases.ts';
import { dated, fetchFrom, hasShared, recording, shared } from '../played-answers.ts';

const answer = { provider: 'binance', url: 'https://data-api.binance.vision/api/v3/klines' };
const HOUR = 3_600_000;

describe('Binance klines', () => {
  it('a kline is left out until its closing time is past', () => {
    const body = recording('binance/klines-second.fake.json');
    const lastAt = (instant: string) => dated(parseKlines(body, answer, Date.parse(instant)).parsed).at(-1);
    expect(lastAt('2021-03-05T23:59:59.999Z')).toEqual(['2021-03-04', 1040.01]);
    expect(lastAt('2021-03-06T00:00:00Z')).toEqual(['2021-03-05', 1012.5]);
  });

  it('stamps in microseconds give the same as those in milliseconds', () => {
    const [inMilliseconds, inMicroseconds] = ['second', 'microseconds'].map((name) =>
      parseKlines(recording(`binance/klines-${name}.fake.json`), answer, Date.parse('2021-03-06T00:00:00Z')),
    );
    expect(inMicroseconds).toEqual(inMilliseconds);
  });

  it('every instant from 2001 to 2100 is told apart in both units', () => {
    const instants = fc.integer({ min: Date.UTC(2001, 0), max: Date.UTC(2100, 0) });
    fc.assert(
      fc.property(instants, (ms) => milliseconds(ms) === ms && milliseconds(ms * 1000) === ms && milliseconds(ms * 1000 + 999) === ms),
    );
  });

  it('klines of another interval are refused', () => {
    const body = recording('binance/klines-first.fake.json').replace('1614643199999', '1614816000000');
    expect(() => parseKlines(body, answer, Date.now())).toThrow(/expected klines of UTC days/);
  });
});

describe('daily funding', () => {
  const place = { provider: 'binance', url: 'https://fapi.binance.com/fapi/v1/fundingRate', now: 10 * DAY_MS, notes: [] };
  const day = (date: number, hours: number): Funding[] =>
    Array.from({ length: 24 / hours }, (_, i) => ({ at: date * DAY_MS + i * hours * HOUR, rate: 0.0001 }));

  it('a day is the sum of its rates, however many there are', () => {
    const days = fc.array(fc.constantFrom(1, 2, 4, 8), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(days, (intervals) => {
        const { dates, values, notes } = dailyFunding(
          intervals.flatMap((hours, date) => day(date, hours)),
          place,
        );
        expect([...dates]).toEqual([...intervals.keys()]);
        expect([...values]).toEqual(intervals.map((hours) => Math.round(10_000 * 0.0001 * (24 / hours)) / 10_000));
        expect(notes).toEqual([]);
      }),
    );
  });

  it('a day with a rate missing is left out, not summed without it, whatever its interval', () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 2, 4, 8), fc.nat(), (hours, draw) => {
        const missing = draw % (24 / hours);
        const { dates, notes } = dailyFunding([...day(3, hours).filter((_, i) => i !== missing), ...day(4, 8)], place);
        expect([[...dates], notes]).toEqual([[4], ['1 day whose rates do not cover it left out (1970-01-04).']]);
      }),
    );
  });

  it('the day that runs is left out without a word, even when all its rates are there', () => {
    const { dates, notes } = dailyFunding([...day(3, 8), ...day(4, 8)], { ...place, now: 5 * DAY_MS - 1 });
    expect([[...dates], notes]).toEqual([[3], []]);
  });
});

describe('a refusal of Binance', () => {
  it.each([
    ['too-many', 400, 'rate-limited', true],
    ['banned', 418, 'rate-limited', false],
    ['restricted-location', 451, 'unavailable', false],
  ])('%s (%i) is %s; asking again may help is %s', async (file, status, kind, retryable) => {
    const answers = [{ match: /klines/, status, body: recording(`binance/${file}.fake.json`) }];
    await expect(fetchFrom(binance, { address: 'FAKEUSDT', now: '2021-03-05T12:00:00Z', answers })).rejects.toMatchObject({
      kind,
      retryable,
    });
  });
});

describe.skipIf(!hasShared)('recorded Binance bodies', () => {
  const recorded = (address: string) => {
    const found = cases.shared().good.find((good) => good.address === address);
    if (!found) throw new Error(`there is no case of ${address}`);
    return fetchFrom(binance, found);
  };
  const table = (path: string, column: number): [string, number][] =>
    shared(path)
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => [line.slice(0, 10), Number(line.split(',')[column])]);

  it('the daily sums of funding are those of another reader, on all days that are whole', async () => {
    const fetched = dated(await recorded('BTCUSDT funding'));
    const whole = table('data/macro/FUNDING_BTC_BINANCE_DAILY_SUM.csv', 1).filter(([date]) => date !== '2019-09-10' && date < '2026-06-06');
    expect(fetched).toEqual(whole);
  });

  it('klines have the dates of Coin Metrics’ prices, and in the median lie within 2 in 1,000 of them', async () => {
    const closes = new Map(table('data/market/BTC.csv', 4));
    const differences = dated(await recorded('BTCUSDT')).map(([date, value]) => Math.abs(value / (closes.get(date) ?? Number.NaN) - 1));
    expect(differences.every(Number.isFinite)).toBe(true);
    expect(differences.sort((a, b) => a - b)[Math.floor(differences.length / 2)]).toBeLessThan(2e-3);
  });

  it('open interest is the state in the minutes after its stamp, so it is never dated before it could be known', () => {
    const routes = JSON.parse(shared('api/binance/gocryptotrader_http_mock.json')).routes as Record<
      string,
      { GET: { queryString: string; data: unknown }[] }
    >;
    const bodies = (path: string, pattern: RegExp) =>
      (routes[path]?.GET ?? []).filter(({ queryString }) => pattern.test(queryString)).map(({ data }) => data);
    const bars = new Map((bodies('/fapi/v1/klines', /interval=5m.*LTCUSDT/).flat() as (string | number)[][]).map((bar) => [bar[0], bar]));
    const [states] = bodies('/futures/data/openInterestHist', /LTCUSDT/) as { sumOpenInterest: string; timestamp: number }[][];
    const parsed = parseOpenInterest(JSON.stringify(states), answer, 'LTCUSDT');
    const isTradedAt = (price: number, instant: number) => {
      const [, , high, low] = (bars.get(instant) ?? []).map(Number) as [number, number, number, number];
      return price >= low && price <= high;
    };
    const checked = [...parsed.dates.entries()].flatMap(([i, date]) => {
      const [midnight, price] = [date * DAY_MS, (parsed.values[i] as number) / Number(states?.[i]?.sumOpenInterest)];
      return bars.has(midnight - 300_000) ? [[isTradedAt(price, midnight), isTradedAt(price, midnight - 300_000)]] : [];
    });
    expect(checked).toEqual([
      [true, false],
      [true, false],
    ]);
  });
});
