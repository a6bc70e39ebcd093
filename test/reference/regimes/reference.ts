import { readFileSync } from 'node:fs';
import type { MarkovSwitchingParameters } from '../../../src/core/methods/regimes/hamilton-filter.ts';

type Sequences = { readonly badf: readonly number[]; readonly bsadf: readonly number[] };

interface Reference {
  readonly regression: {
    readonly price: readonly number[];
    readonly response: readonly number[];
    readonly shortest: number;
    readonly partitions: readonly { readonly breaks: readonly number[]; readonly residualSumOfSquares: number; readonly bic: number }[];
    readonly fStatistics: readonly number[];
    readonly supF: number;
    readonly aveF: number;
    readonly expF: number;
    readonly recursiveProcess: readonly number[];
    readonly recursiveStatistic: number;
    readonly olsProcess: readonly number[];
    readonly olsStatistic: number;
    readonly olsP: number;
  };
  readonly explosive: {
    readonly values: readonly number[];
    readonly shortest: number;
    readonly lag0: Sequences;
    readonly lag1: Sequences;
    readonly lag2: Sequences;
    readonly lag3: Sequences;
  };
  readonly markovSwitching: {
    readonly values: readonly number[];
    readonly cases: readonly {
      readonly autoregressiveTerms: number;
      readonly switchingVariance: boolean;
      readonly parameters: MarkovSwitchingParameters;
      readonly logLikelihood: number;
      readonly secondRegime: readonly number[];
    }[];
  };
}

/** The numbers that generate.py made. */
export const reference: Reference = JSON.parse(readFileSync(new URL('regimes.json', import.meta.url), 'utf8'));
