import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backcast } from '../../../src/app/operations/forecast-backcast.ts';
import { printForecasts } from '../../../src/cli/print/forecast.ts';
import type { BackcastResult, ForecastResult } from '../../../src/contract/forecast.ts';
import type { Series } from '../../../src/core/series/series.ts';
import { weeklyTable } from '../../reference/real-data.ts';
import { type LedgerWorld, makeLedgerWorld } from './ledger-world.ts';
import { replay } from './replay.ts';

let world: LedgerWorld;
let series: readonly Series[];
let shown: ForecastResult;

beforeAll(async () => {
  series = Object.values(
    (await weeklyTable({ RUT: 'weekly-new-york', SPX: 'weekly-new-york', BTC: 'weekly-utc', ETH: 'weekly-utc' })).program,
  );
  world = await makeLedgerWorld('2019-01-02T09:00:00Z');
  await replay(world, series, { from: '2019-01-02', to: '2026-10-02', every: { count: 3, unit: 'mo' } });
  shown = await world.show();
}, 60_000);
afterAll(() => world.close());

describe('seven years replayed on weekly data, sealed every quarter', () => {
  it('hold many forecasts, nearly all scored, each once and after it was due', () => {
    const { counts, scores, earlyScores } = shown;
    expect(scores.forecasts).toBe(counts.scored);
    expect(earlyScores.forecasts).toBeLessThan(counts.scored);
    expect(counts.forecasts).toBeGreaterThan(60);
    expect(counts.scored).toBeGreaterThan(50);
    for (const { at, scoredAt, dueDate, entryDate, status } of shown.forecasts.filter(({ status }) => status === 'scored')) {
      expect(status).toBe('scored');
      expect(at.slice(0, 10) < dueDate && entryDate <= at.slice(0, 10)).toBe(true);
      expect((scoredAt as string).slice(0, 10) >= dueDate).toBe(true);
    }
    const keys = shown.forecasts.map(({ claim, outcome, eventDate }) => `${claim} ${outcome} ${eventDate}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('have the outcomes that plain arithmetic on the closes gives', () => {
    const closes = new Map(series.map((one) => [one.id, new Map(Array.from(one.dates, (day, i) => [day, one.values[i] as number]))]));
    const plain = shown.forecasts.filter(({ outcome, status }) => /^return/.test(outcome) && status === 'scored');
    expect(plain.length).toBeGreaterThan(25);
    for (const { target, entryDate, dueDate, settlement, direction } of plain) {
      const own = closes.get(target) as Map<number, number>;
      const dayOf = (iso: string) => Date.parse(iso) / 86_400_000;
      const exit = Math.max(...[...own.keys()].filter((day) => day <= dayOf(dueDate)));
      const value = (own.get(exit) as number) / (own.get(dayOf(entryDate)) as number) - 1;
      expect(settlement?.value).toBeCloseTo(value, 12);
      expect(settlement?.wentAsClaimed).toBe(value > 0 === (direction === 'up'));
    }
  });

  it('have the mean scores that their probabilities and outcomes give', () => {
    const scored = shown.forecasts.filter(({ status }) => status === 'scored');
    const mean = (of: (line: (typeof scored)[number]) => number) => scored.reduce((sum, line) => sum + of(line), 0) / scored.length;
    const y = (line: (typeof scored)[number]) => (line.settlement?.wentAsClaimed ? 1 : 0);
    const { brier, log } = shown.scores;
    if ('ok' in brier || 'ok' in log) throw new Error('no scores');
    expect(brier.own).toBeCloseTo(
      mean((line) => (line.probability - y(line)) ** 2),
      12,
    );
    expect(brier.baseRate).toBeCloseTo(
      mean((line) => (line.baseRate - y(line)) ** 2),
      12,
    );
    expect(brier.even).toBe(0.25);
    expect(log.own).toBeCloseTo(
      mean((line) => -Math.log(y(line) === 1 ? line.probability : 1 - line.probability)),
      12,
    );
    expect(log.even).toBeCloseTo(Math.LN2, 12);
    const points = 'ok' in shown.scores.reliability ? [] : shown.scores.reliability.points;
    expect(points.reduce((sum, { observations }) => sum + observations, 0)).toBe(scored.length);
  });

  it('verify from the first entry to the last, the head of any year still in it', async () => {
    expect(await world.verify()).toMatchObject({
      holds: true,
      forecasts: shown.counts.forecasts,
      scores: shown.counts.scored,
      fault: null,
    });
    const rows = await world.store.ledgerRows();
    const noted = rows[Math.floor(rows.length / 2)]!;
    expect(await world.verify({ head: noted.hash })).toMatchObject({ holds: true, notedHead: { entry: noted.sequence } });
    expect(await world.verify({ head: 'a'.repeat(64) })).toMatchObject({ holds: false, notedHead: { entry: null } });
  });

  it('tell by claim and by source who has been right, and rank nobody on few cases', () => {
    const { byClaim, bySource } = shown;
    expect(byClaim.map(({ claim }) => claim)).toEqual(['broken-trend', 'crypto-by-2020', 'small-caps-first', 'trend-of-small-caps']);
    expect(byClaim.reduce((sum, { forecasts }) => sum + forecasts, 0)).toBe(shown.counts.scored);
    for (const { clusters, isFew } of [...byClaim, ...bySource]) expect(isFew).toBe(clusters < 10);
    const few = bySource.findIndex(({ isFew }) => isFew);
    expect(few < 0 || bySource.slice(few).every(({ isFew }) => isFew)).toBe(true);
  });

  it('read well in a terminal: no line too long, the head at the end, few cases called few', () => {
    const text = printForecasts(shown, { colour: false });
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
    expect(text.trimEnd().endsWith(`entries: ${shown.head.hash}`)).toBe(true);
    for (const { by, isFew } of shown.bySource) expect(text.includes(`${by} (few)`)).toBe(isFew);
  });

  it('are what a back-cast of the same dates makes of them, which says what it is and enters nothing', async () => {
    const before = await world.store.ledgerHead();
    const replayed = (await backcast(
      { pack: 'old-claims', from: '2019-01-02', to: '2020-12-31', every: '3mo' },
      world.context(),
    )) as BackcastResult;
    expect(replayed).toMatchObject({ kind: 'back-cast', dates: 8, warning: expect.stringContaining('proves nothing') });
    expect(replayed.forecasts.every(({ isBackcast }) => isBackcast)).toBe(true);
    expect(await world.store.ledgerHead()).toEqual(before);
    const sealed = shown.forecasts.filter(({ at }) => at < '2020-12-03');
    const keyOf = ({ claim, outcome, eventDate }: { claim: string; outcome: string; eventDate: string }) =>
      `${claim} ${outcome} ${eventDate}`;
    const found = new Map(replayed.forecasts.map((line) => [keyOf(line), line]));
    // A back-cast takes a date whole, a sealing at nine in the morning: closes of that same day may tell it of more.
    const same = sealed.filter((line) => found.get(keyOf(line))?.asOf === line.asOf);
    expect(same.length).toBeGreaterThan(0.8 * sealed.length);
    for (const line of same) {
      const { probability, baseRate, settlement } = found.get(keyOf(line)) as (typeof replayed.forecasts)[number];
      if (line.dataTo !== found.get(keyOf(line))?.dataTo) continue;
      expect(probability).toBeCloseTo(line.probability, 12);
      expect(baseRate).toBeCloseTo(line.baseRate, 12);
      if (line.settlement) expect(settlement?.value).toBeCloseTo(line.settlement.value, 12);
    }
  });
});
