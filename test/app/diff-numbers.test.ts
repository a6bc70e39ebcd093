import { beforeAll, describe, expect, test } from 'vitest';
import { changedNumbers, numbersOf } from '../../src/app/diff/numbers.ts';
import { withoutWithheld } from '../../src/app/diff/withheld.ts';
import { check } from '../../src/app/operations/check.ts';
import type { CheckResult } from '../../src/contract/claims.ts';
import type { StudyResult } from '../../src/contract/study.ts';
import { shipped } from './shipped.ts';

const question = { claim: 'three-of-three', asOf: '2026-01-12' };
const ask = async (today: number): Promise<CheckResult> => (await check(question, { ...shipped, today })).result;
let result: CheckResult;
beforeAll(async () => {
  result = await ask(shipped.today);
});

describe('the numbers of a check', () => {
  test('are the same on the next day, though its series are a day older', async () => {
    const tomorrow = await ask(shipped.today + 1);
    expect(tomorrow.series[0]?.ageDays).toBe((result.series[0]?.ageDays as number) + 1);
    expect(changedNumbers(numbersOf(result), numbersOf(tomorrow)).changed).toEqual([]);
  });

  test('state no p that a study withholds, nor what gives it away', () => {
    const withholding = result.claims.flatMap(({ known }) => known).filter(({ headline }) => headline.withheld !== null);
    const small = withholding.filter(({ headline }) => headline.p !== null && headline.p <= 0.1);
    expect(small.length).toBeGreaterThan(0);
    const told = [...numbersOf(result)];
    for (const { outcome, headline } of small) {
      const own = told.filter(([path]) => path.includes(`known/${outcome.replaceAll('/', '∕')}/`));
      expect(own.length).toBeGreaterThan(20);
      const little = own.filter(([, value]) => value <= 0.1).map(([path]) => path);
      expect(little.filter((path) => /headline\/(p|adjusted|commonCircle)$/.test(path))).toEqual([]);
      expect(own.filter(([path]) => /headline\/bestReachable$|leaveOneOut\/[^/]+\/p$/.test(path))).toEqual([]);
      expect(own.filter(([path]) => /\/tests\/(circular|era-centred|linear)-shift[^/]*\/(p[A-Z]|count)/.test(path))).toEqual([]);
      expect(own.filter(([, value]) => value === headline.p).map(([path]) => path)).toEqual([]);
    }
  });

  test('are all there where nothing stands against the p', () => {
    const study = result.claims.flatMap(({ known }) => known)[0] as StudyResult;
    const open = { ...study, headline: { ...study.headline, withheld: null } };
    expect(withoutWithheld(open)).toBe(open);
    expect(numbersOf(open).get('headline/p')).toBe(study.headline.p);
  });
});
