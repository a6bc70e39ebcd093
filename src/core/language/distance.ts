import { addSpan, type EpochDay } from '../calendar/civil-date.ts';
import { nextScheduledDate, type Schedule } from '../calendar/schedule.ts';
import { droughtReached } from '../methods/triggers/all-time-high.ts';
import { breakouts, isBeyond } from '../methods/triggers/breakout.ts';
import { cooled } from '../methods/triggers/sequence.ts';
import { type Curve, type Extent, formatExtent, isSpan, joined, lookbackStarts } from '../series/curve.ts';
import { bind, type Checked } from './check.ts';
import { argumentsOf, events, quantity } from './evaluate.ts';
import type { Arguments, Environment } from './function-definition.ts';
import { functionNamed } from './functions/registry.ts';
import { breakoutOptions } from './functions/trigger-functions.ts';
import { print } from './print.ts';
import type { CallNode, SyntaxNode } from './syntax.ts';

/** Why no value of the next observation, however high or low, would make an event. */
export interface Hindrance {
  /**
   * `happened`: it can happen only once, and did; `beyond`: the quantity must first come back to the level; the others are waits since
   * the last record, breakout or event.
   */
  readonly kind: 'happened' | 'beyond' | 'drought' | 'quiet' | 'cooldown';
  /** The date of what happened, or the date before which the wait is not over; null where it is counted in observations. */
  readonly date: EpochDay | null;
  /** Observations still to come before the next one may be an event; null where the wait is a span. */
  readonly observations: number | null;
}

/** How far a trigger is from an event at the next observation of its calendar. */
export interface TriggerDistance {
  /** What must move, in the language: `RUT`, `RUT / SPX`. */
  readonly quantity: string;
  readonly date: EpochDay;
  readonly value: number;
  readonly side: 'above' | 'below';
  /** What the quantity must get beyond; a level that itself moves with a price is that of the last observation. */
  readonly level: number;
  /** The level in words of the language, e.g. `2600` or `ma(RUT, 200)`; empty for a record. */
  readonly levelText: string;
  readonly kind: 'record' | 'high' | 'level' | 'breakout';
  /** level / value − 1, at least 0 on the side above and at most 0 below; null where a relative move has no meaning or nothing would help. */
  readonly move: number | null;
  readonly hindrance: Hindrance | null;
  /** Whether a condition holds already: then nothing need move. */
  readonly holds: boolean;
  /** Conditions that were looked through, as text: an event must satisfy them too. */
  readonly besides: readonly string[];
}

/**
 * The move that would make a trigger fire at the next observation, and the level that must be beaten. `while`, `within` and `cooldown` are
 * looked through to the trigger that they wrap; of `or` the nearer side counts, of `and` the one side that does not hold.
 *
 * @returns null for what has no level (listed dates, retests, explosive phases, `not`), and where there are no values.
 * @remarks Missing values: the last observation that has one counts. Where both sides of a crossing or comparison move, the level is the
 * right side's last value, so the move is exact only where that side stands still.
 */
export function distanceToTrigger(checked: Checked, environment: Environment): TriggerDistance | null {
  return distance(checked.node, { environment, text: checked.text });
}

interface Scope {
  readonly environment: Environment;
  readonly text: string;
}

function distance(node: SyntaxNode, scope: Scope): TriggerDistance | null {
  if (node.kind === 'call') return ofCall[node.name]?.(callOf(node, scope)) ?? null;
  if (node.kind !== 'binary') return null;
  if (node.op === 'or') return nearer(distance(node.left, scope), distance(node.right, scope));
  if (node.op === 'and') return missingSide(node, scope);
  return compared(node, scope);
}

interface Call {
  readonly scope: Scope;
  readonly args: Arguments;
  /** The node of an argument, where it was given. */
  node(name: string): SyntaxNode;
  whole: CallNode;
}

function callOf(whole: CallNode, scope: Scope): Call {
  const definition = functionNamed(whole.name);
  if (!definition) throw new Error(`a checked expression called ${whole.name}`);
  const bound = bind(whole, definition, scope.text);
  return { scope, whole, args: argumentsOf(whole, scope), node: (name) => bound.get(name)?.[0] as SyntaxNode };
}

const ofCall: Readonly<Record<string, (call: Call) => TriggerDistance | null>> = {
  all_time_high: toRecord,
  new_high: toHigh,
  first_close_above: toFirstClose,
  crosses_above: (call) => toCrossing(call, 'above'),
  crosses_below: (call) => toCrossing(call, 'below'),
  breakout: toBreakout,
  while: (call) => besides(distance(call.node('a'), call.scope), print(call.node('condition'))),
  within: (call) =>
    besides(distance(call.node('a'), call.scope), `within ${formatExtent(call.args.extent('n'))} of ${print(call.node('b'))}`),
  cooldown: cooling,
};

const besides = (inner: TriggerDistance | null, condition: string): TriggerDistance | null =>
  inner && { ...inner, besides: [...inner.besides, condition] };

/** The last value of a curve, or undefined where it has none yet. */
function lastOf(curve: Curve): { readonly at: number; readonly value: number; readonly date: EpochDay } | undefined {
  for (let at = curve.values.length - 1; at >= curve.warmup; at--) {
    const value = curve.values[at] as number;
    if (!Number.isNaN(value)) return { at, value, date: curve.dates[at] as number };
  }
  return undefined;
}

/** The date of the observation to come. */
function nextDate({ dates, schedule }: { readonly dates: Int32Array; readonly schedule: Schedule }): EpochDay {
  const last = dates.at(-1) as number;
  return nextScheduledDate(schedule, last) ?? last + 1;
}

/** A curve with the observation to come, whose value is missing. */
const withNext = (curve: Curve): { dates: Int32Array; values: Float64Array } => ({
  dates: Int32Array.from([...curve.dates, nextDate(curve)]),
  values: Float64Array.from([...curve.values, Number.NaN]),
});

type Found = Pick<TriggerDistance, 'quantity' | 'date' | 'value' | 'level'> & Partial<TriggerDistance>;

/** A relative move has a meaning between positive values only. */
function found(given: Found): TriggerDistance {
  const { value, level, hindrance = null, holds = false } = given;
  const move = hindrance ? null : holds ? 0 : value > 0 && level > 0 ? level / value - 1 : null;
  return { side: 'above', levelText: '', kind: 'level', besides: [], ...given, move, hindrance, holds };
}

function toRecord({ args, node }: Call): TriggerDistance | null {
  const curve = args.series('x');
  const last = lastOf(curve);
  if (!last) return null;
  let record = last.at;
  for (let i = last.at - 1; i >= curve.warmup; i--) if ((curve.values[i] as number) >= (curve.values[record] as number)) record = i;
  const after = args.extent('after');
  const [from, observations] = [curve.dates[record] as number, curve.dates.length - record - 1];
  const isOver = droughtReached(from, nextDate(curve), { after, observations });
  const { date, value } = last;
  return found({
    ...{ quantity: print(node('x')), date, value, level: curve.values[record] as number, kind: 'record' },
    hindrance: isOver ? null : { kind: 'drought', ...waitFrom(from, after, observations) },
  });
}

/** What is left of a wait of which so many observations are over. */
const waitFrom = (from: EpochDay, extent: Extent, over: number): Pick<Hindrance, 'date' | 'observations'> =>
  isSpan(extent) ? { date: addSpan(from, extent), observations: null } : { date: null, observations: extent.count - over };

function toHigh({ args, node }: Call): TriggerDistance | null {
  const curve = args.series('x');
  const last = lastOf(curve);
  if (!last) return null;
  const lookback = args.extent('lookback');
  const start = lookbackStarts(withNext(curve).dates, lookback, curve.warmup).at(-1) as number;
  const level = start < 0 ? Number.NEGATIVE_INFINITY : highest(curve.values, start);
  if (level === Number.NEGATIVE_INFINITY) return null;
  const { date, value } = last;
  return found({ quantity: print(node('x')), date, value, level, kind: 'high', levelText: formatExtent(lookback) });
}

const highest = (values: Float64Array, start: number): number =>
  values.subarray(start).reduce((top, value) => (Number.isNaN(value) ? top : Math.max(top, value)), Number.NEGATIVE_INFINITY);

function toFirstClose({ args, node }: Call): TriggerDistance | null {
  const curve = args.series('x');
  const last = lastOf(curve);
  if (!last) return null;
  const level = args.number('level');
  const first = curve.values.findIndex((value) => value > level);
  const { date, value } = last;
  return found({
    ...{ quantity: print(node('x')), date, value, level, levelText: print(node('level')) },
    hindrance: first < 0 ? null : { kind: 'happened', date: curve.dates[first] as number, observations: null },
  });
}

function toCrossing({ args, node }: Call, side: 'above' | 'below'): TriggerDistance | null {
  const pair = paired(args.series('x'), args.operand('y'));
  if (!pair) return null;
  const isBeyond = side === 'above' ? pair.value > pair.level : pair.value < pair.level;
  return found({
    ...pair,
    ...{ side, quantity: print(node('x')), levelText: print(node('y')) },
    hindrance: isBeyond ? { kind: 'beyond', date: null, observations: null } : null,
  });
}

/** The last values of two operands on one date; undefined where the last common date lacks either. */
function paired(x: Curve, y: Curve | number): Pick<TriggerDistance, 'date' | 'value' | 'level'> | undefined {
  const { a, b } = typeof y === 'number' ? { a: x, b: { values: x.values.map(() => y) } } : joined(x, y);
  const [value, level] = [a.values.at(-1), b.values.at(-1)];
  if (value === undefined || level === undefined || Number.isNaN(value) || Number.isNaN(level) || a.warmup >= a.values.length)
    return undefined;
  return { date: a.dates.at(-1) as number, value, level };
}

function toBreakout({ args, node }: Call): TriggerDistance | null {
  const curve = args.series('x');
  const last = lastOf(curve);
  if (!last) return null;
  const { dates, values } = withNext(curve);
  const options = breakoutOptions(args, curve.warmup);
  const level = breakouts(dates, values, options).levels.at(-1) as number;
  if (Number.isNaN(level)) return null;
  const { date, value } = last;
  const { holds } = breakouts(curve.dates, curve.values, options);
  const held = holds.lastIndexOf(1);
  const { quiet } = options;
  const isQuiet = held < 0 || isBeyond(dates, { from: held, to: dates.length - 1 }, quiet);
  const wait = isSpan(quiet)
    ? { date: addSpan(dates[held] ?? 0, quiet) + 1, observations: null }
    : { date: null, observations: quiet.count - (curve.dates.length - held) + 1 };
  return found({
    ...{ quantity: print(node('x')), date, value, level: level * (1 + options.margin), kind: 'breakout' },
    hindrance: isQuiet ? null : { kind: 'quiet', ...wait },
  });
}

/** The trigger inside a cooldown, unless the last event that was kept is too near. */
function cooling({ args, node, scope, whole }: Call): TriggerDistance | null {
  const inner = distance(node('a'), scope);
  if (!inner || inner.hindrance) return inner;
  const kept = events(whole, scope);
  const n = args.extent('n');
  const at = kept.on.lastIndexOf(1);
  if (at < 0) return inner;
  const dates = Int32Array.from([...kept.dates, nextDate(kept)]);
  const on = new Uint8Array(dates.length);
  on[at] = 1;
  on[dates.length - 1] = 1;
  if (cooled(dates, on, n).at(-1) === 1) return inner;
  const wait = waitFrom(dates[at] as number, n, kept.dates.length - at - 1);
  return { ...inner, move: null, hindrance: { kind: 'cooldown', ...wait } };
}

type Comparison = Extract<SyntaxNode, { kind: 'binary' }>;

const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;
const holdsBy = {
  '<': (x: number, y: number) => x < y,
  '<=': (x: number, y: number) => x <= y,
  '>': (x: number, y: number) => x > y,
  '>=': (x: number, y: number) => x >= y,
};

/** A comparison: the left quantity must get beyond the right one, or the only quantity beyond the number. */
function compared(node: Comparison, scope: Scope): TriggerDistance | null {
  const [left, right] = [quantity(node.left, scope), quantity(node.right, scope)];
  const isTurned = typeof left === 'number';
  const op = isTurned ? mirrored[node.op as '<'] : (node.op as '<');
  const pair = paired((isTurned ? right : left) as Curve, isTurned ? left : right);
  if (!pair) return null;
  return found({
    ...pair,
    quantity: print(isTurned ? node.right : node.left),
    levelText: print(isTurned ? node.left : node.right),
    side: op.startsWith('>') ? 'above' : 'below',
    holds: holdsBy[op](pair.value, pair.level),
  });
}

function nearer(a: TriggerDistance | null, b: TriggerDistance | null): TriggerDistance | null {
  const size = (side: TriggerDistance | null) => (side?.move == null ? Number.POSITIVE_INFINITY : Math.abs(side.move));
  if (!a || !b) return a ?? b;
  return size(b) < size(a) ? b : a;
}

/** Of two that must come together the one that is missing, where it is one alone. */
function missingSide(node: Comparison, scope: Scope): TriggerDistance | null {
  const [left, right] = [distance(node.left, scope), distance(node.right, scope)];
  if (!left || !right) return null;
  if (right.holds) return besides(left, print(node.right));
  return left.holds ? besides(right, print(node.left)) : null;
}
