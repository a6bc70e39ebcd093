import { closeInstant, makeSchedule } from '../../src/core/calendar/calendars.ts';
import { check } from '../../src/core/language/check.ts';
import { evaluateTrigger } from '../../src/core/language/evaluate.ts';
import { evaluateOutcome } from '../../src/core/language/evaluate-outcome.ts';
import type { Environment } from '../../src/core/language/function-definition.ts';
import { parse } from '../../src/core/language/parse.ts';
import { judgeFamily } from '../../src/core/methods/event-study/family.ts';
import { runStudy, type Study, type Summary } from '../../src/core/methods/event-study/study.ts';
import type { Series } from '../../src/core/series/series.ts';
import type { Series as BruteSeries } from './brute-force/series.ts';
import * as brute from './brute-force/study.ts';

/** A series for the code under test, from the same dates and values as the brute force reads. */
export function seriesOf(id: string, { calendar, dates, values }: BruteSeries): Series {
  const days = Int32Array.from(dates);
  return {
    id,
    title: id,
    unit: 'USD',
    calendar,
    dates: days,
    values: Float64Array.from(values),
    knownAt: Float64Array.from(days, (day) => closeInstant(calendar, day)),
    schedule: makeSchedule(calendar, days),
    source: 'the test',
    notes: [],
  };
}

/** One study by the code under test, as the application runs it. */
export function studyOf(series: Readonly<Record<string, Series>>, when: string, then: string): Study {
  const environment: Environment = { series: (id, adjusted) => series[adjusted ? `${id}.adj` : id] as Series, eventDates: () => [] };
  const reader = evaluateOutcome(check(parse(then), then, 'outcome'), environment);
  const trigger = evaluateTrigger(check(parse(when), when, 'trigger'), { ...environment, home: reader.target });
  return runStudy(trigger, reader.read(trigger.knownAt));
}

/** Every number of a study, from the code under test. */
export function numbersOf(study: Study) {
  const { circle, outcomes, trigger } = study;
  const { entry, exit, complete, upcoming } = outcomes.periods;
  const dateOf = (at: number | undefined) => outcomes.target.dates[at as number];
  const alone = judgeFamily([study])[0];
  const statusOf = (t: number) => {
    if (outcomes.kind === 'log difference') return 'not compared';
    if (upcoming[t]) return 'pending';
    if (Number.isNaN(outcomes.values[t]) || t < trigger.warmup) return 'no entry';
    return complete[t] ? 'complete' : 'pending';
  };
  const events = [...trigger.dates.keys()].filter((t) => trigger.on[t]);
  return {
    admissible: [...circle.dates],
    outcomes: [...circle.outcomes],
    places: [...circle.events],
    events: events.map((t) => ({ date: trigger.dates[t], status: statusOf(t) })),
    instances: Array.from(study.instances, (t) => ({ event: trigger.dates[t], entry: dateOf(entry[t]), exit: dateOf(exit[t]) })),
    clusters: [...study.clusters],
    baseRate: study.baseRate && summaryOf(study.baseRate),
    observed: study.observed && summaryOf(study.observed),
    plain: study.shifts ? [...study.shifts.plain] : null,
    centred: study.shifts ? [...study.shifts.centred] : null,
    // The linear shift has tests of its own (inference/shift.test.ts).
    tests: study.tests.filter(({ name }) => name !== 'linear-shift'),
    headline: alone?.raw.up ?? null,
    adjusted: alone?.adjusted.up ?? null,
    leaveOneOut: alone?.leaveOneOut.map(({ place, observed, p }) => ({ date: alone.circle.dates[place], mean: observed, p: p.up })) ?? null,
    bestReachable: study.bestReachable?.up ?? null,
    minimumDetectableEffect: study.minimumDetectableEffect?.up ?? null,
    independentPlacements: study.independentPlacements,
  };
}

function summaryOf(of: Summary) {
  return { mean: of.meanLog ?? of.mean, median: of.median, hitRate: of.hitRate };
}

/** The same numbers by the brute force. Without a complete event, or with outcomes that are all the same, no test is given. */
export function bruteNumbersOf(study: brute.Study) {
  const { admissible, places, instances, rule } = study;
  const complete = instances.filter(({ status }) => status === 'complete');
  const outcomes = admissible.map(({ y }) => y);
  const testable = isTestable(study);
  const shifts = testable ? brute.bothShifts(study, 'mean') : null;
  const tests = testable ? [...testsOf(study), ...testsBefore(study)] : [];
  const headline = testable ? Math.max(...tests.slice(0, 2).map(({ pUpper }) => pUpper)) : null;
  return {
    admissible: admissible.map(({ date }) => date),
    outcomes,
    places,
    events: instances.map(({ eventDate, status }) => ({ date: eventDate, status: rule.kind === 'difference' ? 'not compared' : status })),
    instances: complete.map(({ eventDate, entry, exit }) => ({ event: eventDate, entry, exit })),
    clusters: brute.clusterNumbers(study),
    baseRate: admissible.length > 0 ? described(brute.baseRate(study), rule.kind) : null,
    observed: places.length > 0 ? described(brute.observed(study), rule.kind) : null,
    plain: shifts?.plain ?? null,
    centred: shifts?.centred ?? null,
    tests,
    headline,
    adjusted: headline,
    leaveOneOut: testable ? (places.length > 1 ? brute.leaveOneOut(study) : []) : null,
    bestReachable: testable && rule.kind === 'binary' ? brute.bestReachableP(study) : null,
    minimumDetectableEffect: testable ? brute.minimumDetectableEffect(study) : null,
    independentPlacements: admissible.length > 0 ? brute.independentPlacements(study) : null,
  };
}

function testsOf(study: brute.Study) {
  const { kind } = study.rule;
  const first = kind === 'binary' ? 'hitRate' : kind === 'days' ? 'meanDays' : 'meanLog';
  const named: [brute.StatisticName, string][] = [['mean', first]];
  if (kind !== 'binary') named.push(['median', 'median']);
  if (kind === 'return' || kind === 'difference') named.push(['hitRate', 'hitRate']);
  return named.flatMap(([name, statistic]) => {
    const { plain, centred } = brute.bothShifts(study, name);
    return [test('circular-shift', statistic, plain), test('era-centred-shift', statistic, centred)];
  });
}

function test(name: string, statistic: string, all: readonly number[]) {
  return { name, statistic, observed: all[0] as number, ...brute.tailOf(all), draws: all.length };
}

/** What had already happened: for plain returns the mean log over the same span before the entry. */
function testsBefore(study: brute.Study) {
  if (study.rule.kind !== 'return') return [];
  const before = brute.beforeTheEvent(study);
  if (!isTestable(before)) return [];
  const { plain, centred } = brute.bothShifts(before, 'mean');
  return [test('pre-event circular-shift', 'meanLog', plain), test('pre-event era-centred-shift', 'meanLog', centred)];
}

/** Whether some events are complete, not all dates are events, and outcomes differ. */
export function isTestable({ admissible, places }: brute.Study): boolean {
  const outcomes = admissible.map(({ y }) => y);
  return places.length > 0 && places.length < admissible.length && Math.max(...outcomes) - Math.min(...outcomes) > 1e-12;
}

/** Medians of returns are printed as returns; what is withheld is null. */
function described({ mean, median, hitRate }: ReturnType<typeof brute.baseRate>, kind: brute.Study['rule']['kind']) {
  return {
    mean,
    median: kind === 'binary' ? null : kind === 'return' || kind === 'withheld' ? Math.exp(median) - 1 : median,
    hitRate: kind === 'withheld' || kind === 'days' ? null : hitRate,
  };
}

/** Where two values first differ by more than 1e-9 (relatively, above 1), or undefined. */
export function firstDifference(actual: unknown, expected: unknown, path = ''): string | undefined {
  if (typeof actual === 'number' && typeof expected === 'number') {
    const same = actual === expected || Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
    return same ? undefined : `${path}: ${actual} instead of ${expected}`;
  }
  if (typeof actual !== 'object' || typeof expected !== 'object' || actual === null || expected === null) {
    return actual === expected ? undefined : `${path}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`;
  }
  const names = new Set([...Object.keys(actual), ...Object.keys(expected)]);
  if (Array.isArray(actual) && Array.isArray(expected) && actual.length !== expected.length) {
    return `${path}: ${actual.length} elements instead of ${expected.length}`;
  }
  for (const name of names) {
    const found = firstDifference(actual[name as keyof typeof actual], expected[name as keyof typeof expected], `${path}/${name}`);
    if (found) return found;
  }
  return undefined;
}
