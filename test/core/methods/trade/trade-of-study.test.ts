import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Backtest } from '../../../../src/core/methods/trade/backtest.ts';
import type { SharpeRatio } from '../../../../src/core/methods/trade/sharpe.ts';
import type { ShiftedExposure } from '../../../../src/core/methods/trade/shifted-exposure.ts';
import { type TradeOfStudy, type TradeOptions, tradeOfStudy } from '../../../../src/core/methods/trade/trade-of-study.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import { dayOf, textOf } from '../../../reference/brute-force/dates.ts';
import { type Horizon, holdingReturn } from '../../../reference/brute-force/outcomes.ts';
import { nextClose, type Series } from '../../../reference/brute-force/series.ts';
import { type Study as BruteStudy, study as bruteStudy, centred } from '../../../reference/brute-force/study.ts';
import { listed } from '../../../reference/brute-force/triggers.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { type MadeUpStudy, madeUpSeries, madeUpStudies, programSeries } from '../../../reference/made-up.ts';
import { firstDifference, seriesOf, studyOf } from '../../../reference/side-by-side.ts';

const terms: TradeOptions = { cost: 0.001, slippage: 0.0005, periodsPerYear: 52, direction: 'long' };
const SIDE = 1 - 0.001 - 0.0005;

/** Places of the closes from entry to exit, both included. */
interface Holding {
  readonly from: number;
  readonly to: number;
  readonly pending: boolean;
}

/** The trade in the most literal way: the steps that some holding covers, walked one by one. */
function bruteForce({ admissible, instances }: BruteStudy, target: Series, knownAt: (date: number) => number) {
  const placeOf = (date: number) => target.dates.indexOf(date);
  const lastBy = (date: number) => target.dates.findLastIndex((day) => day <= date);
  const lastPlace = target.dates.length - 1;
  const holdings = instances.flatMap(({ status, entry, due, eventDate }): Holding[] => {
    if (status === 'complete') return [{ from: placeOf(entry as number), to: lastBy(due as number), pending: false }];
    const from = placeOf(nextClose(target, knownAt(eventDate)));
    return status === 'pending' && from >= 0 ? [{ from, to: lastPlace, pending: true }] : [];
  });
  const isHeld = (step: number) => holdings.some(({ from, to }) => from <= step && step < to);
  let openFrom = Math.min(lastPlace + 1, ...holdings.filter(({ pending }) => pending).map(({ from }) => from));
  const isOpen = openFrom <= lastPlace;
  while (isOpen && isHeld(openFrom - 1)) openFrom--;
  const first = placeOf(admissible[0]?.entry as number);
  const last = Math.min(lastBy(admissible.at(-1)?.due as number), isOpen ? openFrom : lastPlace);
  const steps = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
  const growth = steps.map((step) => (target.values[step + 1] as number) / (target.values[step] as number));
  const held = steps.filter(isHeld).map((step) => step - first);
  const begins = held.filter((step) => !held.includes(step - 1));
  const ends = held.filter((step) => !held.includes(step + 1)).map((step) => step + 1);
  const trades = begins.map((begin, i) => {
    const end = ends[i] as number;
    const joined = holdings.filter(({ from, to }) => from - first <= end && to - first >= begin);
    const gross = (target.values[first + end] as number) / (target.values[first + begin] as number);
    const [entry, exit] = [begin, end].map((place) => target.dates[first + place]);
    return { entry, exit, events: joined.length, steps: end - begin, return: gross * SIDE ** 2 - 1 };
  });
  const logs = growth.map(Math.log);
  const dates = steps.map((step) => target.dates[step + 1] as number);
  const shifted = (values: readonly number[]) =>
    steps.map((_, k) => held.reduce((sum, step) => sum + (values[(step + k) % steps.length] as number), 0));
  const countUpper = (all: number[]) => all.filter((value) => value >= (all[0] as number) - 1e-10).length;
  return {
    trades,
    isOpen,
    openEvents: holdings.filter(({ to }) => isOpen && to >= openFrom).length,
    openEntry: isOpen ? target.dates[openFrom] : null,
    withoutStep: holdings.filter(
      ({ from, to, pending }) => !pending && from === to && !isHeld(from) && !isHeld(from - 1) && !(isOpen && from >= openFrom),
    ).length,
    span: [target.dates[first], target.dates[last]],
    totalReturn: trades.reduce((wealth, trade) => wealth * (1 + trade.return), 1) - 1,
    throughout: growth.reduce((wealth, factor) => wealth * factor, 1) * SIDE ** 2 - 1,
    exposure: held.length / steps.length,
    isEverywhere: held.length === steps.length,
    plain: countUpper(shifted(logs)),
    eraCentred: countUpper(shifted(centred(dates, logs))),
  };
}

const numbersOf = (own: TradeOfStudy) => ({
  trades: own.trades.map(({ entry, exit, events, steps, return: net }) => ({ entry, exit, events, steps, return: net })),
  isOpen: own.open !== null,
  openEvents: own.open?.events ?? 0,
  openEntry: own.open?.entry ?? null,
  withoutStep: own.events.withoutStep,
  span: [own.dates[0], own.dates.at(-1)],
  totalReturn: own.strategy.totalReturn,
  throughout: own.buyAndHold.totalReturn,
  exposure: own.strategy.exposure,
  isEverywhere: isInsufficient(own.shifted) && own.strategy.exposure === 1,
});

/** Returns after listed dates, some of them near the end of the target, where trades are still open. */
const datedStudies: fc.Arbitrary<MadeUpStudy> = fc
  .tuple(
    madeUpSeries,
    fc.uniqueArray(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 8 }),
    fc.constantFrom<Horizon>('6d', '20d', '1mo', 1, 8),
  )
  .map(([series, shares, horizon]) => {
    const { dates } = series.T;
    const days = new Set([...shares, 0.99].map((share) => textOf(dates[Math.floor(share * (dates.length - 1))] as number)));
    const list = [...days].sort();
    return {
      series,
      when: `date(${list.join(', ')})`,
      then: `return(T, ${horizon})`,
      brute: () => bruteStudy(listed(series.T, list), holdingReturn(series.T, horizon)),
    };
  });

describe('the trade on a study of made-up series', () => {
  it('equals the brute force in every trade, its span, growth, exposure and both counts of shifts; no number is not finite', () => {
    const seen = { traded: 0, untraded: 0, open: 0, merged: 0, shifted: 0 };
    fc.assert(
      fc.property(fc.oneof(madeUpStudies, datedStudies), fc.constantFrom('long', 'short'), ({ series, when, then, brute }, direction) => {
        const study = studyOf(programSeries(series), when, then);
        if (study.outcomes.kind === 'log difference') {
          expect(() => tradeOfStudy(study, terms)).toThrow('a trade must have one target');
          return;
        }
        const own = tradeOfStudy(study, { ...terms, direction: direction as 'long' | 'short' });
        expect(firstNotFinite(own)).toBeUndefined();
        const reference = brute();
        const known = new Map(Array.from(study.trigger.dates, (date, i) => [date, study.trigger.knownAt[i] as number]));
        const expected = reference.admissible.length > 0 ? bruteForce(reference, series.T, (date) => known.get(date) as number) : undefined;
        if (isInsufficient(own)) {
          seen.untraded++;
          if (direction === 'long') expect(expected?.trades ?? []).toEqual([]);
          return;
        }
        seen.traded++;
        if (own.open) seen.open++;
        if (own.trades.some(({ events }) => events > 1)) seen.merged++;
        if (direction === 'short') return;
        const { plain, eraCentred, ...rest } = expected as ReturnType<typeof bruteForce>;
        expect(firstDifference(numbersOf(own), rest)).toBeUndefined();
        if (isInsufficient(own.shifted)) return;
        seen.shifted++;
        expect(own.shifted.plain.countUpper).toBe(plain);
        expect(own.shifted.eraCentred.countUpper).toBe(eraCentred);
      }),
      { seed: 20_260_802, numRuns: 250 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(12);
  });
});

/** A daily series at 24:00 UTC from 2020-01-01. */
const daily = (values: readonly number[]): Series => ({
  calendar: 'utc-daily',
  dates: values.map((_, i) => dayOf('2020-01-01') + i),
  values,
});
const climb = Array.from({ length: 400 }, (_, i) => 100 * 1.001 ** i * (1 + 0.1 * Math.sin(i / 7)));
const dayAfter = (days: number) => textOf(dayOf('2020-01-01') + days);
const studyOn = (days: readonly number[], then: string, values: readonly number[] = climb) =>
  studyOf({ T: seriesOf('T', daily(values)) }, `date(${days.map(dayAfter).join(', ')})`, then);

describe('a trade on five dates', () => {
  const study = studyOn([20, 60, 75, 200, 300], 'return(T, 30d)');
  const own = tradeOfStudy(study, terms) as TradeOfStudy;

  it('says that it is four trades of five events: two overlap and are one', () => {
    expect(own.observations).toBe(4);
    expect(own.trades.map(({ events, steps }) => [events, steps])).toEqual([
      [1, 30],
      [2, 45],
      [1, 30],
      [1, 30],
    ]);
    expect(own.events).toEqual({ traded: 5, withoutStep: 0, upcoming: 0 });
    expect(own.open).toBeNull();
  });

  it('enters and leaves at the closes of the study: the next close after the event is known, the last by entry + 30 days', () => {
    const first = own.trades[0] as TradeOfStudy['trades'][number];
    expect([textOf(first.entry), textOf(first.exit)]).toEqual([dayAfter(21), dayAfter(51)]);
    expect(first.priceReturn).toBeCloseTo((climb[51] as number) / (climb[21] as number) - 1, 12);
    expect(first.return).toBeCloseTo((1 + first.priceReturn) * SIDE ** 2 - 1, 12);
  });

  it('has four trades behind its Sharpe ratio however many days it counts', () => {
    expect((own.strategy.sharpe as SharpeRatio).observations).toBe(own.dates.length - 1);
    expect(own.strategy.trades).toBe(4);
    expect(own.totalReturnWithoutBest).toBeLessThan(own.strategy.totalReturn);
    const kept = own.trades.map((trade) => 1 + trade.return).sort((a, b) => a - b);
    expect(own.totalReturnWithoutBest).toBeCloseTo(kept.slice(0, -1).reduce((wealth, value) => wealth * value, 1) - 1, 12);
  });

  it('deflates by the variants tried and says how many', () => {
    const variants = { tried: 24, sharpeVariance: 0.001 };
    const deflated = tradeOfStudy(study, { ...terms, variants }) as TradeOfStudy;
    expect(deflated.deflatedSharpe).toMatchObject({ variantsTried: 24 });
    expect(own.variants).toEqual({ tried: 1, sharpeVariance: 0 });
    const probability = (of: TradeOfStudy) => (of.deflatedSharpe as { probability: number }).probability;
    expect(probability(deflated)).toBeLessThan(probability(own));
  });

  it('short pays what long earns, step by step, and stands at the other end of the shifts of its own steps', () => {
    const short = tradeOfStudy(study, { ...terms, cost: 0, slippage: 0, direction: 'short' }) as TradeOfStudy;
    const long = tradeOfStudy(study, { ...terms, cost: 0, slippage: 0 }) as TradeOfStudy;
    const returnsOf = ({ equity }: Backtest) => equity.slice(1).map((wealth, i) => wealth / (equity[i] as number) - 1);
    const [a, b] = [returnsOf(short.strategy), returnsOf(long.strategy)];
    a.forEach((value, i) => {
      expect(value).toBeCloseTo(-(b[i] as number), 12);
    });
    expect(short.buyAndHold.totalReturn).toBe(long.buyAndHold.totalReturn);
  });
});

describe('a trade that is not over', () => {
  it('is open, in no statistic, and ends the closes that are counted at its entry', () => {
    const study = studyOn([20, 60, 380], 'return(T, 30d)');
    const own = tradeOfStudy(study, terms) as TradeOfStudy;
    expect(own.observations).toBe(2);
    expect(own.open).toMatchObject({ entry: dayOf(dayAfter(381)), events: 1, due: dayOf(dayAfter(411)), last: dayOf(dayAfter(399)) });
    expect(own.dates.at(-1)).toBe(own.open?.entry);
    expect(own.strategy.trades).toBe(2);
  });

  it('takes a complete event along whose holding it overlaps: cutting off the future never changes a trade that was over', () => {
    const own = tradeOfStudy(studyOn([20, 360, 380], 'return(T, 30d)'), terms) as TradeOfStudy;
    expect(own.open).toMatchObject({ entry: dayOf(dayAfter(361)), events: 2 });
    expect(own.events.traded).toBe(1);
    for (const length of [392, 300, 120]) {
      const earlier = tradeOfStudy(
        studyOn(
          [20, 360, 380].filter((day) => day < length),
          'return(T, 30d)',
          climb.slice(0, length),
        ),
        terms,
      );
      expect((earlier as TradeOfStudy).trades).toEqual(own.trades);
    }
  });

  it('has no due date where the horizon counts observations; an event whose entry is still to come is counted as upcoming', () => {
    const own = tradeOfStudy(studyOn([20, 380, 399], 'return(T, 30)'), terms) as TradeOfStudy;
    expect(own.open).toMatchObject({ due: null, events: 1 });
    expect(own.events).toEqual({ traded: 1, withoutStep: 0, upcoming: 1 });
  });
});

describe('a study that cannot be traded', () => {
  it('is too little data: no event over, no date with a complete outcome, a price that is not positive', () => {
    expect(tradeOfStudy(studyOn([390], 'return(T, 30d)'), terms)).toMatchObject({ ok: false, reason: 'no trade is over' });
    expect(tradeOfStudy(studyOn([5], 'return(T, 500d)'), terms)).toMatchObject({ ok: false, reason: 'no date has a complete outcome' });
    const broken = climb.map((price, i) => (i === 150 ? 0 : price));
    expect(tradeOfStudy(studyOn([20], 'return(T, 30d)', broken), terms)).toMatchObject({
      ok: false,
      reason: 'a price is missing or not positive',
    });
    const doubled = climb.map((price, i) => (i >= 150 ? 3 * price : price));
    expect(tradeOfStudy(studyOn([20], 'return(T, 30d)', doubled), { ...terms, direction: 'short' })).toMatchObject({ ok: false });
  });

  it('withholds the shifts where a single event is held throughout, where every step is the same, and the Sharpe ratio with them', () => {
    const flat = tradeOfStudy(studyOn([20], 'return(T, 30d)', Array<number>(100).fill(50)), { ...terms, cost: 0, slippage: 0 });
    const own = flat as TradeOfStudy;
    expect(own.shifted).toMatchObject({ ok: false, reason: 'every step is the same' });
    expect(own.strategy.sharpe).toMatchObject({ ok: false });
    expect(own.deflatedSharpe).toMatchObject({ ok: false });
    expect(own.totalReturnWithoutBest).toBeNull();
    expect(firstNotFinite(own)).toBeUndefined();
    const always = studyOn(
      Array.from({ length: 100 }, (_, i) => i),
      'return(T, 5d)',
      climb.slice(0, 101),
    );
    expect(isInsufficient(tradeOfStudy(always, terms)) || isInsufficient((tradeOfStudy(always, terms) as TradeOfStudy).shifted)).toBe(true);
  });

  it('makes no trade of an event whose horizon does not reach the next close', () => {
    const weekly: Series = {
      calendar: 'weekly-utc',
      dates: climb.slice(0, 60).map((_, i) => dayOf('2020-01-03') + 7 * i),
      values: climb.slice(0, 60),
    };
    const study = studyOf({ T: seriesOf('T', weekly) }, 'new_high(T, lookback: 5)', 'return(T, 3d)');
    expect(tradeOfStudy(study, terms)).toMatchObject({ ok: false, reason: 'no trade is over' });
  });

  it('is refused with terms that are none', () => {
    const study = studyOn([20], 'return(T, 30d)');
    expect(() => tradeOfStudy(study, { ...terms, cost: -1 })).toThrow(RangeError);
    expect(() => tradeOfStudy(study, { ...terms, periodsPerYear: 0 })).toThrow(RangeError);
    expect(() => tradeOfStudy(study, { ...terms, variants: { tried: 0, sharpeVariance: 0 } })).toThrow(RangeError);
  });
});

describe('time in the market', () => {
  it('is not mistaken for timing: in worlds that climb, trades on any dates gain, and the shifts see nothing in nearly all', () => {
    const worlds = Array.from({ length: 100 }, (_, seed) => {
      const stream = seededStream(seed + 1);
      let log = 0;
      const values = Array.from({ length: 600 }, () => {
        log += 0.004 + 0.02 * (stream.uniform() - 0.5);
        return 100 * Math.exp(log);
      });
      return tradeOfStudy(studyOn([50, 150, 320, 410], 'return(T, 40d)', values), terms) as TradeOfStudy;
    });
    for (const own of worlds) expect(own.strategy.totalReturn).toBeGreaterThan(0.3);
    const ps = worlds.map(({ shifted }) => (shifted as ShiftedExposure).p.up);
    expect(ps.filter((p) => p <= 0.05).length).toBeLessThanOrEqual(10);
    expect(ps.filter((p) => p <= 0.5).length).toBeGreaterThan(25);
  });
});
