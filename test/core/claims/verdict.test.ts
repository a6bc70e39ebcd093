import { describe, expect, test } from 'vitest';
import { judgeRelation } from '../../../src/core/claims/judge-relation.ts';
import { type DirectionEvidence, type PatternEvidence, patternVerdict } from '../../../src/core/claims/verdict.ts';
import { whyWithheld } from '../../../src/core/claims/withholding.ts';

const passing: DirectionEvidence = { adjusted: 0.01, leaveOneOut: [0.02, 0.04], matched: { p: 0.03 }, before: { p: 0.6 } };
const failing: DirectionEvidence = { adjusted: 0.8, leaveOneOut: [0.9], matched: { p: 0.7 }, before: { p: 0.5 } };
const evidence = (asked: Partial<DirectionEvidence>, rest: Partial<PatternEvidence> = {}): PatternEvidence => ({
  clusters: 8,
  bestReachable: null,
  matchedBy: 'phase-matched',
  asked: { ...passing, ...asked },
  opposite: failing,
  ...rest,
});

describe('the verdict on a pattern', () => {
  test('stands out only when every gate that can be asked was passed', () => {
    expect(patternVerdict(evidence({})).verdict).toBe('stands out from luck');
    expect(patternVerdict(evidence({ matched: { why: 'no cycle' } })).verdict).toBe('stands out from luck');
  });

  test.each([
    ['a single event', { leaveOneOut: [0.02, 0.11] }, 'leave-one-out'],
    ['the matched placebo', { matched: { p: 0.2 } }, 'phase-matched'],
    ['what came before', { before: { p: 0.1 } }, 'before the event'],
  ] as const)('is suggestive where it hangs on %s', (_, asked, gate) => {
    const { verdict, hangsOn } = patternVerdict(evidence(asked));
    expect(verdict).toBe('suggestive, but hangs on');
    expect(hangsOn).toEqual([gate]);
  });

  test('from fewer than six clusters counts p double', () => {
    expect(patternVerdict(evidence({ adjusted: 0.03 }, { clusters: 6 })).verdict).toBe('stands out from luck');
    expect(patternVerdict(evidence({ adjusted: 0.03 }, { clusters: 5 })).hangsOn).toEqual(['few clusters']);
    expect(patternVerdict(evidence({ adjusted: 0.025 }, { clusters: 5 })).verdict).toBe('stands out from luck');
  });

  test('is contradicted by the same gates in the opposite direction, reserves included', () => {
    const against = (opposite: Partial<DirectionEvidence>, clusters = 8) =>
      patternVerdict({ ...evidence(failing), clusters, opposite: { ...passing, ...opposite } }).verdict;
    expect(against({})).toBe('contradicted');
    expect(against({ before: { p: 0.05 } })).toBe('no better than luck so far');
    expect(against({ adjusted: 0.04 }, 5)).toBe('no better than luck so far');
  });

  test('asks for three clusters, and for a p that could have been reached', () => {
    expect(patternVerdict(evidence({}, { clusters: 2 })).verdict).toBe('too few events');
    expect(patternVerdict(evidence({}, { bestReachable: 0.06 })).verdict).toBe('could not have been seen');
    expect(patternVerdict(evidence({}, { bestReachable: 0.03 })).verdict).toBe('stands out from luck');
    expect(patternVerdict(evidence({}, { bestReachable: 0.03, clusters: 5 })).verdict).toBe('could not have been seen');
  });
});

describe('a p is withheld', () => {
  test('where the target had already moved as unusually before the events', () => {
    expect(whyWithheld(0.01, { clusters: 30, before: 0.1 })).toBe('before the event');
    expect(whyWithheld(0.01, { clusters: 30, before: 0.11 })).toBeNull();
    expect(whyWithheld(0.01, { clusters: 30, before: null })).toBeNull();
  });

  test('between 0.025 and 0.10 where fewer than six clusters stand behind it', () => {
    const few = (p: number) => whyWithheld(p, { clusters: 5, before: 0.5 });
    expect([0.01, 0.025, 0.026, 0.05, 0.1, 0.11].map(few)).toEqual([null, null, 'few clusters', 'few clusters', 'few clusters', null]);
    expect(whyWithheld(0.05, { clusters: 6, before: 0.5 })).toBeNull();
  });

  test('never where it is large: nobody takes that for a finding', () => {
    expect(whyWithheld(0.2, { clusters: 1, before: 0.001 })).toBeNull();
  });
});

describe('the verdict on a relation', () => {
  const both = (up: number, down = 1 - up) => ({ up, down });

  test('needs the adjusted p, both halves, and the second test where there is one', () => {
    const judged = (p: number, halves: number, second?: number) =>
      judgeRelation(
        { adjusted: both(p), halves: both(halves), ...(second === undefined ? {} : { confirmed: { ...both(second), why: 'another' } }) },
        'up',
      );
    expect(judged(0.01, 0.05).verdict).toBe('stands out from luck');
    expect(judged(0.01, 0.2).hangsOn).toEqual(['halves']);
    expect(judged(0.01, 0.05, 0.3).hangsOn).toEqual(['second test']);
    expect(judged(0.06, 0.01, 0.01).verdict).toBe('no better than luck so far');
    expect(judged(0.99, 0.95, 0.95).verdict).toBe('contradicted');
  });

  test('is made without the halves where the data are too short for two', () => {
    const { verdict, gates } = judgeRelation({ adjusted: both(0.01), halves: { why: 'too short' } }, 'up');
    expect(verdict).toBe('stands out from luck');
    expect(gates.find(({ name }) => name === 'halves')).toMatchObject({ state: 'not applicable', why: 'too short' });
  });
});
