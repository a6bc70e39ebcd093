import type { readExpression } from '../app/panel.ts';

type Node = ReturnType<typeof readExpression>['node'];

/** How many dates the longest series of an expression has, and the days between two of them. */
export interface Extents {
  readonly dates: number;
  readonly spacing: number;
}

/** Milliseconds for each date of a step that looks at one value, and for each value that a function with a lookback looks at. */
const MEASURED = {
  step: 1e-4,
  join: 2e-4,
  lookback: new Map<string, number>([
    ['ma', 8e-7],
    ['zscore', 1.4e-6],
    ['pct_rank', 1.3e-6],
    ['realized_vol', 1.4e-6],
    ['corr', 1.9e-6],
    ['breakout', 1.3e-6],
    ['explosive', 1.5e-5],
  ]),
} as const;

const DAYS = { d: 1, w: 7, mo: 30.4, y: 365 } as const;
const DEFAULT_LOOKBACK = 500;

/** Milliseconds that evaluating an expression once takes. */
export function expressionCost(node: Node, extents: Extents): number {
  const inside = childrenOf(node).reduce((sum, child) => sum + expressionCost(child, extents), 0);
  if (node.kind === 'binary') return inside + MEASURED.join * extents.dates;
  if (node.kind !== 'call') return inside + (node.kind === 'series' ? MEASURED.step * extents.dates : 0);
  const each = MEASURED.lookback.get(node.name);
  if (each === undefined) return inside + MEASURED.step * extents.dates;
  const looked = Math.min(lookbackOf(node, extents), extents.dates);
  // The first dates of a series see less of the past than they ask for, or nothing.
  return inside + each * looked * Math.max(0, extents.dates - looked) + MEASURED.step * extents.dates;
}

function childrenOf(node: Node): readonly Node[] {
  if (node.kind === 'binary') return [node.left, node.right];
  if (node.kind === 'unary') return [node.operand];
  return node.kind === 'call' ? node.args.map(({ value }) => value) : [];
}

/** The longest count or span among the arguments of a call, in observations. */
function lookbackOf({ args }: Extract<Node, { kind: 'call' }>, { spacing }: Extents): number {
  const counts = args.flatMap(({ value }) => {
    if (value.kind === 'number') return value.value;
    return value.kind === 'span' ? (value.span.count * DAYS[value.span.unit]) / spacing : [];
  });
  return Math.max(0, ...counts) || DEFAULT_LOOKBACK;
}
