import { type EpochDay, parseCivilDate } from '../calendar/civil-date.ts';
import type { Extent } from '../series/curve.ts';
import { didYouMean } from '../text/nearest-name.ts';
import type { FunctionDefinition, Kind, Parameter } from './function-definition.ts';
import { functionNamed, functions } from './functions/registry.ts';
import { LanguageError } from './language-error.ts';
import type { Argument, CallNode, Position, SyntaxNode } from './syntax.ts';

/** What a checked expression is and reads. */
export interface Checked {
  readonly node: SyntaxNode;
  readonly text: string;
  readonly kind: Kind;
  /** Series ids in order of first mention (`X.adj` for adjusted closes). */
  readonly series: readonly string[];
  /** Files of events that it names. */
  readonly files: readonly string[];
  /** Dates that it lists. */
  readonly dates: readonly EpochDay[];
}

/** A bound call: for each parameter the argument given, or undefined where its fallback stands. */
export type Binding = ReadonlyMap<string, readonly SyntaxNode[]>;

/**
 * Checks that an expression means something: functions and their arguments are known, kinds fit, nothing looks ahead
 * where only the past may be read.
 *
 * @param role - `trigger` (events), `outcome` (an outcome function), `series` or `condition`.
 * @throws LanguageError located, with the nearest known name.
 */
export function check(node: SyntaxNode, text: string, role: 'trigger' | 'outcome' | 'series'): Checked {
  const context = new CheckContext(text);
  const kind = context.kindOf(node, role === 'outcome');
  const wanted = { trigger: 'events', outcome: 'outcome', series: 'series' }[role];
  if (kind !== wanted) throw context.fail(wrongRole(role, kind), node.at);
  if (context.series.size === 0 && role === 'outcome')
    throw context.fail('an outcome must read a series, such as hits(all_time_high(BTC), within: 180d)', node.at);
  return { node, text, kind, series: [...context.series], files: [...context.files], dates: context.dates };
}

function wrongRole(role: 'trigger' | 'outcome' | 'series', kind: Kind): string {
  const article = { number: 'a number', series: 'a series', events: 'a trigger', outcome: 'an outcome' }[kind];
  if (role === 'trigger')
    return `a trigger must fire events, was ${article}; compare it with something, such as RUT > 2600, or use all_time_high(…)`;
  if (role === 'outcome') return `an outcome must look ahead, such as return(BTC, 180d), was ${article}`;
  return `expected a series, was ${article}`;
}

/** Binds a call's arguments to the parameters of its function. */
export function bind(call: CallNode, definition: FunctionDefinition, text: string): Binding {
  const { parameters } = definition;
  const bound = new Map<string, SyntaxNode[]>();
  let position = 0;
  for (const argument of call.args) {
    const parameter =
      argument.name === undefined ? positional(parameters, position++) : parameters.find(({ name }) => name === argument.name);
    if (!parameter) throw new LanguageError(unknownArgument(call.name, definition, argument), text, argument.at);
    const already = bound.get(parameter.name);
    if (already && parameter.kind !== 'dates') throw new LanguageError(`${call.name} got "${parameter.name}" twice`, text, argument.at);
    bound.set(parameter.name, [...(already ?? []), argument.value]);
  }
  const missing = parameters.find(({ name, fallback }) => fallback === undefined && !bound.has(name));
  if (missing) throw new LanguageError(`${call.name} needs "${missing.name}" (${missing.doc}), as in ${definition.example}`, text, call.at);
  return bound;
}

/** The argument that a checked call gives to a parameter, however it was given; undefined where its fallback stands. */
export function argumentOf({ node, text }: Checked, parameter: string): SyntaxNode | undefined {
  const definition = node.kind === 'call' ? functionNamed(node.name) : undefined;
  return definition ? bind(node as CallNode, definition, text).get(parameter)?.[0] : undefined;
}

const positional = (parameters: readonly Parameter[], index: number): Parameter | undefined =>
  parameters[index] ?? (parameters.at(-1)?.kind === 'dates' ? parameters.at(-1) : undefined);

function unknownArgument(call: string, { parameters, example }: FunctionDefinition, argument: Argument): string {
  if (argument.name === undefined)
    return `${call} takes ${parameters.length} argument${parameters.length === 1 ? '' : 's'}, as in ${example}`;
  const names = parameters.map(({ name }) => name);
  return `${call} has no argument "${argument.name}"${didYouMean(argument.name, names) || '.'} It takes ${names.join(', ')}`;
}

/** The number that a constant expression stands for, or undefined. */
export function constantOf(node: SyntaxNode): number | undefined {
  if (node.kind === 'number') return node.value;
  if (node.kind === 'unary' && node.op === '-') {
    const value = constantOf(node.operand);
    return value === undefined ? undefined : -value;
  }
  if (node.kind !== 'binary' || !'+-*/'.includes(node.op)) return undefined;
  const left = constantOf(node.left);
  const right = constantOf(node.right);
  if (left === undefined || right === undefined) return undefined;
  return { '+': left + right, '-': left - right, '*': left * right, '/': left / right }[node.op as '+'];
}

/** The extent that an argument stands for, or undefined. */
export function extentOf(node: SyntaxNode): Extent | undefined {
  if (node.kind === 'span') return node.span;
  if (node.kind === 'number' && Number.isInteger(node.value) && !node.text.includes('%')) return { count: node.value };
  return undefined;
}

class CheckContext {
  readonly series = new Set<string>();
  readonly files = new Set<string>();
  readonly dates: EpochDay[] = [];
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  fail(message: string, at: Position): LanguageError {
    return new LanguageError(message, this.text, at);
  }

  kindOf(node: SyntaxNode, mayLookAhead = false): Kind {
    const constant = constantOf(node);
    if (constant !== undefined && !Number.isFinite(constant)) throw this.fail('a number must be finite', node.at);
    if (node.kind === 'number') return 'number';
    if (node.kind === 'series') return this.readSeries(node.adjusted ? `${node.id}.adj` : node.id);
    if (node.kind === 'text') {
      if (node.text.trim() === '') throw this.fail('expected the id of a series, found nothing between the quotes', node.at);
      return this.readSeries(node.text);
    }
    if (node.kind === 'call') return this.callKind(node, mayLookAhead);
    if (node.kind === 'unary') return node.op === 'not' ? this.eventsOf(node.operand, 'not') : this.quantityOf(node.operand, '-');
    if (node.kind === 'binary') return this.binaryKind(node);
    const hint =
      node.kind === 'date'
        ? `a date stands inside date(…), as in date(${node.text})`
        : 'a span stands as an argument, as in return(BTC, 180d)';
    throw this.fail(hint, node.at);
  }

  private readSeries(id: string): Kind {
    this.series.add(id);
    return 'series';
  }

  private eventsOf(node: SyntaxNode, op: string): Kind {
    const kind = this.kindOf(node);
    if (kind !== 'events')
      throw this.fail(`"${op}" joins triggers and conditions, here was a ${kind}; compare it with something, such as RUT > 2600`, node.at);
    return kind;
  }

  private quantityOf(node: SyntaxNode, op: string): Kind {
    const kind = this.kindOf(node);
    if (kind !== 'number' && kind !== 'series') throw this.fail(`"${op}" works on series and numbers, here was a trigger`, node.at);
    return kind;
  }

  private binaryKind(node: Extract<SyntaxNode, { kind: 'binary' }>): Kind {
    if (node.op === 'and' || node.op === 'or') {
      this.eventsOf(node.left, node.op);
      return this.eventsOf(node.right, node.op);
    }
    const left = this.quantityOf(node.left, node.op);
    const right = this.quantityOf(node.right, node.op);
    const isComparison = '<>='.includes(node.op[0] as string);
    if (isComparison && left === 'number' && right === 'number')
      throw this.fail('a comparison needs a series on one side at least', node.at);
    if (isComparison) return 'events';
    return left === 'series' || right === 'series' ? 'series' : 'number';
  }

  private callKind(call: CallNode, mayLookAhead: boolean): Kind {
    const definition = functionNamed(call.name);
    const names = functions.map(({ name }) => name);
    if (!definition) throw this.fail(`no function ${call.name}${didYouMean(call.name, names)}`, call.at);
    if (definition.result === 'outcome' && !mayLookAhead) {
      throw this.fail(`${call.name} looks ahead: it may stand only as an outcome (--then), never in a trigger or a series`, call.at);
    }
    const bound = bind(call, definition, this.text);
    for (const parameter of definition.parameters) {
      for (const node of bound.get(parameter.name) ?? []) this.argument(call.name, parameter, node);
    }
    return definition.result;
  }

  private argument(call: string, parameter: Parameter, node: SyntaxNode): void {
    const wrong = (wanted: string) => this.fail(`"${parameter.name}" of ${call} must be ${wanted}`, node.at);
    switch (parameter.kind) {
      case 'series':
        if (this.kindOf(node) !== 'series') throw wrong('a series');
        return;
      case 'operand':
        if (!['series', 'number'].includes(this.kindOf(node))) throw wrong('a series or a number');
        return;
      case 'events':
        if (this.kindOf(node) !== 'events') throw wrong('a trigger or a condition');
        return;
      case 'breakout':
        if (node.kind !== 'call' || node.name !== 'breakout') throw wrong('a breakout(…)');
        this.kindOf(node);
        return;
      case 'number':
        this.numberArgument(parameter, node, wrong);
        return;
      case 'count':
      case 'extent':
      case 'horizon':
        this.extentArgument(parameter, node, wrong);
        return;
      case 'dates':
        this.dateArgument(node, wrong);
        return;
      case 'file':
        if (node.kind !== 'text') throw wrong('a file name in quotes');
        this.files.add(node.text);
    }
  }

  private dateArgument(node: SyntaxNode, wrong: (wanted: string) => LanguageError): void {
    const day = node.kind === 'date' ? parseCivilDate(node.text) : undefined;
    if (day === undefined) throw wrong(node.kind === 'date' ? `dates that exist, was ${node.text}` : 'dates such as 2020-11-13');
    this.dates.push(day);
  }

  private numberArgument(parameter: Parameter, node: SyntaxNode, wrong: (wanted: string) => LanguageError): void {
    const value = constantOf(node);
    if (value === undefined) throw wrong('a number');
    if (!Number.isFinite(value)) throw wrong('a finite number');
    const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = parameter;
    if (value < least) throw wrong(`at least ${least}`);
    if (value > most) throw wrong(`at most ${most}`);
  }

  private extentArgument(parameter: Parameter, node: SyntaxNode, wrong: (wanted: string) => LanguageError): void {
    const extent = extentOf(node);
    if (!extent || (parameter.kind === 'count' && 'unit' in extent)) {
      throw wrong(
        parameter.kind === 'count'
          ? 'a whole number of observations'
          : 'a whole number of observations or a span (d, w, mo, y), such as 250 or 180d',
      );
    }
    const { least = 1, most = 100_000 } = parameter;
    if (extent.count < least) throw wrong(`at least ${least}`);
    if (extent.count > most) throw wrong(`at most ${most.toLocaleString('en')}`);
  }
}
