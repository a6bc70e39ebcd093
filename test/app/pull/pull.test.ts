import { afterEach, describe, expect, it } from 'vitest';
import { formatCivilDate, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { asOf, endOfDay } from '../../../src/core/series/panel.ts';
import { type Bar, candles, chart, coinChart, graph, makeWorld, type World } from './world.ts';

const day = (text: string) => parseCivilDate(text) as number;
const DAY = 86_400_000;
const MONDAY = '2026-05-11';

const catalogue = `
series:
  ACME:
    title: A share
    unit: USD
    calendar: new-york
    adjusted: true
    licence: made up
    sources: [{ yahoo: ACME }]
  COIN:
    title: A coin
    unit: USD
    calendar: utc-daily
    tolerance: 0.01
    licence: made up
    sources: [{ coinbase: FAKE-USD }, { yahoo: FAKE-USD }]
  ASSETS:
    title: Assets of a central bank
    unit: USD millions
    calendar: weekly-utc
    release: { weekday: thursday, time: "16:30", zone: America/New_York }
    licence: made up
    sources: [{ fred: ASSETS vintages 16:30 }, { fred: ASSETS, scale: 1000 }]
  HANDMADE:
    title: By hand only
    unit: USD
    calendar: utc-daily
    licence: made up
    byHand: Write it down.
`;

let world: World;
afterEach(() => world.close());

/** New York sessions of the fortnight before, with the closes given. */
const bars = (closes: readonly number[], first = MONDAY): Bar[] => closes.map((close, i) => [day(first) + i, close]);
const yahooPlays = (symbol: string, rows: readonly Bar[]) => ({
  match: new RegExp(`chart/\\${symbol.startsWith('^') ? '' : ''}${symbol}`),
  body: chart(symbol, rows),
});
const only = async (id: string, input: Record<string, unknown> = {}) => (await world.pull({ ids: [id], again: true, ...input })).series[0];
const values = async (id: string) => {
  const series = await world.context.series.load(id);
  return Array.from(series.dates, (date, i) => `${formatCivilDate(date)} ${series.values[i]}`);
};

describe('a first pull', () => {
  it('stores the closes, and the adjusted ones beside them, with where they came from', async () => {
    world = await makeWorld(catalogue, { now: '2026-05-14T12:00:00Z' });
    world.play([
      yahooPlays('ACME', [
        [day(MONDAY), 10, 9.5],
        [day(MONDAY) + 1, 11, 10.45],
        [day(MONDAY) + 2, 12],
      ]),
    ]);
    expect(await only('ACME')).toMatchObject({ outcome: 'new', source: 'yahoo ACME', added: 3, from: '2026-05-11', to: '2026-05-13' });
    expect(await values('ACME')).toEqual(['2026-05-11 10', '2026-05-12 11', '2026-05-13 12']);
    expect(await values('ACME.adj')).toEqual(['2026-05-11 9.5', '2026-05-12 10.45', '2026-05-13 12']);
    const { title, unit, calendar, source, knownAt } = await world.context.series.load('ACME.adj');
    expect({ title, unit, calendar }).toEqual({ title: 'A share (adjusted close)', unit: 'USD', calendar: 'new-york' });
    expect(source).toMatch(/Yahoo.*ACME.*made up/);
    expect(new Date(knownAt[0] as number).toISOString()).toBe('2026-05-11T20:00:00.000Z');
    expect(await world.context.series.ids()).toEqual(['ACME']);
  });

  it('leaves out the bar that still forms, and says so; it comes with the next pull, at its close', async () => {
    world = await makeWorld(catalogue, { now: '2026-05-13T19:59:00Z' });
    world.play([yahooPlays('ACME', bars([10, 11, 12]))]);
    const first = await only('ACME');
    expect(first).toMatchObject({ added: 2, to: '2026-05-12' });
    expect(first?.notes.join()).toMatch(/Not final yet and left out: 2026-05-13/);
    world.now += 5 * 60_000;
    expect(await only('ACME')).toMatchObject({ outcome: 'updated', added: 1, revised: 0, to: '2026-05-13' });
  });

  it('keeps one record of the attempt with the hash of the raw body', async () => {
    world = await makeWorld(catalogue, { now: '2026-05-14T12:00:00Z' });
    world.play([yahooPlays('ACME', bars([10, 11]))]);
    await only('ACME');
    const [record] = await world.store.pulls({ series: 'ACME' });
    expect(record).toMatchObject({ outcome: 'stored', source: 'yahoo', address: 'ACME', added: 2 });
    expect(record?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a pull again', () => {
  it('of what was pulled a moment ago asks nothing, unless it is told to', async () => {
    world = await makeWorld(catalogue, { now: '2026-05-14T12:00:00Z' });
    world.play([yahooPlays('ACME', bars([10, 11]))]);
    await world.pull({ ids: ['ACME'] });
    const asked = world.asked().length;
    expect((await world.pull({ ids: ['ACME'] })).series[0]?.outcome).toBe('fresh');
    expect(world.asked().length).toBe(asked);
    expect((await only('ACME'))?.outcome).toBe('unchanged');
  });

  it('stores nothing where nothing is new, and loses nothing where the source gives less', async () => {
    world = await makeWorld(catalogue, { now: '2026-05-16T12:00:00Z' });
    world.play([yahooPlays('ACME', bars([10, 11, 12, 13]))]);
    await only('ACME');
    world.play([yahooPlays('ACME', bars([12, 13], '2026-05-13'))]);
    expect(await only('ACME')).toMatchObject({ outcome: 'unchanged', added: 0, revised: 0 });
    expect((await values('ACME')).length).toBe(4);
  });

  it('keeps the old value of a corrected date for questions as of then', async () => {
    world = await makeWorld(catalogue, { now: '2026-05-14T12:00:00Z' });
    world.play([yahooPlays('ACME', bars([10, 11, 12]))]);
    await only('ACME');
    world.now += DAY;
    world.play([yahooPlays('ACME', bars([10, 11.5, 12, 13]))]);
    expect(await only('ACME')).toMatchObject({ outcome: 'updated', added: 1, revised: 1 });
    const series = await world.context.series.load('ACME');
    expect([...series.values]).toEqual([10, 11.5, 12, 13]);
    expect([...asOf(series, endOfDay(day('2026-05-14'))).values]).toEqual([10, 11, 12, 13]);
    expect([...asOf(series, endOfDay(day('2026-05-13'))).values]).toEqual([10, 11, 12]);
    expect(series.notes.join()).toMatch(/1 date had another value before/);
  });

  it('asks for the whole past anew where a split or dividend gave it a new base, so that no seam is left', async () => {
    world = await makeWorld(catalogue, { now: '2026-09-10T12:00:00Z' });
    const long = Array.from({ length: 80 }, (_, i): Bar => [day(MONDAY) + i, 100 + i]);
    const sessions = long.filter(([at]) => (at + 3) % 7 < 5 && ![day('2026-05-25'), day('2026-06-19'), day('2026-07-03')].includes(at));
    world.play([yahooPlays('ACME', sessions)]);
    await only('ACME');
    world.now += DAY;
    const halved = sessions.map(([at, close]): Bar => [at, (close as number) / 2]);
    world.play([
      { match: /period1=-/, body: chart('ACME', halved) },
      { match: /chart\/ACME/, body: chart('ACME', halved.slice(-20)) },
    ]);
    const again = await only('ACME');
    expect(again).toMatchObject({ revised: sessions.length });
    expect([...(await world.context.series.load('ACME')).values]).toEqual(halved.map(([, close]) => close));
  });
});

describe('several sources', () => {
  const coins = (closes: readonly number[]) => [
    { match: /candles.*end=2026-05-13/, body: candles(bars(closes)) },
    { match: /candles/, body: '[]' },
  ];
  const chartOfCoin = (closes: readonly number[]) => ({ match: /chart\/FAKE-USD/, body: coinChart('FAKE-USD', bars(closes)) });

  it('the first that answers wins; where the second disagrees, that is told and kept', async () => {
    world = await makeWorld(catalogue, { now: '2026-05-13T06:00:00Z' });
    world.play([...coins([10, 20]), chartOfCoin([10.05, 25])]);
    const result = await only('COIN');
    expect(result).toMatchObject({ source: 'coinbase FAKE-USD', added: 2 });
    expect(result?.agreement).toEqual({
      ...{ source: 'yahoo', compared: 2, beyond: 1, tolerance: 0.01 },
      worst: { date: '2026-05-12', first: 20, second: 25 },
    });
    expect(await values('COIN')).toEqual(['2026-05-11 10', '2026-05-12 20']);
    expect((await world.store.secondOpinions('COIN')).map(({ source, values: of }) => [source, [...of]])).toEqual([['yahoo', [10.05, 25]]]);
  });

  it('the second stands in where the first fails, and revises nothing of the first', async () => {
    world = await makeWorld(catalogue, { now: '2026-05-13T06:00:00Z' });
    world.play([...coins([10, 20]), chartOfCoin([10.05, 25])]);
    await only('COIN');
    world.now += DAY;
    world.play([{ match: /candles/, status: 404, body: '{"message":"NotFound"}' }, chartOfCoin([10.05, 25, 30])]);
    const result = await only('COIN');
    expect(result).toMatchObject({ outcome: 'updated', source: 'yahoo FAKE-USD', added: 1, revised: 0 });
    expect(result?.failures).toMatchObject([{ source: 'coinbase', kind: 'not-found' }]);
    expect(await values('COIN')).toEqual(['2026-05-11 10', '2026-05-12 20', '2026-05-13 30']);
  });

  it('a source that wants a key is passed over without one, and used with one', async () => {
    world = await makeWorld(catalogue, { now: '2026-05-15T12:00:00Z' });
    world.play([
      {
        match: /fredgraph\.csv/,
        body: graph('ASSETS', [
          [day('2026-05-06'), 6.7],
          [day('2026-05-13'), 6.8],
        ]),
      },
    ]);
    const result = await world.pull({ ids: ['ASSETS'] });
    expect(result.series[0]).toMatchObject({ outcome: 'new', source: 'fred ASSETS', added: 2 });
    expect(result.providers[0]).toMatchObject({ name: 'fred', trouble: null });
    expect(result.providers[0]?.advice).toMatch(/FRED_API_KEY/);
    expect(await values('ASSETS')).toEqual(['2026-05-06 6700', '2026-05-13 6800']);
    const { knownAt } = await world.context.series.load('ASSETS');
    expect(new Date(knownAt[1] as number).toISOString()).toBe('2026-05-14T20:30:00.000Z');
  });
});

describe('a pull that cannot have all', () => {
  it('says which series failed and why, keeps the rest, and ends in part', async () => {
    world = await makeWorld(catalogue, { now: '2026-05-14T12:00:00Z' });
    world.play([yahooPlays('ACME', bars([10])), { match: /./, status: 500, body: 'broken' }]);
    const result = await world.pull();
    expect(result.outcome).toBe('partial');
    expect(result.series.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      'ACME new',
      'COIN failed',
      'ASSETS failed',
      'HANDMADE by hand',
    ]);
    expect(result.providers.find(({ name }) => name === 'coinbase')).toMatchObject({ asked: 1, answered: 0 });
    expect(result.retries).toBeGreaterThan(0);
    expect((await world.store.pulls({ series: 'COIN' }))[0]).toMatchObject({ outcome: 'failed' });
  });

  it('asks again where the provider says in a good answer that it was asked too often', async () => {
    world = await makeWorld(catalogue.replace('{ coinbase: FAKE-USD }', '{ kraken: FAKEUSD }'), { now: '2026-05-13T06:00:00Z' });
    world.play([
      { match: /OHLC/, body: '{"error":["EAPI:Rate limit exceeded"]}' },
      { match: /chart/, status: 404, body: 'none' },
    ]);
    expect(await only('COIN')).toMatchObject({ outcome: 'failed', failures: [{ kind: 'rate-limited' }, {}] });
    expect(world.asked().filter((path) => path.includes('OHLC')).length).toBe(3);
  }, 20_000);

  it('stores nothing of a body that is not what was asked for', async () => {
    world = await makeWorld(catalogue, { now: '2026-05-14T12:00:00Z' });
    world.play([{ match: /chart/, body: '<html>consent</html>' }]);
    expect(await only('ACME')).toMatchObject({ outcome: 'failed', failures: [{ kind: 'changed-shape' }] });
    expect(await world.store.ids()).toEqual([]);
  });

  it('stops at once when it is told to', async () => {
    world = await makeWorld(catalogue, { now: '2026-05-14T12:00:00Z' });
    const signal = AbortSignal.abort();
    const { pull } = await import('../../../src/app/operations/pull.ts');
    await expect(pull({}, { ...world.context, signal })).rejects.toThrow(/abort/i);
    expect(await world.store.ids()).toEqual([]);
  });
});

describe('what is asked for', () => {
  it('is refused with the nearest name where the catalogue has no such series', async () => {
    world = await makeWorld(catalogue, { now: '2026-05-14T12:00:00Z' });
    await expect(world.pull({ ids: ['ACMA'] })).rejects.toThrow(/no series ACMA in the catalogue; did you mean ACME/);
    await expect(world.pull({ since: '2027-01-01' })).rejects.toThrow(/since must not lie in the future/);
  });

  it('is only told by a dry run', async () => {
    world = await makeWorld(catalogue, { now: '2026-05-14T12:00:00Z' });
    const plan = await world.pull({ dryRun: true });
    expect(plan.series.map(({ id, source }) => `${id} ${source}`)).toEqual([
      'ACME yahoo ACME',
      'COIN coinbase FAKE-USD',
      'ASSETS fred ASSETS vintages 16:30',
      'HANDMADE null',
    ]);
    expect(world.asked()).toEqual([]);
  });

  it('is refused at its line where the catalogue names a provider that there is not', async () => {
    world = await makeWorld(catalogue.replace('{ yahoo: ACME }', '{ yaho: ACME }'), { now: '2026-05-14T12:00:00Z' });
    await expect(world.pull()).rejects.toThrow(/test\.yaml:9:\d+: no provider "yaho"; did you mean yahoo/);
  });
});
