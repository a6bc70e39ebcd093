import { beforeAll, describe, expect, test } from 'vitest';
import { togetherOf } from '../../src/app/check/together.ts';
import { check } from '../../src/app/operations/check.ts';
import { lag } from '../../src/app/operations/lag.ts';
import { lagReport, studyReport } from '../../src/app/operations/report.ts';
import { study } from '../../src/app/operations/study.ts';
import { printCheck } from '../../src/cli/print/check.ts';
import type { CheckResult, ClaimResult } from '../../src/contract/claims.ts';
import type { SpecificationCurve } from '../../src/contract/curve.ts';
import { formatProbability } from '../../src/contract/format.ts';
import { LagResult } from '../../src/contract/lag.ts';
import { LagInput } from '../../src/contract/operations.ts';
import { StudyResult } from '../../src/contract/study.ts';
import type { Trade } from '../../src/contract/trade.ts';
import { shipped } from './shipped.ts';

const russell = { when: 'all_time_high(RUT, after: 1y)', then: ['return(BTC, 180d)'] };
const ask = async (input: object) => StudyResult.parse((await study({ ...russell, ...input }, shipped)).result);

describe('beside the headline', () => {
  let result: StudyResult;
  beforeAll(async () => {
    result = await ask({});
  });

  test('stand tests of every group, each with its page, what it asks, and no number that is none', () => {
    const groups = new Set(result.crossChecks.map(({ group }) => group));
    for (const group of ['small samples', 'shifts', 'bootstrap', 'overlap', 'event study', 'stability', 'path'])
      expect(groups).toContain(group);
    for (const check of result.crossChecks) {
      expect(check.asks.length, check.name).toBeGreaterThan(20);
      if (check.insufficient) expect(check.p).toBeNull();
      else expect(check.p !== null || check.value !== null || check.interval !== null, check.name).toBe(true);
    }
    expect(JSON.stringify(result)).not.toMatch(/NaN|Infinity/);
  });

  test('is what a sceptic would believe, between none and what was seen', () => {
    const update = result.belief?.sceptical;
    if (!update || 'ok' in update) throw new Error('no update');
    expect(Math.abs(update.posterior.mean)).toBeLessThan(Math.abs(update.observed.mean));
    expect(Math.sign(update.posterior.mean)).toBe(Math.sign(update.observed.mean));
  });

  test('is a paragraph made from the numbers, which ends in the verdict', () => {
    const text = result.howSure.join(' ');
    expect(text).toMatch(/^Five cases/);
    expect(text).toContain('share their data, so they do not add up');
    expect(text).toMatch(/no good reason to believe it yet/);
  });
});

describe('the specification curve of a study', () => {
  test('has the study as one of its points, all choices named, and one p for all', async () => {
    const curve = (await ask({ curve: true, instead: ['RUT=IWN'] })).curve as SpecificationCurve;
    expect(curve.points.filter(({ own }) => own)).toHaveLength(1);
    expect(curve.points[curve.points.length - (curve.ownRank as number)]?.own).toBe(true);
    expect(curve.choices.map(({ name }) => name)).toContain('statistic');
    expect(curve.choices.some(({ settings }) => settings.includes('IWN'))).toBe(true);
    for (const { settings } of curve.points) {
      settings.forEach((setting, c) => {
        expect(setting).toBeLessThan(curve.choices[c]?.settings.length as number);
      });
    }
    const effects = curve.points.map(({ standardised }) => standardised);
    expect(effects).toEqual(effects.toSorted((a, b) => a - b));
    expect(curve.joint).toBeGreaterThan(0);
    expect(curve.tried).toBeGreaterThanOrEqual(curve.points.length + curve.left);
  });

  test.each([
    ['RUT', /expected a series and what could stand in/],
    ['SPX=IWN', /reads no series SPX/],
    ['RUT=IWNN', /no series IWNN.*did you mean IWN\?/],
  ])('refuses the stand-in %s', async (instead, message) => {
    await expect(study({ ...russell, curve: true, instead: [instead] }, shipped)).rejects.toThrow(message);
  });
});

describe('the trade of a study', () => {
  test('is told beside holding throughout and beside the same holdings elsewhere, five trades as five trades', async () => {
    const trade = (await ask({ trade: true })).trade as Trade;
    expect(trade.sentence).toMatch(/^Five trades are five trades/);
    const product = trade.trades.reduce((wealth, { return: net }) => wealth * (1 + net), 1);
    expect(1 + trade.strategy.totalReturn).toBeCloseTo(product, 6);
    for (const { entry, exit, return: net } of trade.trades) {
      expect(1 + net).toBeCloseTo(((exit / entry) * (1 - 0.0005 - 0.001)) / (1 + 0.0005 + 0.001), 2);
    }
    expect(trade.strategy.exposure).toBeLessThan(0.3);
    expect(trade.placements).toMatchObject({ p: expect.any(Number) });
  });

  test('costs what it is told to cost, and counts the curve’s variants as tried', async () => {
    const free = (await ask({ trade: true, cost: 0, slippage: 0 })).trade as Trade;
    for (const { entry, exit, return: net } of free.trades) expect(1 + net).toBeCloseTo(exit / entry, 12);
    const tried = (await ask({ trade: true, curve: true })).trade as Trade;
    expect((tried.deflatedSharpe as { tried: number }).tried).toBeGreaterThan(5);
    await expect(study({ ...russell, trade: true, cost: -1 }, shipped)).rejects.toThrow();
  });

  test('of an excess return is none, and says why', async () => {
    const result = await ask({ then: ['excess_return(RUT, SPX, 90d)'], trade: true });
    expect(result.trade).toMatchObject({ ok: false, reason: expect.stringContaining('one target') });
  });
});

test('the report of a close look holds the paragraph, the curve, the sceptic and the trade', async () => {
  const run = await study({ ...russell, curve: true, trade: true }, shipped);
  const html = await studyReport(run, shipped);
  for (const heading of ['How sure is this?', 'Asked in other ways', 'Asked in every other reasonable way', 'What to believe', 'The trade'])
    expect(html).toContain(heading);
  expect(html).toContain('class="how-sure"');
}, 60_000);

describe('lead and lag of a pair', () => {
  test('has the shape that the contract promises, both directions and the clocks', async () => {
    const result = await lag({ a: 'RUT', b: 'BTC' }, shipped);
    expect(LagResult.parse(result)).toEqual(result);
    expect(result.tests.filter(({ name }) => name.startsWith('RUT first'))).toHaveLength(4);
    expect(result.tests.filter(({ name }) => name.startsWith('BTC first'))).toHaveLength(4);
    expect(result.clock.length).toBeGreaterThan(20);
    expect(JSON.stringify(result)).not.toMatch(/NaN|Infinity/);
  });

  test('turned round says the same of the same direction', async () => {
    const [one, other] = [await lag({ a: 'RUT', b: 'SPX' }, shipped), await lag({ a: 'SPX', b: 'RUT' }, shipped)];
    const p = (result: LagResult, name: string) => result.tests.find((row) => row.name === name)?.p as number;
    for (const name of ['RUT first: Toda–Yamamoto', 'SPX first: Toda–Yamamoto']) expect(p(other, name)).toBeCloseTo(p(one, name), 9);
  });

  test('has a report', async () => {
    const html = await lagReport(await lag({ a: 'RUT', b: 'BTC' }, shipped), LagInput.parse({ a: 'RUT', b: 'BTC' }), shipped);
    expect(html).toContain('<svg');
    expect(html).toContain('RUT');
  });

  test.each([
    [{ a: 'RUT', b: 'RUT' }, /must be two series/],
    [{ a: 'RUT', b: 'BTX' }, /no series BTX.*did you mean BTC\?/],
    [{ a: 'RUT', b: 'BTC', within: 'soon' }, /must be a span/],
    [{ a: 'RUT', b: 'BTC', eras: ['2020-02-31'] }, /must be dates that exist/],
    [{ a: 'RUT', b: 'BTC', asOf: '2010-08-01' }, /cannot be held against each other/],
  ])('with %o is refused with the reason', async (input, message) => {
    await expect(lag(input, shipped)).rejects.toThrow(message);
  });
});

describe('relations in the pack that ships', () => {
  let result: CheckResult;
  beforeAll(async () => {
    result = (await check({}, shipped)).result;
  }, 60_000);
  const claim = (id: string) => result.claims.find((one) => one.id === id) as ClaimResult;

  test('are judged by gates that stand beside the verdict', () => {
    for (const id of ['coincide', 'lead-months', 'rotation', 'trend-leads', 'liquidity-leads']) {
      const { gates, relations, verdictKind } = claim(id);
      expect(
        gates.map(({ name }) => name),
        id,
      ).toContain('adjusted');
      expect(relations.length, id).toBeGreaterThan(3);
      const failed = gates.filter(({ state }) => state === 'failed').map(({ name }) => name);
      if (verdictKind === 'stands out from luck') expect(failed, id).toEqual([]);
      if (verdictKind === 'no better than luck so far') expect(failed, id).toContain('adjusted');
    }
  });

  test('of events ask for three independent cases', () => {
    expect(claim('timing').verdictKind).toBe('too few events');
  });

  test('name what they need and judge what there is', () => {
    expect(claim('coincide').needs).toEqual([expect.stringContaining('TOTAL3')]);
    expect(claim('records-open-risk').verdictKind).toBe('untestable: needs');
  });

  test('together: no bet since the claims stands out, and all patterns that can be bet on are in the pack', () => {
    expect(result.together.discoveries).toEqual([]);
    expect(result.together.watched).toBe(result.claims.filter(({ known, primary }) => known[primary]?.baseRate?.hitRate != null).length);
  });

  test('together: too few independent questions are not pooled', () => {
    expect(result.together.shrinkage).toMatchObject({ ok: false, needed: 3 });
  });

  test('together: each effect is drawn towards the others; the same question twice counts once', () => {
    const own = claim('rallies-follow');
    const study = own.known[own.primary] as StudyResult;
    const sceptical = study.belief?.sceptical;
    if (!study.belief || !sceptical || 'ok' in sceptical) throw new Error('no update');
    const asking = (trigger: string, mean: number): ClaimResult => ({
      ...own,
      id: trigger,
      primary: 0,
      known: [
        {
          ...study,
          trigger,
          belief: { ...study.belief, sceptical: { ...sceptical, observed: { mean, standardError: 0.4 } } } as StudyResult['belief'],
        },
      ],
    });
    const { shrinkage } = togetherOf([asking('A', 0.9), asking('B', 0.1), asking('C', -0.3), asking('A', 5)]);
    if ('ok' in shrinkage) throw new Error(shrinkage.reason);
    expect(shrinkage.claims.map(({ claim: id }) => id)).toEqual(['A', 'B', 'C']);
    for (const { observed, shrunken } of shrinkage.claims) {
      expect(shrunken).toBeGreaterThanOrEqual(Math.min(observed, shrinkage.commonMean) - 1e-12);
      expect(shrunken).toBeLessThanOrEqual(Math.max(observed, shrinkage.commonMean) + 1e-12);
    }
  });
});

describe('a p that luck alone gives too often', () => {
  let result: CheckResult;
  beforeAll(async () => {
    result = (await check({ claim: 'three-of-three' }, shipped)).result;
  }, 60_000);

  test('is withheld in every sentence and table, with the reason; the result keeps both', () => {
    const own = result.claims[0] as ClaimResult;
    const { headline, howSure, gates } = own.known[own.primary] as StudyResult;
    expect(headline.withheld).toContain('The p is withheld');
    expect(headline.adjusted as number).toBeLessThanOrEqual(0.1);
    const printed = printCheck(result, { colour: false });
    const stated = formatProbability(headline.adjusted);
    expect(gates.some(({ p }) => formatProbability(p) === stated)).toBe(true);
    expect(printed).not.toContain(`p ${stated}`);
    expect(printed).toContain('p withheld');
    expect(own.why).toContain('withheld');
    expect(howSure.join(' ')).toContain('stands under the same reserve');
    expect(howSure.join(' ')).not.toMatch(/would convince him|come to p 0\.05/);
  });
});

describe('a bet since the claim', () => {
  test('is made only on cases entered after it, at the base rate that was known then', async () => {
    const { claims } = (await check({ claim: 'rallies-follow' }, shipped)).result;
    const own = claims[0] as ClaimResult;
    const later = (own.toDate[own.primary] as StudyResult).instances.filter(
      ({ entryDate, outcome }) => entryDate !== null && entryDate > own.madeOn && outcome !== null,
    );
    expect(own.since?.outcomes.length).toBeGreaterThan(0);
    expect(own.since?.evidence?.observations ?? 0).toBe(later.length);
  });
});
