import { beforeEvidence, clusterCount, type Direction, type Judgement, judgeStudy } from '../../src/core/claims/judge-study.ts';
import type { PatternVerdict } from '../../src/core/claims/verdict.ts';
import { whyWithheld } from '../../src/core/claims/withholding.ts';
import { type FamilyStanding, judgeFamily } from '../../src/core/methods/event-study/family.ts';
import type { Target } from '../../src/core/methods/event-study/holding-period.ts';
import { pathOutcomes } from '../../src/core/methods/event-study/outcome.ts';
import { matchedPlacebos } from '../../src/core/methods/event-study/placebos.ts';
import { runStudy, type Study } from '../../src/core/methods/event-study/study.ts';
import type { RandomStream } from '../../src/core/numerics/random.ts';
import type { EventSet } from '../../src/core/series/curve.ts';
import { bootstrapTests } from './bootstrap.ts';
import { HORIZONS } from './cells.ts';
import { placeboTests } from './placebos.ts';
import { readerTests } from './reader-tests.ts';
import { HALVINGS } from './worlds.ts';

/** The program's verdicts in the order of their numbers in a row. */
export const VERDICTS: readonly PatternVerdict[] = [
  'too few events',
  'could not have been seen',
  'stands out from luck',
  'suggestive, but hangs on',
  'no better than luck so far',
  'contradicted',
  'untestable: needs',
];

/** The numbers in a row of the verdicts that a reader relies on. */
export const STANDS_OUT = VERDICTS.indexOf('stands out from luck');
export const CONTRADICTED = VERDICTS.indexOf('contradicted');
export const SUGGESTIVE = VERDICTS.indexOf('suggestive, but hangs on');

/** The tests whose p is counted, for an effect upwards unless the name says otherwise. */
export const TESTS = [
  'headline',
  'stated headline',
  'circular shift',
  'era-centred shift',
  'linear shift',
  'headline, downwards',
  'adjusted headline',
  'stated adjusted headline',
  'adjusted headline, downwards',
  'circular shift of the median',
  'era-centred shift of the median',
  'circular shift of the hit rate',
  'era-centred shift of the hit rate',
  'pre-event circular shift',
  'pre-event era-centred shift',
  'era-matched placebo',
  'phase-matched placebo',
  'state-matched placebo',
  't-test above 0',
  't-test above the base rate',
  'sign test against 50 %',
  'binomial against the base rate',
  'random dates',
  'HAC dummy regression',
  'stationary bootstrap of the target',
] as const;

/**
 * The verdict on a study alone and in the family of horizons, for a target with Bitcoin's cycle and for one without any (no phase gate); and what
 * it would be without the gates that withhold.
 */
export const OPINIONS = [
  'verdict',
  'verdict in the family',
  'verdict without a cycle',
  'verdict in the family without a cycle',
  'verdict without reserve',
  'verdict in the family without reserve',
] as const;

/** What a row holds: the p of each test (1 where it had nothing to test), sizes, and the verdicts. */
export const COLUMNS = [...TESTS, 'events', 'clusters', 'placements', ...OPINIONS] as const;

/** One study of a world. */
export type StudyRow = Readonly<Record<(typeof COLUMNS)[number], number>>;

const OUTLOOK: Direction = 'up';
const LEVEL = 0.05;
const SESSIONS_PER_YEAR = 252;

/** The studies of a trigger and a target over the horizons. */
export const studiesOf = (target: Target, trigger: EventSet): Study[] => HORIZONS.map((days) => studyOf(target, trigger, days));

/** One study of a trigger and a target over a horizon in days. */
export const studyOf = (target: Target, trigger: EventSet, days: number): Study =>
  runStudy(trigger, pathOutcomes('return', trigger.knownAt, { target, horizon: { count: days, unit: 'd' } }));

/** One row for each horizon: the program's own tests and verdicts, and the readers' tests beside them. */
export function measureWorld(target: Target, trigger: EventSet, stream: RandomStream): StudyRow[] {
  const studies = studiesOf(target, trigger);
  const standings = judgeFamily(studies);
  const bootstrapped = bootstrapTests(studies, stream);
  return studies.map((study, i) => {
    const seed = stream.below(2 ** 31);
    const alone = standingAlone(study);
    const [own, inFamily] = [judgementOf(study, alone, seed), judgementOf(study, standings[i], seed)];
    const sessions = Math.round(((HORIZONS[i] as number) * SESSIONS_PER_YEAR) / 365);
    return {
      ...shiftRow(study, standings[i]),
      ...placeboRow(study, seed),
      ...readerRow(study, sessions, stream),
      'stationary bootstrap of the target': bootstrapped[i] as number,
      events: study.circle.events.length,
      clusters: clusterCount(study),
      placements: study.independentPlacements ?? 0,
      verdict: codeOf(own),
      'verdict in the family': codeOf(inFamily),
      'verdict without a cycle': verdictCode(study, alone),
      'verdict in the family without a cycle': verdictCode(study, standings[i]),
      'verdict without reserve': codeWithoutReserve(own),
      'verdict in the family without reserve': codeWithoutReserve(inFamily),
    };
  });
}

function shiftRow(study: Study, standing: FamilyStanding | undefined) {
  const p = (name: Study['tests'][number]['name'], statistic: Study['statistic'] = 'meanLog') =>
    study.tests.find((test) => test.name === name && test.statistic === statistic)?.pUpper ?? 1;
  return {
    headline: study.headline?.up ?? 1,
    'stated headline': stated(study.headline?.up ?? 1, study),
    'circular shift': p('circular-shift'),
    'era-centred shift': p('era-centred-shift'),
    'linear shift': p('linear-shift'),
    'headline, downwards': study.headline?.down ?? 1,
    'adjusted headline': standing?.adjusted.up ?? 1,
    'stated adjusted headline': stated(standing?.adjusted.up ?? 1, study),
    'adjusted headline, downwards': standing?.adjusted.down ?? 1,
    'circular shift of the median': p('circular-shift', 'median'),
    'era-centred shift of the median': p('era-centred-shift', 'median'),
    'circular shift of the hit rate': p('circular-shift', 'hitRate'),
    'era-centred shift of the hit rate': p('era-centred-shift', 'hitRate'),
    'pre-event circular shift': p('pre-event circular-shift'),
    'pre-event era-centred shift': p('pre-event era-centred-shift'),
  };
}

function placeboRow(study: Study, seed: number) {
  const { era, phase, state } = placeboTests(study, seed);
  return { 'era-matched placebo': era, 'phase-matched placebo': phase, 'state-matched placebo': state };
}

function readerRow(study: Study, sessions: number, stream: RandomStream) {
  const tests = readerTests(study.circle, sessions, stream);
  return {
    't-test above 0': tests.tAboveZero,
    't-test above the base rate': tests.tAboveBase,
    'sign test against 50 %': tests.signTest,
    'binomial against the base rate': tests.binomialBase,
    'random dates': tests.randomDates,
    'HAC dummy regression': tests.hacDummy,
  };
}

/** The verdict's number on a study that is its own family. */
export const verdictAlone = (study: Study, seed: number): number => codeOf(judgedAlone(study, seed));

/** The judgement on a study that is its own family. */
const judgedAlone = (study: Study, seed: number): Judgement => judgementOf(study, standingAlone(study), seed);

/** The verdict's number on a study that is its own family, and what it would be without the gates that withhold. */
export function verdictsAlone(study: Study, seed: number): { verdict: number; 'verdict without reserve': number } {
  const judged = judgedAlone(study, seed);
  return { verdict: codeOf(judged), 'verdict without reserve': codeWithoutReserve(judged) };
}

/** A p above the level on both sides leaves the gates unasked, so that the costly p without each event are not computed there. */
function standingAlone(study: Study): FamilyStanding | undefined {
  const { headline, circle } = study;
  if (headline === null || Math.min(headline.up, headline.down) <= LEVEL) return judgeFamily([study])[0];
  return { raw: headline, adjusted: headline, leaveOneOut: [], circle, members: [0] };
}

/**
 * The verdict's number in {@link VERDICTS}, by the program's own judgement. The matched placebo, with its 10,000 draws, is
 * asked for only where the adjusted p lets the verdict hang on it.
 *
 * @param seed - Of the placebo's draws; without it the target has no cycle.
 */
export const verdictCode = (study: Study, standing: FamilyStanding | undefined, seed?: number): number =>
  codeOf(judgementOf(study, standing, seed));

const codeOf = ({ verdict }: Judgement): number => VERDICTS.indexOf(verdict);

/** A verdict that only the gates which withhold have held back stands out without them. */
function codeWithoutReserve(judgement: Judgement): number {
  const isHeldBack =
    judgement.hangsOn.length > 0 && judgement.hangsOn.every((gate) => gate === 'few clusters' || gate === 'before the event');
  return isHeldBack ? STANDS_OUT : codeOf(judgement);
}

/** A p of a study, 1 where the report withholds it. */
function stated(p: number, study: Study): number {
  const before = beforeEvidence(study, OUTLOOK);
  return whyWithheld(p, { clusters: clusterCount(study), before: 'p' in before ? before.p : null }) === null ? p : 1;
}

function judgementOf(study: Study, standing: FamilyStanding | undefined, seed?: number): Judgement {
  const isAsked = seed !== undefined && standing !== undefined && Math.min(standing.adjusted.up, standing.adjusted.down) <= LEVEL;
  const placebos = isAsked ? matchedPlacebos(study, seed, HALVINGS) : [];
  return judgeStudy({ study, standing, placebos, hasCycle: seed !== undefined }, OUTLOOK);
}
