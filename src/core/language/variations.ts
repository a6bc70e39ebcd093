import { bind } from './check.ts';
import { functionNamed } from './functions/registry.ts';
import { print } from './print.ts';
import type { CallNode, SyntaxNode } from './syntax.ts';

/** A choice that an expression makes, with the settings that it might as well have had. The first is its own. */
export interface Choice {
  /** What is chosen: a parameter's name, or a series id. */
  readonly name: string;
  readonly settings: readonly Setting[];
}

/** One setting of a choice: as it is written, and what it makes of a tree in which the choice was found. */
export interface Setting {
  readonly label: string;
  readonly apply: (tree: SyntaxNode) => SyntaxNode;
}

/** Where a node lies in its tree: the child to take at each step. */
type Path = readonly number[];

/**
 * The choices of an expression: every extent, horizon and share that it names (half, as it is, double) and every series
 * that has stand-ins.
 *
 * @param standIns - For each series id the ids that could stand in for it; `X.adj` is the adjusted close of X.
 * @returns Choices in the order in which the expression makes them; a setting keeps the tree's shape, so that they combine.
 */
export function choicesOf(tree: SyntaxNode, standIns: ReadonlyMap<string, readonly string[]>): Choice[] {
  const choices: Choice[] = [];
  visit(tree, [], (node, path) => {
    if (node.kind === 'call') choices.push(...parameterChoices(node, path));
    if (node.kind === 'series' && !choices.some(({ name }) => name === print(node))) choices.push(...seriesChoice(node, standIns));
  });
  return distinctNames(choices);
}

function visit(node: SyntaxNode, path: Path, see: (node: SyntaxNode, path: Path) => void): void {
  see(node, path);
  childrenOf(node).forEach((child, i) => {
    visit(child, [...path, i], see);
  });
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.kind === 'call') return node.args.map(({ value }) => value);
  if (node.kind === 'unary') return [node.operand];
  return node.kind === 'binary' ? [node.left, node.right] : [];
}

function withChildren(node: SyntaxNode, children: readonly SyntaxNode[]): SyntaxNode {
  if (node.kind === 'call') return { ...node, args: node.args.map((argument, i) => ({ ...argument, value: children[i] as SyntaxNode })) };
  if (node.kind === 'unary') return { ...node, operand: children[0] as SyntaxNode };
  return node.kind === 'binary' ? { ...node, left: children[0] as SyntaxNode, right: children[1] as SyntaxNode } : node;
}

function replaceAt(node: SyntaxNode, path: Path, value: SyntaxNode): SyntaxNode {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  return withChildren(
    node,
    childrenOf(node).map((child, i) => (i === step ? replaceAt(child, rest, value) : child)),
  );
}

function parameterChoices(call: CallNode, path: Path): Choice[] {
  const definition = functionNamed(call.name);
  if (!definition) return [];
  const bound = bind(call, definition, '');
  return definition.parameters.flatMap(({ name, kind }) => {
    const node = bound.get(name)?.[0];
    if (!node || !['extent', 'horizon', 'number'].includes(kind)) return [];
    const nodes = [node, ...[0.5, 2].flatMap((factor) => scaled(node, factor) ?? [])];
    if (nodes.length === 1) return [];
    const at = [...path, call.args.findIndex(({ value }) => value === node)];
    const settings = nodes.map((value) => ({ label: print(value), apply: (tree: SyntaxNode) => replaceAt(tree, at, value) }));
    return [{ name: kind === 'horizon' ? 'horizon' : name, settings }];
  });
}

/** A number or span times a factor, in whole units; undefined where nothing would change. Only shares in percent scale as numbers. */
function scaled(node: SyntaxNode, factor: number): SyntaxNode | undefined {
  if (node.kind === 'span') {
    const inMonths = node.span.unit === 'y' && !Number.isInteger(node.span.count * factor);
    const span = inMonths ? { count: node.span.count * 12, unit: 'mo' as const } : node.span;
    const count = Math.round(span.count * factor);
    return count > 0 ? { ...node, span: { ...span, count } } : undefined;
  }
  if (node.kind !== 'number' || node.value === 0) return undefined;
  if (node.text.endsWith('%')) {
    const percent = Number((node.value * factor * 100).toPrecision(12));
    return { ...node, value: node.value * factor, text: `${percent}%` };
  }
  const value = Math.round(node.value * factor);
  return Number.isInteger(node.value) && value > 0 && value !== node.value ? { ...node, value, text: String(value) } : undefined;
}

function seriesChoice(node: Extract<SyntaxNode, { kind: 'series' }>, standIns: ReadonlyMap<string, readonly string[]>): Choice[] {
  const own = print(node);
  const others = standIns.get(own) ?? [];
  if (others.length === 0) return [];
  return [{ name: own, settings: [own, ...others].map((id) => ({ label: id, apply: (tree) => renamed(tree, own, id) })) }];
}

function renamed(tree: SyntaxNode, from: string, to: string): SyntaxNode {
  if (tree.kind === 'series' && print(tree) === from) {
    const adjusted = to.endsWith('.adj');
    return { ...tree, id: adjusted ? to.slice(0, -4) : to, adjusted };
  }
  return withChildren(
    tree,
    childrenOf(tree).map((child) => renamed(child, from, to)),
  );
}

/** Two choices of one name are told apart by their place. */
function distinctNames(choices: readonly Choice[]): Choice[] {
  return choices.map((choice, i) => {
    const before = choices.slice(0, i).filter(({ name }) => name === choice.name).length;
    return before === 0 ? choice : { ...choice, name: `${choice.name} (${before + 1})` };
  });
}
