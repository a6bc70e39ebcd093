import { afterAll, describe, expect, it } from 'vitest';
import { makeSchedule } from '../../src/core/calendar/calendars.ts';
import { isoWeekStart } from '../../src/core/calendar/civil-date.ts';
import { check } from '../../src/core/language/check.ts';
import { evaluateSeries, evaluateTrigger } from '../../src/core/language/evaluate.ts';
import { type Environment, eventsOn } from '../../src/core/language/function-definition.ts';
import { functions } from '../../src/core/language/functions/registry.ts';
import { parse } from '../../src/core/language/parse.ts';
import { type Curve, commonDates, curveOf } from '../../src/core/series/curve.ts';
import { asOf } from '../../src/core/series/panel.ts';
import type { Series } from '../../src/core/series/series.ts';
import { cases, operators, randomCompositions } from './causality-cases.ts';
import { type Comparison, compareCuts, type Evaluation, environmentAt, nothingYet, type Panel } from './causality-check.ts';
import { randomPanel, realPanels, wholePanel } from './panels.ts';

/** Random truncations of each expression, on random and again on real series; a function has several expressions. */
const TRUNCATIONS = 500;
const TRUNCATIONS_OF_A_FUNCTION = 1000;
const RANDOM_PANELS = 8;
const random = Array.from({ length: RANDOM_PANELS }, (_, i) => randomPanel(i + 1, Math.ceil(TRUNCATIONS / RANDOM_PANELS)));
const real = await realPanels(TRUNCATIONS);
const whole = await wholePanel(12);
const total = { ...nothingYet(), expressions: 0 };

/** Environments of a panel, each made once: the cuts are shared by all expressions. */
function environmentsOf(panel: Panel): (instant: number) => Environment {
  const made = new Map<number, Environment>();
  return (instant) => {
    const known = made.get(instant) ?? environmentAt(panel, instant);
    made.set(instant, known);
    return known;
  };
}
const environments = new Map([...random, ...real].map((panel) => [panel, environmentsOf(panel)]));

/** An expression of the language, as a trigger where it fires events and else as a series. */
function evaluationOf(text: string): Evaluation {
  const node = parse(text);
  const isTrigger = (() => {
    try {
      return check(node, text, 'trigger');
    } catch {
      return undefined;
    }
  })();
  if (isTrigger) return (environment) => evaluateTrigger(isTrigger, environment);
  const series = check(node, text, 'series');
  return (environment) => evaluateSeries(series, environment);
}

function compareOn(panels: readonly Panel[], evaluate: Evaluation): Comparison {
  const seen = nothingYet();
  for (const panel of panels) compareCuts(evaluate, panel, seen, environments.get(panel) ?? environmentsOf(panel));
  return seen;
}

/** Expects the same past at every cut, on random and on real series; `mustSay` asks for values, and of a trigger for events, to compare. */
function expectCausal(text: string, mustSay: boolean): void {
  const evaluate = evaluationOf(text);
  const seen = [random, real].map((panels) => compareOn(panels, evaluate));
  const sum = (of: (comparison: Comparison) => number) => seen.reduce((all, comparison) => all + of(comparison), 0);
  for (const { truncations } of seen) expect(truncations).toBeGreaterThanOrEqual(TRUNCATIONS);
  total.expressions++;
  total.truncations += sum(({ truncations }) => truncations);
  total.observations += sum(({ observations }) => observations);
  total.events += sum(({ events }) => events);
  const violations = seen.flatMap((comparison) => comparison.violations);
  expect({ text, count: violations.length, first: violations[0] }).toEqual({ text, count: 0, first: undefined });
  if (!mustSay) return;
  expect(sum(({ values }) => values)).toBeGreaterThan(0);
  const isTrigger = 'on' in evaluate(environmentAt(random[0] as Panel, 0));
  if (isTrigger) expect(sum(({ events }) => events)).toBeGreaterThan(0);
}

afterAll(() => {
  const { expressions, truncations, observations, events } = total;
  console.log(
    `causality: ${expressions} expressions, ${truncations.toLocaleString('en-US')} truncations, ` +
      `${observations.toLocaleString('en-US')} observations and ${events.toLocaleString('en-US')} events compared`,
  );
});

describe('cutting off the future never changes the past', { timeout: 60_000 }, () => {
  const causal = functions.filter(({ result }) => result === 'series' || result === 'events');

  it('is tried for every function that reads the past, each in several forms', () => {
    expect(Object.keys(cases).sort()).toEqual(causal.map(({ name }) => name).sort());
    for (const [name, texts] of Object.entries(cases)) {
      expect(texts.length).toBeGreaterThanOrEqual(3);
      expect(texts.length * TRUNCATIONS).toBeGreaterThanOrEqual(TRUNCATIONS_OF_A_FUNCTION);
      for (const text of texts) expect(text).toMatch(new RegExp(`\\b${name}\\(`));
    }
  });

  it.each(Object.entries(cases).flatMap(([name, texts]) => texts.map((text) => [name, text] as const)))('of %s: %s', (_, text) => {
    expectCausal(text, true);
  });

  it.each(operators)('of operators: %s', (text) => {
    expectCausal(text, true);
  });

  it.each(randomCompositions(5, 25))('of functions put together at random: %s', (text) => {
    expectCausal(text, false);
  });
});

describe('the examples of the manual, on whole real series', { timeout: 60_000 }, () => {
  it.each(functions.filter(({ result }) => result !== 'outcome').map(({ name, example }) => [name, example]))(
    '%s has the same past at any cut',
    (_, example) => {
      const seen = compareOn([whole], evaluationOf(example));
      expect(seen.violations).toEqual([]);
      expect(seen.observations).toBeGreaterThan(0);
    },
  );
});

describe('a calendar that is itself cut off', () => {
  /** A series as it would have been read on the day: its schedule made from the dates known by then. */
  const readThen = (series: Series, instant: number): Series => {
    const cut = asOf(series, instant);
    return { ...cut, schedule: makeSchedule(cut.calendar, cut.dates) };
  };

  it.each(['weekly(A)', 'weekly(B)', 'weekly(C)', 'weekly(D)', 'weekly(A / B)'])('leaves the weeks of %s as they were', (text) => {
    const seen = nothingYet();
    for (const panel of random.slice(0, 4)) {
      const some = { ...panel, instants: panel.instants.slice(0, 40) };
      compareCuts(evaluationOf(text), some, seen, (instant) => environmentAt(some, instant, readThen));
    }
    expect(seen.truncations).toBe(160);
    expect(seen.violations).toEqual([]);
  });

  it('leaves the weeks of an irregular series as they were', () => {
    const seen = nothingYet();
    for (const panel of random.slice(0, 4)) {
      const b = panel.series.get('B') as Series;
      const irregular: Series = { ...b, calendar: 'irregular', schedule: makeSchedule('irregular', b.dates) };
      const some = { ...panel, series: new Map([['B', irregular]]), home: 'B', instants: panel.instants.slice(0, 40) };
      compareCuts(evaluationOf('weekly(B)'), some, seen, (instant) => environmentAt(some, instant, readThen));
    }
    expect(seen.truncations).toBe(160);
    expect(seen.violations).toEqual([]);
  });
});

const read = (id: string) => (environment: Environment) => curveOf(environment.series(id, false));
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
const revalued = (f: (values: Float64Array) => Float64Array) => (environment: Environment) => {
  const curve = read('A')(environment);
  return { ...curve, values: f(curve.values) };
};

describe('functions that look ahead, planted', () => {
  const planted: Readonly<Record<string, Evaluation>> = {
    'a centred mean': revalued((values) => values.map((value, i) => (value + (values[i - 1] ?? value) + (values[i + 1] ?? value)) / 3)),
    'a standard score over the whole sample': revalued((values) => {
      const centre = mean(values);
      const deviation = Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
      return values.map((value) => (value - centre) / deviation);
    }),
    'a shift from the future': revalued((values) => values.map((_, i) => values[i + 1] ?? Number.NaN)),
    'a shift from the future that hides where it ends': revalued((values) => values.map((value, i) => values[i + 1] ?? value)),
    'a gap filled from behind': (environment) => {
      const [a, b] = [read('A')(environment), read('B')(environment)];
      return { ...a, values: Float64Array.from(a.dates, (date) => b.values[b.dates.findIndex((other) => other >= date)] ?? Number.NaN) };
    },
    'a join that forgets the second clock': (environment) => {
      const [a, b] = [read('A')(environment), read('B')(environment)];
      const { left, right } = commonDates(a.dates, b.dates);
      const at = (values: Float64Array | Int32Array, indices: Int32Array) => Float64Array.from(indices, (i) => values[i] as number);
      const ratio = at(a.values, left).map((value, i) => value / (at(b.values, right)[i] as number));
      return { ...a, dates: Int32Array.from(at(a.dates, left)), values: ratio, knownAt: at(a.knownAt, left) };
    },
    'a week that is known on its Monday': (environment) => {
      const b = read('B')(environment);
      const last = Array.from(b.dates.keys()).filter((i) => isoWeekStart(b.dates[i + 1] ?? 0) !== isoWeekStart(b.dates[i] as number));
      const pick = (values: Float64Array | Int32Array) => last.map((i) => values[i] as number);
      const knownAt = Float64Array.from(pick(b.dates), (date) => (isoWeekStart(date) + 1) * 86_400_000);
      return { ...b, dates: Int32Array.from(pick(b.dates)), values: Float64Array.from(pick(b.values)), knownAt };
    },
    'a peak dated on the day of the peak': (environment) => {
      const curve = read('A')(environment);
      const on = curve.values.map((value, i) => (value > (curve.values[i - 1] ?? value) && value > (curve.values[i + 1] ?? value) ? 1 : 0));
      return eventsOn(curve, Uint8Array.from(on), 0);
    },
    'the highest of all closes': (environment) => {
      const curve = read('A')(environment);
      const top = curve.values.indexOf(Math.max(...curve.values));
      return eventsOn(
        curve,
        Uint8Array.from(curve.values, (_, i) => (i === top ? 1 : 0)),
        0,
      );
    },
    'a warm-up that depends on what came later': (environment) => {
      const curve = read('A')(environment);
      return { ...curve, warmup: Math.floor(curve.values.length / 2) };
    },
    'an event that is taken back later': (environment) => {
      const curve = read('A')(environment);
      return eventsOn(
        curve,
        Uint8Array.from(curve.values, (value) => (value > mean(curve.values) ? 1 : 0)),
        0,
      );
    },
  };

  it.each(Object.keys(planted))('%s is caught on random and on real series', (name) => {
    for (const panels of [random, real]) expect(compareOn(panels, planted[name] as Evaluation).violations.length).toBeGreaterThan(10);
  });

  it('their honest likes are not: a trailing mean, the last value known, a series as it is', () => {
    const trailing = revalued((values) => values.map((value, i) => (value + (values[i - 1] ?? value)) / 2));
    const asIs = (environment: Environment): Curve => read('B')(environment);
    for (const honest of [trailing, asIs]) expect(compareOn([...random, ...real], honest).violations).toEqual([]);
  });
});
