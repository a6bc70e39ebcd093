import { readFileSync } from 'node:fs';
import type { ClusterEffect } from '../../../src/core/methods/belief/cluster-effect.ts';

interface HitReference {
  readonly record: { readonly baseRate: number; readonly clusters: number; readonly clusterHits: number };
  readonly pseudoEvents: number;
  readonly level: number;
  readonly probability: number;
  readonly lower: number;
  readonly upper: number;
  readonly future: number;
  readonly probabilities: readonly number[];
  readonly mean: number;
  readonly countLower: number;
  readonly countUpper: number;
}

interface ScepticReference {
  readonly volatility: number;
  readonly evidence: ClusterEffect;
  readonly tau: number;
  readonly mean: number;
  readonly deviation: number;
  readonly positive: number;
  readonly furtherClusters: number | null;
  readonly effectNeeded: number;
}

interface PackReference {
  readonly name: string;
  readonly effects: readonly number[];
  readonly standardErrors: readonly number[];
  readonly tauScale: number | null;
  readonly commonMean: object;
  readonly claims: readonly object[];
  readonly heterogeneity: object;
}

type Wealth = { readonly logWealth: readonly number[] };

interface Reference {
  readonly forecasts: readonly HitReference[];
  readonly sceptics: readonly ScepticReference[];
  readonly packs: readonly PackReference[];
  readonly baseball: { readonly hits: readonly number[]; readonly atBats: number; readonly rest: readonly number[] };
  readonly processes: {
    readonly hits: Wealth & { readonly outcomes: readonly number[]; readonly baseRate: number };
    readonly shares: Wealth & {
      readonly outcomes: readonly number[];
      readonly baseRates: readonly number[];
      readonly bets: { readonly alpha: number; readonly beta: number };
    };
    readonly betting: {
      readonly values: readonly number[];
      readonly lower: number;
      readonly upper: number;
      readonly constant: Wealth & { readonly nullMean: number };
      readonly varying: Wealth & { readonly nullMeans: readonly number[] };
      readonly less: Wealth & { readonly nullMean: number };
    };
  };
}

/** The numbers that generate.py made. */
export const reference: Reference = JSON.parse(readFileSync(new URL('belief.json', import.meta.url), 'utf8'));

/** The largest difference from the numbers expected, relative above 1; Infinity where one is missing or something else. */
export function largestDifference(actual: unknown, expected: unknown): number {
  if (typeof expected === 'number') {
    return typeof actual === 'number' ? Math.abs(actual - expected) / Math.max(1, Math.abs(expected)) : Number.POSITIVE_INFINITY;
  }
  if (typeof expected !== 'object' || expected === null) return actual === expected ? 0 : Number.POSITIVE_INFINITY;
  if (typeof actual !== 'object' || actual === null) return Number.POSITIVE_INFINITY;
  const differences = Object.entries(expected).map(([name, value]) => largestDifference(actual[name as keyof typeof actual], value));
  return Math.max(0, ...differences);
}
