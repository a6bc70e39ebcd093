import { type EpochDay, parseCivilDate } from '../calendar/civil-date.ts';
import { movedTo } from '../methods/triggers/sequence.ts';
import { type Curve, combine, curveOf, type EventSet, type Extent } from '../series/curve.ts';
import { bind, type Checked, constantOf, extentOf } from './check.ts';
import { type Arguments, type Environment, eventsOn } from './function-definition.ts';
import { warmupOn } from './functions/event-functions.ts';
import { functionNamed } from './functions/registry.ts';
import { evaluateRetest, findBreakouts } from './functions/trigger-functions.ts';
import type { CallNode, SyntaxNode } from './syntax.ts';

/** The events of a checked trigger or condition. Pure: the same environment gives the same events. */
export function evaluateTrigger(checked: Checked, environment: Environment): EventSet {
  return events(checked.node, { environment, text: checked.text });
}

/** The values of a checked series expression. */
export function evaluateSeries(checked: Checked, environment: Environment): Curve {
  return curve(checked.node, { environment, text: checked.text });
}

interface Scope {
  readonly environment: Environment;
  readonly text: string;
}

/** The curve of a node that was checked to be a series. */
export function curve(node: SyntaxNode, scope: Scope): Curve {
  const value = quantity(node, scope);
  if (typeof value === 'number') throw new Error('a checked series expression was a number');
  return value;
}

/** The curve of a node that was checked to be a series or a number, or the number. */
export function quantity(node: SyntaxNode, scope: Scope): Curve | number {
  const constant = constantOf(node);
  if (constant !== undefined) return constant;
  if (node.kind === 'series') return curveOf(scope.environment.series(node.id, node.adjusted));
  if (node.kind === 'text') return curveOf(quotedSeries(node.text, scope.environment));
  if (node.kind === 'call') return call(node, scope) as Curve;
  if (node.kind === 'unary') return combine(0, quantity(node.operand, scope), (zero, x) => zero - x);
  if (node.kind === 'binary') return combine(quantity(node.left, scope), quantity(node.right, scope), arithmetic[node.op as '+']);
  throw new Error(`a checked quantity was a ${node.kind}`);
}

function quotedSeries(id: string, environment: Environment) {
  return id.endsWith('.adj') ? environment.series(id.slice(0, -4), true) : environment.series(id, false);
}

const arithmetic = {
  '+': (x: number, y: number) => x + y,
  '-': (x: number, y: number) => x - y,
  '*': (x: number, y: number) => x * y,
  '/': (x: number, y: number) => (y === 0 ? Number.NaN : x / y),
};

const comparisons = {
  '<': (x: number, y: number) => x < y,
  '<=': (x: number, y: number) => x <= y,
  '>': (x: number, y: number) => x > y,
  '>=': (x: number, y: number) => x >= y,
};

/** The events of a node that was checked to fire some. */
export function events(node: SyntaxNode, scope: Scope): EventSet {
  if (node.kind === 'call') return call(node, scope) as EventSet;
  if (node.kind === 'unary') return negated(events(node.operand, scope));
  if (node.kind !== 'binary') throw new Error(`a checked trigger was a ${node.kind}`);
  if (node.op === 'and' || node.op === 'or') return both(events(node.left, scope), events(node.right, scope), node.op);
  return compared(node.op as '<', quantity(node.left, scope), quantity(node.right, scope));
}

/** Dates on which a comparison holds; the reader sees the left side's value, missing where either side is. */
function compared(op: keyof typeof comparisons, left: Curve | number, right: Curve | number): EventSet {
  const holds = combine(left, right, (x, y) => (comparisons[op](x, y) ? 1 : 0));
  const shown = combine(left, right, (x, y) => (Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : typeof left === 'number' ? y : x));
  return eventsOn({ ...holds, values: shown.values }, Uint8Array.from(holds.values), holds.warmup);
}

/** What is missing stays missing: `not` fires only where the condition has a value. */
function negated(set: EventSet): EventSet {
  return { ...set, on: set.on.map((fired, i) => (fired || i < set.warmup || Number.isNaN(set.values[i]) ? 0 : 1)) };
}

function both(a: EventSet, b: EventSet, op: 'and' | 'or'): EventSet {
  const other = movedTo(a, b);
  const on = a.on.map((fired, i) => (op === 'and' ? fired & (other[i] as number) : fired | (other[i] as number)));
  const otherWarmup = warmupOn(a, b);
  const warmup = op === 'and' ? Math.max(a.warmup, otherWarmup) : Math.min(a.warmup, otherWarmup);
  return { ...a, on, warmup, notes: [...a.notes, ...b.notes] };
}

function call(node: CallNode, scope: Scope): Curve | EventSet {
  const definition = functionNamed(node.name);
  if (!definition || definition.result === 'outcome') throw new Error(`a checked expression called ${node.name}`);
  const args = argumentsOf(node, scope);
  if (definition.name === 'retest') return evaluateRetest(args, findBreakouts(argumentsOf(args.call('of'), scope)));
  return definition.evaluate(args);
}

/** The evaluated arguments of a checked call. */
export function argumentsOf(node: CallNode, scope: Scope): Arguments {
  const definition = functionNamed(node.name);
  if (!definition) throw new Error(`a checked expression called ${node.name}`);
  const bound = bind(node, definition, scope.text);
  const given = (name: string) => bound.get(name)?.[0] as SyntaxNode;
  const fallback = (name: string) => definition.parameters.find((parameter) => parameter.name === name)?.fallback;
  return {
    series: (name) => curve(given(name), scope),
    operand: (name) => quantity(given(name), scope),
    events: (name) => events(given(name), scope),
    number: (name) => (bound.has(name) ? constantOf(given(name)) : fallback(name)) as number,
    extent: (name) => (bound.has(name) ? extentOf(given(name)) : fallback(name)) as Extent,
    dates: (name) => (bound.get(name) ?? []).map((date) => parseCivilDate((date as { text: string }).text) as EpochDay),
    file: (name) => (given(name) as { text: string }).text,
    call: (name) => given(name) as CallNode,
    environment: scope.environment,
  };
}
