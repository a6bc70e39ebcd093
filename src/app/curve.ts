import type { EpochDay } from '../core/calendar/civil-date.ts';
import { civilParts } from '../core/calendar/civil-date.ts';
import type { Direction } from '../core/claims/judge-study.ts';
import { type Checked, check } from '../core/language/check.ts';
import { evaluateTrigger } from '../core/language/evaluate.ts';
import { evaluateOutcome, type OutcomeReader } from '../core/language/evaluate-outcome.ts';
import { print } from '../core/language/print.ts';
import type { SyntaxNode } from '../core/language/syntax.ts';
import { type Choice, choicesOf, type Setting } from '../core/language/variations.ts';
import { admissibleCircle } from '../core/methods/event-study/circle.ts';
import type { Outcomes } from '../core/methods/event-study/outcome.ts';
import {
  type Specification,
  type SpecificationCurve,
  specificationCurve,
} from '../core/methods/specification-curve/specification-curve.ts';
import type { Insufficient } from '../core/numerics/insufficient.ts';
import type { EventSet } from '../core/series/curve.ts';
import type { JudgedStudy } from './family.ts';
import { environmentAsOf, type Panel } from './panel.ts';

/** A question whose choices are varied. */
export interface CurveQuestion {
  readonly trigger: Checked;
  readonly outcome: Checked;
  readonly direction: Direction;
  readonly asOf: EpochDay;
  /** For each series id the loaded ids that could stand in for it. */
  readonly standIns: ReadonlyMap<string, readonly string[]>;
}

/** The question of one study of a family. */
export const questionOf = ({ question, outcome, asOf }: JudgedStudy): Omit<CurveQuestion, 'standIns'> => ({
  trigger: question.trigger,
  outcome,
  direction: question.direction,
  asOf,
});

/** A trigger with an outcome, evaluated. */
export interface Variant {
  readonly trigger: EventSet;
  readonly outcomes: Outcomes;
}

/** The curve with what was varied: for each specification the index of the setting of each choice, the own one all zeros. */
export interface VariedCurve {
  readonly choices: readonly { readonly name: string; readonly settings: readonly string[] }[];
  readonly specifications: readonly (readonly number[])[];
  readonly curve: SpecificationCurve | Insufficient;
  readonly direction: Direction;
  /** Every other pair of trigger and outcome that was run. */
  readonly variants: readonly Variant[];
  /** Complete events of the question itself. */
  readonly events: number;
  /** Combinations that were run; those that came to the same events and outcomes as an earlier one count once. */
  readonly tried: number;
  /** Whether the choices were too many to be combined in full. */
  readonly thinned: boolean;
}

/** Most specifications that are run; beyond, the choices of the trigger are varied one at a time. */
const MOST = 600;

/** Runs a study over its reasonable alternatives: parameters, series, cooldown, horizon, statistic, first year of the events. */
export function runCurve(panel: Panel, question: CurveQuestion): VariedCurve {
  const evaluated = evaluator(panel, question);
  const own = evaluated(question.trigger.node, question.outcome.node);
  const dimensions = dimensionsOf(question, own);
  const { combinations, thinned } = combine(dimensions);
  const distinct = new Map<string, { combination: readonly number[]; specification: Specification; variant: Variant }>();
  for (const combination of combinations) {
    const { key, ...specified } = specify(question, { dimensions, combination }, evaluated);
    if (!distinct.has(key)) distinct.set(key, { combination, ...specified });
  }
  const kept = [...distinct.values()];
  return {
    choices: dimensions.map(({ name, settings }) => ({ name, settings: settings.map(({ label }) => label) })),
    specifications: kept.map(({ combination }) => combination),
    curve: specificationCurve(kept.map(({ specification }) => specification)),
    direction: question.direction,
    variants: [...new Set(kept.map(({ variant }) => variant))].filter((variant) => variant !== own),
    events: own.specification.events.length,
    tried: combinations.length,
    thinned,
  };
}

/** The specification of one combination of settings, and what tells it from another. */
function specify(
  question: CurveQuestion,
  { dimensions, combination }: { readonly dimensions: readonly Dimension[]; readonly combination: readonly number[] },
  evaluated: (trigger: SyntaxNode, outcome: SyntaxNode) => Evaluated,
): { key: string; specification: Specification; variant: Variant } {
  const settingsOf = (part: Dimension['part']) =>
    dimensions.flatMap((dimension, d) =>
      dimension.part === part ? [dimension.settings[combination[d] as number] as DimensionSetting] : [],
    );
  const tree = (part: 'trigger' | 'outcome') => settingsOf(part).reduce((node, { apply }) => apply?.(node) ?? node, question[part].node);
  const then = tree('outcome');
  const variant = evaluated(tree('trigger'), then);
  const from = settingsOf('from')[0]?.day ?? Number.NEGATIVE_INFINITY;
  const statistic = settingsOf('statistic')[0]?.label ?? 'mean';
  const specification = chosen(variant.specification, variant.outcomes, { statistic, from });
  const eventDates = Array.from(specification.events, (place) => specification.dates[place]);
  return { key: [statistic, print(then), ...eventDates].join(' '), specification, variant };
}

interface DimensionSetting {
  readonly label: string;
  readonly apply?: Setting['apply'];
  /** First date of the events that count. */
  readonly day?: EpochDay;
}

/** A choice as the curve varies it, and which part of the question it is about. */
interface Dimension {
  readonly name: string;
  readonly part: 'trigger' | 'outcome' | 'statistic' | 'from';
  readonly settings: readonly DimensionSetting[];
}

function dimensionsOf(question: CurveQuestion, { specification, outcomes }: Evaluated): Dimension[] {
  const ofPart = (part: 'trigger' | 'outcome') => (choice: Choice) => ({ ...choice, part });
  const triggerChoices = [...choicesOf(question.trigger.node, question.standIns), cooldownChoice(question)];
  const taken = new Set(triggerChoices.map(({ name }) => name));
  const outcomeChoices = choicesOf(question.outcome.node, question.standIns).map((choice) =>
    taken.has(choice.name) ? { ...choice, name: `${choice.name} of the outcome` } : choice,
  );
  const all: Dimension[] = [
    ...triggerChoices.map(ofPart('trigger')),
    ...outcomeChoices.map(ofPart('outcome')),
    { name: 'statistic', part: 'statistic', settings: statisticsOf(outcomes).map((label) => ({ label })) },
    { name: 'events from', part: 'from', settings: startsOf(specification) },
  ];
  return all.filter(({ part, settings }) => settings.length > 1 || part === 'statistic');
}

function cooldownChoice({ trigger, outcome }: CurveQuestion): Choice {
  const none: Setting = { label: 'none', apply: (tree) => tree };
  const horizon = (outcome.node.kind === 'call' ? outcome.node.args : []).map(({ value }) => value).find(({ kind }) => kind === 'span');
  const already = trigger.node.kind === 'call' && trigger.node.name === 'cooldown';
  if (!horizon || already) return { name: 'cooldown', settings: [none] };
  const apply = (tree: SyntaxNode): SyntaxNode => ({
    kind: 'call',
    name: 'cooldown',
    at: tree.at,
    args: [tree, horizon].map((value) => ({ name: undefined, value, at: tree.at })),
  });
  return { name: 'cooldown', settings: [none, { label: print(horizon), apply }] };
}

interface Evaluated extends Variant {
  readonly specification: Specification;
}

/** Evaluates a trigger and an outcome, each tree once. */
function evaluator(panel: Panel, { asOf }: CurveQuestion): (trigger: SyntaxNode, outcome: SyntaxNode) => Evaluated {
  const triggers = new Map<string, EventSet>();
  const readers = new Map<string, OutcomeReader>();
  const pairs = new Map<string, Evaluated>();
  return (triggerNode, outcomeNode) => {
    const [when, then] = [print(triggerNode), print(outcomeNode)];
    const reader = remembered(readers, then, () => evaluateOutcome(check(outcomeNode, then, 'outcome'), environmentAsOf(panel, asOf)));
    return remembered(pairs, `${when} → ${then}`, () => {
      // Listed dates stand on the target's calendar, so a trigger belongs to its target.
      const trigger = remembered(triggers, `${when} on ${then}`, () =>
        evaluateTrigger(check(triggerNode, when, 'trigger'), environmentAsOf(panel, asOf, reader.target)),
      );
      const outcomes = reader.read(trigger.knownAt);
      const { dates, outcomes: values, events } = admissibleCircle(trigger, outcomes);
      return { specification: { dates, outcomes: values, events, statistic: 'mean' }, trigger, outcomes };
    });
  };
}

function remembered<T>(memory: Map<string, T>, key: string, make: () => T): T {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  return made;
}

const statisticsOf = ({ kind, hasHits }: Outcomes): string[] =>
  kind === 'hit' ? ['hit rate'] : ['mean', 'median', ...(hasHits ? ['hit rate'] : [])];

/** All events, or only those of the later half of the admissible dates, from the first of a year on. */
function startsOf({ dates }: Specification): DimensionSetting[] {
  const all = { label: 'all', day: Number.NEGATIVE_INFINITY };
  const middle = dates[Math.floor(dates.length / 2)];
  if (middle === undefined) return [all];
  const { year } = civilParts(middle);
  return [all, { label: String(year), day: Date.UTC(year, 0, 1) / 86_400_000 }];
}

function chosen(
  { dates, outcomes: values, events }: Specification,
  outcomes: Outcomes,
  { statistic, from }: { statistic: string; from: EpochDay },
): Specification {
  const asHits = statistic === 'hit rate' && outcomes.kind !== 'hit';
  return {
    dates,
    outcomes: asHits ? values.map((value) => (value > 0 ? 1 : 0)) : values,
    events: events.filter((place) => (dates[place] as number) >= from),
    statistic: statistic === 'median' ? 'median' : 'mean',
  };
}

/**
 * All combinations of settings, the own one (all zeros) first. Where they are too many, at most one choice of the trigger leaves its own
 * setting; where they still are, at most two choices of any kind.
 */
function combine(dimensions: readonly Dimension[]): { combinations: number[][]; thinned: boolean } {
  const size = dimensions.reduce((product, { settings }) => product * settings.length, 1);
  if (size <= MOST) return { combinations: grown(dimensions, () => true), thinned: false };
  const moved = (combination: readonly number[], counts: (part: Dimension['part']) => boolean) =>
    combination.filter((setting, d) => setting > 0 && counts((dimensions[d] as Dimension).part)).length;
  const few = grown(dimensions, (combination) => moved(combination, (part) => part === 'trigger') <= 1);
  if (few.length <= MOST) return { combinations: few, thinned: true };
  return { combinations: grown(dimensions, (combination) => moved(combination, () => true) <= 2), thinned: true };
}

/** Combinations whose beginnings all pass. */
function grown(dimensions: readonly Dimension[], keep: (combination: readonly number[]) => boolean): number[][] {
  return dimensions.reduce<number[][]>(
    (combinations, { settings }) => combinations.flatMap((before) => settings.map((_, setting) => [...before, setting])).filter(keep),
    [[]],
  );
}
