import { type EpochDay, formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { type Checked, check } from '../../../src/core/language/check.ts';
import { evaluateSeries, evaluateTrigger } from '../../../src/core/language/evaluate.ts';
import type { Environment } from '../../../src/core/language/function-definition.ts';
import { LanguageError } from '../../../src/core/language/language-error.ts';
import { parse } from '../../../src/core/language/parse.ts';
import { type Curve, curveOf, type EventSet } from '../../../src/core/series/curve.ts';
import type { Series } from '../../../src/core/series/series.ts';

export type Role = 'trigger' | 'outcome' | 'series';

export const checked = (text: string, role: Role): Checked => check(parse(text), text, role);

/** What expressions are evaluated against in a test: the series by id; the calendar of listed dates is that of `home`. */
export function environmentOf(series: readonly Series[], home?: string, files: Readonly<Record<string, EpochDay[]>> = {}): Environment {
  const find = (id: string): Series => {
    const found = series.find((candidate) => candidate.id === id);
    if (!found) throw new Error(`a test reads a series that it did not make: ${id}`);
    return found;
  };
  return {
    series: (id, adjusted) => find(adjusted ? `${id}.adj` : id),
    eventDates: (file) => files[file] ?? [],
    ...(home !== undefined && { home: curveOf(find(home)) }),
  };
}

export const eventsOf = (text: string, environment: Environment): EventSet => evaluateTrigger(checked(text, 'trigger'), environment);
export const curveFor = (text: string, environment: Environment): Curve => evaluateSeries(checked(text, 'series'), environment);

/** Dates on which a trigger fires. */
export function firedOn(text: string, environment: Environment): string[] {
  const { dates, on } = eventsOf(text, environment);
  return Array.from(
    dates.filter((_, i) => on[i] === 1),
    formatCivilDate,
  );
}

/** Positions in the first series at which a trigger fires. */
export function firedAt(text: string, environment: Environment): number[] {
  return Array.from(eventsOf(text, environment).on.entries()).flatMap(([i, on]) => (on === 1 ? [i] : []));
}

/** Dates and values of a series expression, where it has a value. */
export function valuesOn(text: string, environment: Environment): Record<string, number> {
  const { dates, values } = curveFor(text, environment);
  return Object.fromEntries(
    Array.from(dates, (date, i) => [formatCivilDate(date), values[i] as number] as const).filter(([, v]) => !Number.isNaN(v)),
  );
}

/** Values of a series expression in order, NaN where it has none. */
export const valuesOf = (text: string, environment: Environment): number[] => Array.from(curveFor(text, environment).values);

/** The error with which an expression is refused. */
export function refusal(text: string, role: Role = 'trigger'): LanguageError {
  try {
    checked(text, role);
  } catch (error) {
    if (error instanceof LanguageError) return error;
    throw error;
  }
  throw new Error(`was expected to be refused: ${text}`);
}
