// A study with the core alone: two made-up series, a trigger, an outcome. Run: node examples/study.ts
import { makeSchedule } from '../src/core/calendar/calendars.ts';
import { DAY_MS, epochDay } from '../src/core/calendar/civil-date.ts';
import { check } from '../src/core/language/check.ts';
import { evaluateTrigger } from '../src/core/language/evaluate.ts';
import { evaluateOutcome } from '../src/core/language/evaluate-outcome.ts';
import { parse } from '../src/core/language/parse.ts';
import { pathTest } from '../src/core/methods/event-study/path-test.ts';
import { runStudy } from '../src/core/methods/event-study/study.ts';
import { isInsufficient } from '../src/core/numerics/insufficient.ts';
import type { Series } from '../src/core/series/series.ts';

/** A daily series that closes at 24:00 UTC. */
function daily(id: string, value: (day: number) => number): Series {
  const dates = Int32Array.from({ length: 3000 }, (_, i) => epochDay(2015, 1, 1) + i);
  return {
    id,
    title: id,
    unit: 'points',
    calendar: 'utc-daily',
    dates,
    values: Float64Array.from(dates, (_, i) => value(i)),
    knownAt: Float64Array.from(dates, (day) => (day + 1) * DAY_MS),
    schedule: makeSchedule('utc-daily', dates),
    source: 'made up',
    notes: [],
  };
}

const series: Record<string, Series> = {
  A: daily('A', (day) => 100 + 30 * Math.sin(day / 200) + day / 30),
  B: daily('B', (day) => 50 * Math.exp(day / 4000 + 0.2 * Math.sin(day / 90))),
};
const environment = { series: (id: string) => series[id] as Series, eventDates: () => [] };

const when = 'all_time_high(A, after: 200)';
const then = 'return(B, 60d)';
const trigger = evaluateTrigger(check(parse(when), when, 'trigger'), environment);
const outcome = evaluateOutcome(check(parse(then), then, 'outcome'), environment);
const study = runStudy(trigger, outcome.read(trigger.knownAt));

console.log(
  `${study.instances.length} instances, base rate ${study.baseRate?.hitRate?.toFixed(2)}, hit rate ${study.observed?.hitRate?.toFixed(2)}`,
);
for (const { name, statistic, pUpper, countUpper, draws } of study.tests)
  console.log(`${name} of ${statistic}: p ${pUpper.toFixed(3)} (${countUpper} of ${draws})`);
const path = pathTest(study);
if (!isInsufficient(path)) console.log(`the whole path: p ${path.p.up.toFixed(3)} upwards, furthest out on day ${path.furthest.up}`);
