import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCivilDate, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { type Bar, candles, coinChart, makeWorld } from './world.ts';

const FIRST = parseCivilDate('2026-05-01') as number;
const DAY = 86_400_000;

const catalogue = `
series:
  COIN:
    title: A coin
    unit: USD
    calendar: utc-daily
    tolerance: 0.01
    licence: made up
    sources: [{ coinbase: FAKE-USD }, { yahoo: FAKE-USD }]
`;

/** What a day of pulling is like: which sources answer, and which of the last two days each has corrected. */
const step = fc.record({
  first: fc.boolean(),
  second: fc.boolean(),
  corrected: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
  isSplit: fc.boolean(),
});

describe('pulls day after day, with sources that fail, correct themselves and split', () => {
  it("end with the first source's newest word on each date that it has given, and a stand-in's on the others", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
        const world = await makeWorld(catalogue, { now: `${formatCivilDate(FIRST + 3)}T06:00:00Z` });
        try {
          // Each source tells prices of its own, so that it is seen whose a value is.
          const said = { first: new Map<number, number>(), second: new Map<number, number>() };
          const belief = new Map<number, { value: number; rank: number }>();
          let factor = 1;
          for (const [k, { first, second, corrected, isSplit }] of steps.entries()) {
            const today = FIRST + 3 + k;
            if (isSplit && k > 0) factor /= 2;
            for (let day = FIRST; day < today; day++) {
              const price = (100 + day - FIRST) * factor;
              const isCorrected = corrected !== undefined && day === today - corrected;
              said.first.set(day, isCorrected ? price * 1.003 : price);
              said.second.set(day, price * (1 + 0.004 * Math.sin(1.7 * day)));
            }
            const bars = (of: Map<number, number>): Bar[] => [...of].map(([day, value]): Bar => [day, value]);
            const fails = { status: 404, body: '{"message":"NotFound"}' };
            world.now = Date.parse(`${formatCivilDate(today)}T06:00:00Z`);
            world.play([
              ...(first
                ? [
                    { match: new RegExp(`candles.*end=${formatCivilDate(today)}`), body: candles(bars(said.first)) },
                    { match: /candles/, body: '[]' },
                  ]
                : [{ match: /candles/, ...fails }]),
              second ? { match: /chart/, body: coinChart('FAKE-USD', bars(said.second)) } : { match: /chart/, ...fails },
            ]);
            const { series } = await world.pull({ again: true });
            const last = [...belief].filter(([, { rank }]) => rank === 0).slice(-10);
            const isApart = last.some(([day, { value }]) => Math.abs((said.second.get(day) as number) / value - 1) > 0.0101);
            const hasSecond = second && !isApart;
            expect(series[0]?.outcome === 'failed').toBe(!first && !hasSecond);
            const [rank, of] = first ? [0, said.first] : hasSecond ? [1, said.second] : [9, new Map<number, number>()];
            for (const [day, value] of of) if ((belief.get(day)?.rank ?? 9) >= rank) belief.set(day, { value, rank });
          }
          const { dates, values } = await world.store.held('COIN');
          const newest = new Map(Array.from(dates, (day, i) => [day, values[i] as number]));
          expect([...newest].map(([day, value]) => `${day} ${value.toFixed(6)}`)).toEqual(
            [...belief].sort(([a], [b]) => a - b).map(([day, { value }]) => `${day} ${value.toFixed(6)}`),
          );
          world.now += DAY / 4;
          expect((await world.pull({ again: true })).rows).toBe(0);
        } finally {
          await world.close();
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
