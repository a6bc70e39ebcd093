import { DAY_MS, formatCivilDate, isoWeekday, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { isNewYorkSession } from '../../../src/core/calendar/new-york.ts';
import { seededStream } from '../../../src/core/numerics/random.ts';
import { type Bar, candles, chart, coinChart, graph } from '../../app/pull/world.ts';
import type { Play } from '../providers/play.ts';

/** The instant at which these pulls believe to run: New York and the running UTC day are both not closed. */
export const NOW = '2026-05-20T15:00:00Z';

const today = parseCivilDate('2026-05-20') as number;
const PAGE_DAYS = 300;

/** A made-up series: how it is catalogued, what its sources play, and what must come of it. */
export interface MadeSeries {
  readonly id: string;
  readonly entry: string;
  /** For each source the answers that it plays. */
  readonly plays: readonly Play[];
  /** Value of each final date; the adjusted closes stand under `ID.adj`. */
  readonly expected: ReadonlyMap<string, readonly (readonly [day: number, value: number])[]>;
}

/** Sixty series of four providers, daily to weekly, some with a second source that says the same. */
export function sixtySeries(): MadeSeries[] {
  return [
    ...Array.from({ length: 24 }, (_, i) => share(`SHARE${i}`, i)),
    ...Array.from({ length: 12 }, (_, i) => coin(`COIN${i}`, 100 + i)),
    ...Array.from({ length: 12 }, (_, i) => pair(`PAIR${i}`, 200 + i, i < 6)),
    ...Array.from({ length: 12 }, (_, i) => weekly(`WEEK${i}`, 300 + i)),
  ];
}

/** The catalogue of some series. */
export const catalogueOf = (series: readonly MadeSeries[]): string => `series:\n${series.map(({ entry }) => entry).join('\n')}\n`;

/** A wandering price to the cent. */
function prices(seed: number, days: readonly number[]): Bar[] {
  const random = seededStream(seed);
  let price = 50 + random.below(100);
  return days.map((day) => {
    price = Math.max(1, Math.round(price * (0.97 + 0.06 * random.uniform()) * 100) / 100);
    return [day, price];
  });
}

const daysBack = (count: number): number[] => Array.from({ length: count }, (_, i) => today - count + 1 + i);
const isFinal = ([day]: Bar): boolean => day < today;
const pairsOf = (bars: readonly Bar[]) => bars.filter(isFinal).map(([day, close]) => [day, close as number] as const);

const described = (id: string, calendar: string, sources: string): string => `  ${id}:
    title: ${id}
    unit: USD
    calendar: ${calendar}
    licence: made up
    sources: ${sources}`;

function share(id: string, seed: number): MadeSeries {
  const bars = prices(seed, daysBack(400).filter(isNewYorkSession)).map(
    ([day, close], i): Bar => [day, close, (close as number) * (0.9 + i / 4000)],
  );
  const adjusted = bars.filter(isFinal).map(([day, , value]) => [day, value as number] as const);
  return {
    id,
    entry: `${described(id, 'new-york', `[{ yahoo: ${id} }]`)}\n    adjusted: true`,
    plays: [{ hosts: ['query1.finance.yahoo.com'], answers: [{ match: new RegExp(`chart/${id}\\?`), body: chart(id, bars) }] }],
    expected: new Map([
      [id, pairsOf(bars)],
      [`${id}.adj`, adjusted],
    ]),
  };
}

function coin(id: string, seed: number): MadeSeries {
  const bars = prices(seed, daysBack(2 * PAGE_DAYS));
  const path = `products/${id}-USD/candles`;
  const page = (from: number, to: number) => ({
    match: new RegExp(`${path}.*start=${formatCivilDate(from)}`),
    body: candles(bars.filter(([day]) => day >= from && day <= to)),
  });
  const [middle, first] = [today - PAGE_DAYS + 1, today - 2 * PAGE_DAYS + 1];
  return {
    id,
    entry: described(id, 'utc-daily', `[{ coinbase: ${id}-USD }]`),
    plays: [
      {
        hosts: ['api.exchange.coinbase.com'],
        answers: [page(middle, today), page(first, middle - 1), { match: new RegExp(path), body: '[]' }],
      },
    ],
    expected: new Map([[id, pairsOf(bars)]]),
  };
}

function pair(id: string, seed: number, hasSecond: boolean): MadeSeries {
  const bars = prices(seed, daysBack(300));
  const rows = bars.map(([day, close]) => [(day * DAY_MS) / 1000, ...Array(5).fill(String(close)), '1.0', 1]);
  const last = ((today - 1) * DAY_MS) / 1000;
  const ohlc = JSON.stringify({ error: [], result: { [id]: rows, last } });
  const second = coinChart(`${id}-USD`, bars);
  const kraken: Play = { hosts: ['api.kraken.com'], answers: [{ match: new RegExp(`OHLC\\?pair=${id}&`), body: ohlc }] };
  const yahoo: Play = { hosts: ['query1.finance.yahoo.com'], answers: [{ match: new RegExp(`chart/${id}-USD`), body: second }] };
  return {
    id,
    entry: described(id, 'utc-daily', hasSecond ? `[{ kraken: ${id} }, { yahoo: ${id}-USD }]` : `[{ kraken: ${id} }]`),
    plays: hasSecond ? [kraken, yahoo] : [kraken],
    expected: new Map([[id, pairsOf(bars)]]),
  };
}

function weekly(id: string, seed: number): MadeSeries {
  const rows = prices(
    seed,
    daysBack(900).filter((day) => isoWeekday(day) === 3 && day < today),
  ).map(([day, close]) => [day, close as number] as const);
  return {
    id,
    entry: `${described(id, 'weekly-utc', `[{ fred: ${id} }]`)}\n    release: { weekday: thursday, time: "16:30", zone: America/New_York }`,
    plays: [{ hosts: ['fred.stlouisfed.org'], answers: [{ match: new RegExp(`fredgraph.csv\\?id=${id}$`), body: graph(id, rows) }] }],
    expected: new Map([[id, rows]]),
  };
}
