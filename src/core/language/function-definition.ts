import type { EpochDay } from '../calendar/civil-date.ts';
import type { Curve, EventSet, Extent } from '../series/curve.ts';
import type { Series } from '../series/series.ts';
import type { CallNode } from './syntax.ts';

/** What an expression can be. */
export type Kind = 'number' | 'series' | 'events' | 'outcome';

/** What a parameter takes. `operand` is a series or a number; `extent` is a count of observations or a span. */
export type ParameterKind = 'series' | 'operand' | 'events' | 'breakout' | 'number' | 'count' | 'extent' | 'horizon' | 'dates' | 'file';

export interface Parameter {
  readonly name: string;
  readonly kind: ParameterKind;
  /** Used where the argument is left out; a parameter without one is required. */
  readonly fallback?: Extent | number;
  /** Least count that an extent may have, 1 unless told, or least value of a number. */
  readonly least?: number;
  /** Most that a count or a number may be; 100,000 observations unless told. */
  readonly most?: number;
  readonly doc: string;
}

/** What an expression is evaluated against. */
export interface Environment {
  /** A series as known at the question's instant. Throws where there is none. */
  series(id: string, adjusted: boolean): Series;
  /** Calendar on which lists of dates stand: the target's. */
  readonly home?: Curve;
  /** Dates listed in a file of events. */
  eventDates(file: string): readonly EpochDay[];
}

/** The arguments of one call, evaluated, by parameter name. */
export interface Arguments {
  series(name: string): Curve;
  operand(name: string): Curve | number;
  events(name: string): EventSet;
  number(name: string): number;
  extent(name: string): Extent;
  dates(name: string): readonly EpochDay[];
  file(name: string): string;
  call(name: string): CallNode;
  readonly environment: Environment;
}

interface Documented {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** One sentence for the manual. */
  readonly doc: string;
  readonly example: string;
}

/** A function of the language that reads the past. */
export type CausalFunction = Documented &
  (
    | { readonly result: 'series'; readonly evaluate: (args: Arguments) => Curve }
    | { readonly result: 'events'; readonly evaluate: (args: Arguments) => EventSet }
  );

/** A function that looks ahead: it exists only as an outcome. */
export interface OutcomeFunction extends Documented {
  readonly result: 'outcome';
}

/** A function of the language: what it takes and gives, and how it is evaluated. */
export type FunctionDefinition = CausalFunction | OutcomeFunction;

/** An event set on a curve's calendar. */
export function eventsOn(curve: Curve, on: Uint8Array, warmup: number): EventSet {
  const { dates, knownAt, schedule, values } = curve;
  return { dates, knownAt, schedule, on, values, warmup: Math.min(warmup, dates.length), notes: [] };
}
