import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeUpStudies, programSeries } from '../../../reference/made-up.ts';
import { bruteNumbersOf, firstDifference, numbersOf, studyOf } from '../../../reference/side-by-side.ts';

describe('a study on made-up series', () => {
  it('equals the brute force in every number: four calendars, gaps, ties, events before the target begins and pending ones', () => {
    const seen = { tested: 0, untested: 0, pending: 0, 'no entry': 0, clustered: 0 };
    fc.assert(
      fc.property(madeUpStudies, ({ series, when, then, brute }) => {
        const actual = numbersOf(studyOf(programSeries(series), when, then));
        expect(firstDifference(actual, bruteNumbersOf(brute()))).toBeUndefined();
        const clusters = new Set(actual.clusters).size;
        seen[actual.tests.length > 0 ? 'tested' : 'untested']++;
        for (const status of ['pending', 'no entry'] as const) if (actual.events.some((event) => event.status === status)) seen[status]++;
        if (clusters > 1 && clusters < actual.clusters.length) seen.clustered++;
      }),
      { seed: 20_260_723, numRuns: 200 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(12);
  });
});
