import { describe, expect, it } from 'vitest';
import { runLeadScan } from '../../../src/app/scan/lead-lag.ts';
import { LeadScanResult } from '../../../src/contract/lead-lag-scan.ts';
import { scanLeads } from '../../../src/core/methods/lead-scan/scan-leads.ts';
import type { Series } from '../../../src/core/series/series.ts';
import { noise, walk } from '../../core/methods/lead-lag/made-up-pairs.ts';
import { daily, day } from '../../core/series/made-series.ts';

const market = (id: string, steps: Float64Array): Series =>
  daily(
    id,
    '2015-01-01',
    Array.from(walk(steps), (level) => 100 * Math.exp(0.01 * level)),
  );
const asOf = day('2017-01-01');
const alone = ['A', 'B', 'C', 'D'].map((id, i) => market(id, noise(600, 20 + i)));

/** As the operation gives it. */
const whole = (result: ReturnType<typeof runLeadScan>) => ({ ...result, dataSource: 'the test', command: 'scan' });

describe('a scan of leads as it is shown', () => {
  it('says that none of many stands out, and how many would have looked significant alone', () => {
    const result = runLeadScan({ series: alone, asOf, maxLag: 10 });
    expect(LeadScanResult.parse(whole(result))).toEqual(whole(result));
    expect(result).toMatchObject({ asOf: '2017-01-01', tried: 12, survivors: 0, level: 0.05, maxLag: 10, notTested: [] });
    const found = scanLeads(alone, { maxLag: 10 });
    expect(result.uncorrected).toBe(found.looksSignificant);
    expect(result.sentence).toMatch(
      /^None of 12 pairs stands out; (?:none|one|two|three) would have looked significant had each been alone\.$/,
    );
  });

  it('names the lead that stands out, with its numbers, and puts it first', () => {
    const first = noise(600, 31);
    const led = noise(600, 32).map((step, t) => step + 0.5 * (first[t - 5] ?? 0));
    const result = runLeadScan({ series: [...alone, market('X', first), market('Y', led)], asOf, maxLag: 10 });
    expect(LeadScanResult.parse(whole(result))).toEqual(whole(result));
    const [best] = result.rows;
    expect(best).toMatchObject({ leader: 'X', follower: 'Y', lag: 5, lagDays: 5, standsOut: true, from: '2015-01-01', to: '2016-08-22' });
    expect(result.sentence).toMatch(
      /^One of 30 pairs stands out, first X before Y, 0\.4\d at 5 days, adjusted p 0\.00\d+; .* In levels one of those that stand out does so too\.$/,
    );
    const adjusted = result.rows.map((row) => Math.max(row.adjusted, row.adjustedHac));
    expect(adjusted).toEqual(adjusted.toSorted((a, b) => a - b));
  });

  it('names the pairs that it could not test, and says so', () => {
    const below = daily('N', '2015-01-01', Array.from(noise(600, 40)));
    const result = runLeadScan({ series: [...alone, below], asOf, maxLag: 10, followers: ['A', 'B'] });
    expect(result.notTested.map(({ leader, follower }) => leader + follower)).toEqual(['NA', 'NB']);
    expect(result.sentence).toMatch(/Two pairs could not be tested\.$/);
    expect(result.question).toBe('Do changes of A, B, C, D, N come before those of A, B, 1 to 10 observations later?');
    const none = runLeadScan({ series: [alone[0] as Series, below], asOf, maxLag: 10 });
    expect(none.sentence).toBe('None of 2 pairs could be tested.');
    expect(LeadScanResult.parse(whole(none))).toEqual(whole(none));
    expect(runLeadScan({ series: [alone[0] as Series, below], asOf, maxLag: 10, change: 'difference' }).notTested).toEqual([]);
  });
});
