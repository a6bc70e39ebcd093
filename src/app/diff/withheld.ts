import { isStated, isStatedGate } from '../../contract/format.ts';
import type { StudyResult } from '../../contract/study.ts';

type Withholding = Pick<StudyResult, 'headline' | 'tests' | 'leaveOneOut' | 'gates' | 'crossChecks'>;

/** A study without the numbers that would state the p that it withholds; anything else as it is. */
export function withoutWithheld(value: object): object {
  if (!isWithholding(value)) return value;
  const { p, adjusted, commonCircle, bestReachable: _, ...headline } = value.headline;
  const told = Object.entries({ p, adjusted, commonCircle }).filter(([, one]) => isStated(one, value.headline));
  return {
    ...value,
    headline: { ...headline, ...Object.fromEntries(told) },
    tests: value.tests.map((test) => (test.name.startsWith('pre-event') ? test : withoutRank(test))),
    leaveOneOut: value.leaveOneOut.map(({ p: _without, ...one }) => one),
    gates: value.gates.map((gate) => (isStatedGate(gate, value.headline) ? gate : { ...gate, p: null })),
    // Some of them are the headline's own test under another name.
    crossChecks: value.crossChecks.map((check) => (isStated(check.p, value.headline) ? check : { ...check, p: null })),
  };
}

function isWithholding(value: object): value is Withholding {
  const { headline, tests, leaveOneOut, gates, crossChecks } = value as Partial<Withholding>;
  return typeof headline?.withheld === 'string' && [tests, leaveOneOut, gates, crossChecks].every(Array.isArray);
}

/** Where the events stand among the placements: each of these gives the p away. */
const withoutRank = ({ pUpper: _u, pLower: _l, pTwoSided: _t, countUpper: _cu, countLower: _cl, ...test }: StudyResult['tests'][number]) =>
  test;
