import { afterEach, describe, expect, it } from 'vitest';
import { importFiles } from '../../../src/app/operations/import.ts';
import { formatCivilDate, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { isNewYorkSession } from '../../../src/core/calendar/new-york.ts';
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
    // A quarter of an hour after the close the last trades may still be missing.
    world.now += 15 * 60_000;
    expect(await only('ACME')).toMatchObject({ outcome: 'unchanged', to: '2026-05-12' });
    world.now += 10 * 60_000;
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
    world.play([{ match: /candles/, status: 404, body: '{"message":"NotFound"}' }, chartOfCoin([10.05, 20.1, 30])]);
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
    expect(result.series[0]).toMatchObject({ outcome: 'new', source: 'fred ASSETS × 1000', added: 2 });
    expect(result.providers[0]).toMatchObject({ name: 'fred', trouble: null });
    expect(result.providers[0]?.advice).toMatch(/FRED_API_KEY/);
    expect(await values('ASSETS')).toEqual(['2026-05-06 6700', '2026-05-13 6800']);
    const { knownAt } = await world.context.series.load('ASSETS');
    expect(new Date(knownAt[1] as number).toISOString()).toBe('2026-05-14T20:30:00.000Z');
  });
});

describe('whose a value is', () => {
  const sources = '{ coinbase: FAKE-USD }, { yahoo: FAKE-USD }';
  const firstFails = { match: /candles/, status: 404, body: '{"message":"NotFound"}' };
  const of = (closes: readonly number[], end: string) => [
    { match: new RegExp(`candles.*end=${end}`), body: candles(bars(closes)) },
    { match: /candles/, body: '[]' },
  ];
  const second = (closes: readonly number[]) => ({ match: /chart\/FAKE-USD/, body: coinChart('FAKE-USD', bars(closes)) });
  const next = async (answers: Parameters<World['play']>[0]) => {
    world.play(answers);
    world.now += DAY;
    return only('COIN');
  };

  it('a source that stands in twice still revises nothing of the first, and the first takes its own place again', async () => {
    world = await makeWorld(catalogue, { now: '2026-05-12T06:00:00Z' });
    expect(catalogue).toContain(sources);
    await next([...of([10, 20], '2026-05-13'), second([10, 20])]);
    await next([firstFails, second([10.05, 20.1, 31])]);
    await next([firstFails, second([10.06, 20.12, 32, 42])]);
    expect(await values('COIN')).toEqual(['2026-05-11 10', '2026-05-12 20', '2026-05-13 32', '2026-05-14 42']);
    const back = await next([...of([10, 20, 30, 40, 50], '2026-05-16'), second([10, 20, 30, 40, 50])]);
    expect(back).toMatchObject({ source: 'coinbase FAKE-USD', added: 1, revised: 2 });
    expect(await values('COIN')).toEqual(['2026-05-11 10', '2026-05-12 20', '2026-05-13 30', '2026-05-14 40', '2026-05-15 50']);
  });

  it('a history that a stand-in began is completed by the source that has more', async () => {
    world = await makeWorld(catalogue, { now: '2026-05-15T06:00:00Z' });
    await next([firstFails, { match: /chart/, body: coinChart('FAKE-USD', bars([30, 40], '2026-05-13')) }]);
    expect(await values('COIN')).toEqual(['2026-05-13 30', '2026-05-14 40']);
    await next([...of([10, 20, 30, 40, 50], '2026-05-17'), second([10, 20, 30, 40, 50])]);
    expect(await values('COIN')).toEqual(['2026-05-11 10', '2026-05-12 20', '2026-05-13 30', '2026-05-14 40', '2026-05-15 50']);
  });

  const twelve = Array.from({ length: 12 }, (_, i) => 10 + i);

  it('newer dates of the second source stand in until the first has them, where the two agree', async () => {
    world = await makeWorld(catalogue, { now: '2026-05-23T06:00:00Z' });
    const result = await next([...of(twelve, '2026-05-24'), second([...twelve, 30])]);
    expect(result).toMatchObject({ source: 'coinbase FAKE-USD', added: 13, to: '2026-05-23' });
    expect(result?.notes.join()).toMatch(/Up to 2026-05-23 by yahoo, until coinbase has it/);
    expect((await world.context.series.load('COIN')).source).toMatch(/^Coinbase/);
    const then = await next([...of([...twelve, 30.1, 40], '2026-05-25'), second([...twelve, 30, 40])]);
    expect(then).toMatchObject({ added: 1, revised: 1 });
    expect((await values('COIN')).slice(-2)).toEqual(['2026-05-23 30.1', '2026-05-24 40']);
  });

  it.each([
    ['one of the last ten dates differs', [...twelve.slice(0, 11), 25, 30]],
    ['all differ a little on one side', [...twelve, 30].map((value) => value * 1.005)],
  ])('and do not where %s', async (_, closes) => {
    world = await makeWorld(catalogue, { now: '2026-05-23T06:00:00Z' });
    await next([...of(twelve, '2026-05-24'), second(closes)]);
    expect((await values('COIN')).at(-1)).toBe('2026-05-22 21');
  });

  it('a stand-in that contradicts what is held adds nothing', async () => {
    world = await makeWorld(catalogue, { now: '2026-05-23T06:00:00Z' });
    await next([...of(twelve, '2026-05-24'), { match: /chart/, status: 404, body: 'none' }]);
    const result = await next([firstFails, second([...twelve, 30, 40].map((value) => value / 4))]);
    expect(result).toMatchObject({ outcome: 'failed', failures: [{ source: 'coinbase' }, { source: 'yahoo', kind: 'changed-shape' }] });
    expect((await values('COIN')).at(-1)).toBe('2026-05-22 21');
  });

  it('what was imported is not carried on by a source on another base', async () => {
    world = await makeWorld(catalogue, { now: '2026-05-23T06:00:00Z' });
    const file = {
      name: 'COIN.csv',
      path: 'COIN.csv',
      bytes: Buffer.from(['date,close', ...twelve.map((value, i) => `2026-05-${11 + i},${value}`)].join('\n')),
    };
    const data = { ...world.context.data, readFile: async () => file };
    await importFiles({ files: ['COIN.csv'], yes: true }, { ...world.context, data });
    const halved = [...twelve, 22].map((value) => value / 2);
    expect(await next([...of(halved, '2026-05-24'), second(halved)])).toMatchObject({ outcome: 'failed' });
    expect((await values('COIN')).at(-1)).toBe('2026-05-22 21');
  });

  it('a source that is no longer in the catalogue gives its dates up', async () => {
    world = await makeWorld(catalogue, { now: '2026-05-13T06:00:00Z' });
    await next([firstFails, second([10, 20])]);
    world.catalogue = catalogue.replace(`[${sources}]`, '[{ coinbase: FAKE-USD }]');
    await next(of([11, 21, 31], '2026-05-15'));
    expect(await values('COIN')).toEqual(['2026-05-11 11', '2026-05-12 21', '2026-05-13 31']);
  });

  it('an import makes nothing fresh, and a later date that is asked for leaves no hole', async () => {
    world = await makeWorld(catalogue, { now: '2026-05-23T06:00:00Z' });
    await next([...of(twelve, '2026-05-24'), { match: /chart/, status: 404, body: 'none' }]);
    world.now += 10 * DAY;
    const more = [...twelve, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31];
    world.play([...of(more, '2026-06-03'), { match: /chart/, status: 404, body: 'none' }]);
    await only('COIN', { since: '2026-06-01' });
    expect((await values('COIN')).length).toBe(22);
  });
});

describe('a base that changes', () => {
  const long = Array.from({ length: 90 }, (_, i): Bar => [day('2026-03-02') + i, 100 + i]).filter(([at]) => isNewYorkSession(at));
  const halved = long.map(([at, close]): Bar => [at, (close as number) / 2]);
  const acme = async () => Array.from((await world.context.series.load('ACME')).values);

  it('is taken over whole also where a date is asked for', async () => {
    world = await makeWorld(catalogue, { now: '2026-09-10T12:00:00Z' });
    world.play([yahooPlays('ACME', long)]);
    await only('ACME');
    world.play([
      { match: /period1=-/, body: chart('ACME', halved) },
      { match: /chart\/ACME/, body: chart('ACME', halved.slice(-20)) },
    ]);
    await only('ACME', { since: '2026-05-01' });
    expect(await acme()).toEqual(halved.map(([, close]) => close));
  });

  it('is taken over whole though single values were corrected as well', async () => {
    world = await makeWorld(catalogue, { now: '2026-09-10T12:00:00Z' });
    world.play([yahooPlays('ACME', long)]);
    await only('ACME');
    const corrected = halved.map(([at, close], i): Bar => [at, i % 7 === 3 ? (close as number) * 1.01 : close]);
    world.play([
      { match: /period1=-/, body: chart('ACME', corrected) },
      { match: /chart\/ACME/, body: chart('ACME', corrected.slice(-20)) },
    ]);
    await only('ACME');
    expect(await acme()).toEqual(corrected.map(([, close]) => close));
  });

  it('is refused where the answer does not reach back to all that is held: no seam is stored', async () => {
    world = await makeWorld(catalogue, { now: '2026-09-10T12:00:00Z' });
    world.play([yahooPlays('ACME', long)]);
    await only('ACME');
    world.play([yahooPlays('ACME', halved.slice(-30))]);
    expect(await only('ACME')).toMatchObject({
      outcome: 'failed',
      failures: [{ kind: 'changed-shape', message: expect.stringMatching(/new base \(0\.5000/) }],
    });
    expect(await acme()).toEqual(long.map(([, close]) => close));
  });
});

describe('what a source says that cannot be', () => {
  it.each([
    ['another currency', (body: string) => body.replace('"USD"', '"JPY"'), /in JPY, the catalogue says USD/],
    ['a date in the future', (body: string) => body.replace(/"timestamp":\[(\d+)/, '"timestamp":[1925000000'), /future|ascend|twice/],
  ])('%s is refused, and holds up no other series', async (_, spoil, message) => {
    world = await makeWorld(catalogue, { now: '2026-05-14T12:00:00Z' });
    world.play([
      { match: /chart\/ACME/, body: spoil(chart('ACME', bars([10, 11, 12]))) },
      { match: /fredgraph/, body: graph('ASSETS', [[day('2026-05-06'), 6.7]]) },
    ]);
    const { series } = await world.pull({ ids: ['ACME', 'ASSETS'] });
    expect(series[0]).toMatchObject({ outcome: 'failed', failures: [{ kind: 'changed-shape', message: expect.stringMatching(message) }] });
    expect(series[1]).toMatchObject({ outcome: 'new' });
  });

  it('a clock that was a year ahead makes nothing fresh', async () => {
    world = await makeWorld(catalogue, { now: '2027-05-14T12:00:00Z' });
    world.play([yahooPlays('ACME', bars([10, 11, 12]))]);
    await only('ACME');
    world.now = Date.parse('2026-05-14T12:00:00Z');
    expect((await world.pull({ ids: ['ACME'] })).series[0]?.outcome).not.toBe('fresh');
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

  it('a key that is refused is a failure, not the want of one', async () => {
    world = await makeWorld(catalogue.replace(', { fred: ASSETS, scale: 1000 }', ''), { now: '2026-05-15T12:00:00Z' });
    expect((await world.pull({ ids: ['ASSETS'] })).outcome).toBe('done');
    expect(await only('ASSETS')).toMatchObject({ outcome: 'needs key' });
    world.keys = { FRED_API_KEY: 'abcdefghijklmnopqrstuvwxyz012345' };
    world.play([
      {
        match: /series_id/,
        status: 400,
        body: '{"error_code":400,"error_message":"Bad Request.  The value for variable api_key is not registered."}',
      },
    ]);
    expect(await only('ASSETS')).toMatchObject({ outcome: 'failed', failures: [{ kind: 'unauthorized' }] });
  });

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
