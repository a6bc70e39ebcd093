import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { ageOf } from '../../src/app/age.ts';
import type { Context } from '../../src/app/context.ts';
import { check } from '../../src/app/operations/check.ts';
import { now as run } from '../../src/app/operations/now.ts';
import { fitTo, WIDTH } from '../../src/cli/print/layout.ts';
import { printNow } from '../../src/cli/print/now.ts';
import { type ClaimState, NowResult } from '../../src/contract/state.ts';
import { chipWords } from '../../src/contract/verdict-chip.ts';
import { DAY_MS, parseCivilDate } from '../../src/core/calendar/civil-date.ts';
import { endOfDay } from '../../src/core/series/panel.ts';
import type { Series } from '../../src/core/series/series.ts';
import { daily, dated, day, sessions } from '../core/series/made-series.ts';
import { shipped } from './shipped.ts';

const now = async (...asked: Parameters<typeof run>): Promise<NowResult> => (await run(...asked)).result;

/** The date of the companion note: the reference table as it was known then. */
const asOf = '2026-01-12';
let result: NowResult;
beforeAll(async () => {
  result = await now({ asOf }, shipped);
});
const stateOf = (id: string, { claims }: NowResult = result) => claims.find((claim) => claim.id === id) as ClaimState;

/** Closes of the shipped table by date, read without the program. */
function closes(id: string): Map<string, number> {
  const rows = readFileSync(new URL(`../../reference/${id}.csv`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  return new Map(rows.map((row) => [row.split(',')[0] as string, Number(row.split(',')[1])]));
}

/** The last close of a series up to a date. */
const lastClose = (id: string, date: string): number => [...closes(id)].filter(([on]) => on <= date).at(-1)?.[1] as number;

describe('what is on now', () => {
  test('has the shape that the contract promises, field by field', () => {
    expect(NowResult.parse(result)).toEqual(result);
  });

  test('has the verdicts of a check, of every claim', async () => {
    const { result: checked } = await check({ asOf }, shipped);
    const verdicts = (claims: readonly { id: string; verdict: string; why: string }[]) =>
      claims.map(({ id, verdict, why }) => `${id}: ${verdict}. ${why}`).sort();
    expect(verdicts(result.claims)).toEqual(verdicts(checked.claims));
  });

  test('a trigger is on while a horizon after its last event is open, with the day of its longest horizon', () => {
    const { trigger, liveness, open } = stateOf('rallies-follow');
    expect(liveness).toBe('on');
    expect(trigger).toMatchObject({ state: 'on', lastEvent: '2025-09-19', sentence: 'on since 19 Sep 2025, day 115 of 365' });
    expect(open.map(({ outcome, dueDate, day: at, days }) => [outcome, dueDate, at, days])).toEqual([
      ['return(BTC, 180d)', '2026-03-18', 115, 180],
      ['return(BTC, 365d)', '2026-09-19', 115, 365],
    ]);
  });

  test('the outcome so far is the last close over the entry close', () => {
    const { open } = stateOf('rallies-follow');
    for (const { entryDate, soFar } of open)
      expect(soFar).toBeCloseTo(lastClose('BTC', asOf) / (closes('BTC').get(entryDate as string) as number) - 1, 12);
  });

  test('a hit that was made already leaves nothing open, though its horizon runs on', () => {
    expect(stateOf('three-of-three')).toMatchObject({ liveness: 'quiet', open: [], trigger: { state: 'off', lastEvent: '2025-09-19' } });
  });

  test('off, it says what is between the last close and an event', async () => {
    const { trigger } = stateOf('rut-2600', await now({ claim: 'rut-2600', asOf: '2025-08-15' }, shipped));
    expect(trigger?.level).toBe(2600);
    expect(trigger?.distance).toBeCloseTo(2600 / lastClose('RUT', '2025-08-15') - 1, 12);
    expect(trigger?.sentence).toMatch(/^RUT 1[0-9] % below 2,600; no event yet/);
  });

  test('no price makes an event while the last record is younger than the year that the trigger asks for', () => {
    const { trigger } = stateOf('three-of-three');
    expect(trigger).toMatchObject({
      distance: null,
      level: Math.max(...[...closes('RUT')].filter(([on]) => on <= asOf).map(([, v]) => v)),
    });
    expect(trigger?.sentence).toBe('no event before 9 Jan 2027: the last record is too young; RUT at a record; last event 19 Sep 2025');
  });

  test('the chance of a hit lies between the base rate and the share of hits, as ten pseudo-events and the clusters weigh them', () => {
    for (const { probability } of result.claims) {
      if (!probability) continue;
      const { value, baseRate, hits, clusters } = probability;
      expect(value).toBeCloseTo((10 * baseRate + hits) / (10 + clusters), 12);
    }
    expect(stateOf('rallies-follow').probability).toMatchObject({ outcome: 'return(BTC, 180d)', clusters: 4, hits: 3 });
  });

  test('the next case counts those since the claim too, which the verdict does not', async () => {
    const later = stateOf('rallies-follow', await now({ claim: 'rallies-follow' }, shipped));
    expect(later.probability).toMatchObject({ clusters: 5, hits: 3 });
    expect(later.why).toBe(stateOf('rallies-follow').why);
  });

  test('a condition that holds speaks for its claim, one that does not against it, one that cannot be read for neither', () => {
    const fed = [...closes('WALCL')].filter(([on]) => on <= '2026-01-07').map(([, value]) => value);
    const grown = (fed.at(-1) as number) - (fed.at(-5) as number);
    const { evidence } = stateOf('liquidity');
    // The next figure is due on the Thursday after.
    expect(evidence.find(({ label }) => label === 'Fed assets higher than four weeks before')).toMatchObject({
      ...{ side: grown > 0 ? 'for' : 'against', value: grown, date: '2026-01-07', ageDays: 0 },
    });
    expect(evidence.find(({ label }) => label.includes('mortgage bonds'))).toMatchObject({ side: 'unknown', needs: ['WSHOMCB'] });
    const sides = result.claims.flatMap((claim) => claim.evidence.map(({ side }) => side));
    for (const side of ['for', 'against', 'unknown'] as const)
      expect(result.counts[side]).toBe(sides.filter((other) => other === side).length);
  });

  test('conditions are read at the date of the question, not at that of the claim', async () => {
    const bitcoin = (state: NowResult) =>
      stateOf('consolidation', state).evidence.find(({ label }) => label === 'Bitcoin lower than 91 days before');
    const august = bitcoin(await now({ claim: 'consolidation', asOf: '2025-08-15' }, shipped));
    expect(bitcoin(result)).toMatchObject({ side: 'for', date: '2026-01-09' });
    expect(august).toMatchObject({ side: 'against', date: '2025-08-15' });
    expect(august?.value).toBeCloseTo(lastClose('BTC', '2025-08-15') / lastClose('BTC', '2025-05-16') - 1, 12);
  });

  test('what is on comes first, then what is open, then the quiet; what cannot be tested is last and not hidden', () => {
    const order = ['on', 'open', 'quiet', 'untestable'];
    const places = result.claims.map(({ liveness }) => order.indexOf(liveness));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(result.claims).toHaveLength(28);
    expect(stateOf('unprofitable')).toMatchObject({
      liveness: 'untestable',
      needs: expect.arrayContaining([expect.stringMatching(/^UNPROFITABLE_IWM_COUNT: .*harbinger pull/)]),
    });
  });

  test('one sentence tells the pack, with its counts', () => {
    expect(result.summary).toBe(
      'As of 12 Jan 2026, of 28 statements three are on and one is open; the last horizon ends on 31 Dec 2026. Nine cannot be tested with these data. Of six conditions that can be read five speak for the claims and one against them; six cannot be read.',
    );
  });

  test.each([100, 72, 40])('is printed in lines of at most %i columns, with no id and no verdict cut', (columns) => {
    fitTo(columns);
    const printed = printNow(result, { colour: false });
    const coloured = printNow(result, { colour: true });
    fitTo(WIDTH);
    for (const line of printed.split('\n')) {
      if (!line.startsWith('One claim')) expect([...line].length, line).toBeLessThanOrEqual(columns);
    }
    for (const { id, verdictKind } of result.claims) {
      expect(printed.split('\n').some((line) => line.split(' ')[0] === id)).toBe(true);
      expect(coloured.replaceAll(/\n */g, ' ')).toContain(chipWords(verdictKind));
    }
    for (const word of result.claims.flatMap(({ verdictKind }) => chipWords(verdictKind).split(' '))) expect(printed).toContain(word);
  });
});

test('the hash tells data apart that only the evidence reads', async () => {
  const load = async (id: string): Promise<Series> => {
    const series = await shipped.series.load(id);
    return id === 'M2SL' ? { ...series, values: series.values.map((value) => value + 1) } : series;
  };
  const other = await now(
    { asOf, claim: 'liquidity' },
    { ...shipped, series: { ...shipped.series, ids: () => shipped.series.ids(), load } },
  );
  const same = await now({ asOf, claim: 'liquidity' }, shipped);
  expect(other.dataHash).not.toBe(same.dataHash);
  expect(other.claims).toEqual(same.claims);
});

describe('as of a date', () => {
  /** The shipped series, changed after a date. */
  const changedAfter = (date: string, change: (series: Series, from: number) => Series): Context => ({
    ...shipped,
    series: {
      ...shipped.series,
      load: async (id) => {
        const series = await shipped.series.load(id);
        const from = series.knownAt.findIndex((instant) => instant > endOfDay(parseCivilDate(date) as number));
        return from < 0 ? series : change(series, from);
      },
    },
  });

  test.each(['2026-01-12', '2020-11-20', '2013-03-08'])('%s, what came later changes nothing, whatever it was', async (date) => {
    const told = await now({ asOf: date }, shipped);
    const cut = changedAfter(date, (series, from) => ({
      ...series,
      dates: series.dates.subarray(0, from),
      values: series.values.subarray(0, from),
      knownAt: series.knownAt.subarray(0, from),
    }));
    const turned = changedAfter(date, (series, from) => ({
      ...series,
      values: Float64Array.from([...series.values.subarray(0, from), ...series.values.subarray(from).toReversed()]),
    }));
    expect(await now({ asOf: date }, cut)).toEqual(told);
    expect(await now({ asOf: date }, turned)).toEqual(told);
  });

  test('before a claim was made it cannot be tested, but its conditions can be read', async () => {
    const early = stateOf('liquidity', await now({ asOf: '2015-01-12', claim: 'liquidity' }, shipped));
    expect(early.liveness).toBe('untestable');
    expect(early.evidence.filter(({ holds }) => holds !== null).length).toBeGreaterThan(0);
  });
});

describe('the age of data', () => {
  const at = (iso: string) => Date.parse(iso);

  test('is nothing over a weekend or a holiday, and counts from the last value once a newer one was due', () => {
    // Thursday 2 July 2026; Friday was a holiday.
    const rut = sessions('RUT', '2026-06-29', [1, 2, 3, 4]);
    expect(ageOf(rut, at('2026-07-05T12:00Z'))).toBe(0);
    expect(ageOf(rut, at('2026-07-06T19:00Z'))).toBe(0);
    expect(ageOf(rut, at('2026-07-06T20:30Z'))).toBe(4);
  });

  test('waits as long for the next value as the last one took to come out', () => {
    const weekly = dated('NFCI', { '2026-07-03': 1, '2026-07-10': 2, '2026-07-17': 3 }, { calendar: 'weekly-utc', lagDays: 5 });
    expect(ageOf(weekly, endOfDay(day('2026-07-28')))).toBe(0);
    expect(ageOf(weekly, endOfDay(day('2026-07-29')))).toBe(12);
  });

  test('of a daily series is a day once a close is missing', () => {
    const btc = daily('BTC', '2026-07-01', [1, 2]);
    expect(ageOf(btc, endOfDay(day('2026-07-02')))).toBe(0);
    expect(ageOf(btc, endOfDay(day('2026-07-03')) - DAY_MS / 2)).toBe(0);
    expect(ageOf(btc, endOfDay(day('2026-07-03')))).toBe(1);
  });

  test('of a claim is that of the oldest of its series', () => {
    expect(stateOf('rallies-follow').data).toEqual({ series: 'RUT', to: '2026-01-09', ageDays: 0 });
    expect(stateOf('misread-40').data).toBeNull();
  });
});
