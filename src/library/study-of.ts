import { check } from '../core/language/check.ts';
import { evaluateTrigger } from '../core/language/evaluate.ts';
import { evaluateOutcome } from '../core/language/evaluate-outcome.ts';
import type { Environment } from '../core/language/function-definition.ts';
import { parse } from '../core/language/parse.ts';
import { runStudy, type Study } from '../core/methods/event-study/study.ts';
import { asOf, endOfDay } from '../core/series/panel.ts';
import type { Series } from '../core/series/series.ts';
import { didYouMean } from '../core/text/nearest-name.ts';
import { dayOf } from './given-series.ts';

/** A trigger and an outcome in the words of the language, and the series that they read. */
export interface ExpressionStudy {
  /** The trigger, e.g. `all_time_high(RUT, after: 1y)`. */
  readonly when: string;
  /** The outcome, e.g. `return(BTC, 180d)`. */
  readonly then: string;
  /** By id; an adjusted close stands under `ID.adj`. */
  readonly series: Readonly<Record<string, Series>>;
  /** Only what was known by the end of this date (UTC), `YYYY-MM-DD`. Default: everything. */
  readonly asOf?: string | undefined;
}

/**
 * A study from expressions: events, outcomes, base rate, both exact shifts, clusters and power; without family and verdict.
 *
 * @returns Typed arrays and records of the core; logs where the outcome is a return.
 * @throws LanguageError, located, for an expression that cannot be read; RangeError for a series that is not there.
 * @remarks Missing values: a date whose outcome is missing or pending is not admissible. Source: docs/methods/exact-shift.md.
 */
export function studyOf({ when, then, series, asOf: date }: ExpressionStudy): Study {
  const environment = environmentOf(series, date === undefined ? Number.POSITIVE_INFINITY : endOfDay(dayOf(date, 'asOf')));
  const trigger = check(parse(when), when, 'trigger');
  const outcome = evaluateOutcome(check(parse(then), then, 'outcome'), environment);
  const events = evaluateTrigger(trigger, { ...environment, home: outcome.target });
  return runStudy(events, outcome.read(events.knownAt));
}

function environmentOf(series: ExpressionStudy['series'], instant: number): Environment {
  return {
    series(id, adjusted) {
      const name = adjusted ? `${id}.adj` : id;
      if (Object.hasOwn(series, name)) return asOf(series[name] as Series, instant);
      const known = Object.keys(series);
      throw new RangeError(`no series ${name} was given${didYouMean(name, known) || `; there is ${known.join(', ') || 'none'}`}`);
    },
    eventDates(file) {
      throw new RangeError(`events("${file}") names a file, which the core cannot read: list the dates, date(2020-11-13) or …`);
    },
  };
}
