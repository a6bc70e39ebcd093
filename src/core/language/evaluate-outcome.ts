import { excessOutcomes, hitOutcomes, type Outcomes, pathOutcomes } from '../methods/event-study/outcome.ts';
import { type Curve, curveOf, type Extent } from '../series/curve.ts';
import type { Checked } from './check.ts';
import { argumentsOf } from './evaluate.ts';
import type { Arguments, Environment } from './function-definition.ts';
import type { CallNode } from './syntax.ts';

/** A checked outcome, ready to be read after any events. */
export interface OutcomeReader {
  /** The target: its dates are the calendar of listed events. */
  readonly target: Curve;
  readonly horizon: Extent;
  /** The outcome after each instant. */
  read(knownAt: Float64Array): Outcomes;
}

/** Prepares a checked outcome expression. */
export function evaluateOutcome(checked: Checked, environment: Environment): OutcomeReader {
  const node = checked.node as CallNode;
  const args = argumentsOf(node, { environment, text: checked.text });
  if (node.name === 'hits') return hitsReader(args, checked, environment);
  const horizon = args.extent('h');
  const target = args.series('x');
  if (node.name === 'excess_return') {
    const benchmark = args.series('y');
    return { target, horizon, read: (knownAt) => excessOutcomes(knownAt, { target, benchmark, horizon }) };
  }
  const measure = node.name as 'return';
  return { target, horizon, read: (knownAt) => pathOutcomes(measure, knownAt, { target, horizon }) };
}

function hitsReader(args: Arguments, checked: Checked, environment: Environment): OutcomeReader {
  const first = checked.series[0] as string;
  const home = first.endsWith('.adj') ? environment.series(first.slice(0, -4), true) : environment.series(first, false);
  const targetEvents = args.events('e');
  const horizon = args.extent('within');
  return { target: curveOf(home), horizon, read: (knownAt) => hitOutcomes(knownAt, targetEvents, horizon) };
}
