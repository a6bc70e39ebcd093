// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: a simulated quantile may be near a constant by chance
// Made by `node scripts/simulate-explosive-critical-values.ts`; do not edit.

/** BSADF at the last of so many observations, exceeded in each of `backwardLevels` of so many random walks. */
export interface BackwardQuantiles {
  readonly observations: number;
  readonly quantiles: readonly number[];
  readonly draws: number;
}

/** SADF and GSADF of so many observations, exceeded in 10, 5, 1 % of so many random walks. */
export interface ExplosiveQuantiles {
  readonly observations: number;
  readonly sadf: readonly [number, number, number];
  readonly gsadf: readonly [number, number, number];
  readonly draws: number;
}

/** Shares of walks, falling. */
export const backwardLevels: readonly number[] = [0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];

/** Normal steps with drift 1 / n; windows from the shortest by rule; no lag. */
export const backwardTable: readonly BackwardQuantiles[] = [
  { observations: 30, quantiles: [-0.845, -0.178, 0.232, 0.597, 1.044, 1.367, 1.683, 2.12, 2.527], draws: 200000 },
  { observations: 40, quantiles: [-0.805, -0.152, 0.251, 0.609, 1.051, 1.36, 1.661, 2.07, 2.396], draws: 200000 },
  { observations: 50, quantiles: [-0.804, -0.16, 0.234, 0.581, 1, 1.294, 1.581, 1.945, 2.239], draws: 200000 },
  { observations: 70, quantiles: [-0.767, -0.136, 0.253, 0.6, 1.005, 1.298, 1.565, 1.905, 2.181], draws: 200000 },
  { observations: 100, quantiles: [-0.749, -0.12, 0.26, 0.588, 0.989, 1.259, 1.51, 1.842, 2.086], draws: 200000 },
  { observations: 150, quantiles: [-0.715, -0.098, 0.275, 0.602, 0.987, 1.262, 1.51, 1.839, 2.079], draws: 200000 },
  { observations: 200, quantiles: [-0.693, -0.083, 0.282, 0.604, 0.983, 1.252, 1.505, 1.799, 2.035], draws: 200000 },
  { observations: 300, quantiles: [-0.666, -0.061, 0.3, 0.62, 1.004, 1.255, 1.499, 1.807, 2.028], draws: 200000 },
  { observations: 500, quantiles: [-0.631, -0.033, 0.328, 0.644, 1.015, 1.268, 1.495, 1.8, 2.003], draws: 200000 },
  { observations: 700, quantiles: [-0.61, -0.011, 0.344, 0.656, 1.017, 1.266, 1.493, 1.777, 1.969], draws: 200000 },
  { observations: 1000, quantiles: [-0.588, 0.003, 0.356, 0.667, 1.023, 1.276, 1.5, 1.778, 1.98], draws: 150000 },
  { observations: 1500, quantiles: [-0.565, 0.026, 0.378, 0.687, 1.04, 1.291, 1.523, 1.798, 2.023], draws: 100000 },
  { observations: 2000, quantiles: [-0.55, 0.035, 0.388, 0.696, 1.047, 1.308, 1.529, 1.762, 1.968], draws: 75000 },
  { observations: 3000, quantiles: [-0.534, 0.049, 0.393, 0.699, 1.052, 1.287, 1.52, 1.766, 1.975], draws: 50000 },
  { observations: 5000, quantiles: [-0.499, 0.078, 0.416, 0.711, 1.047, 1.297, 1.541, 1.825, 2.023], draws: 30000 },
  { observations: 10000, quantiles: [-0.47, 0.086, 0.428, 0.742, 1.066, 1.297, 1.499, 1.781, 2.041], draws: 15000 },
];

/** The same walks, windows and lag. */
export const explosiveTable: readonly ExplosiveQuantiles[] = [
  { observations: 30, sadf: [0.82, 1.173, 1.879], gsadf: [1.435, 1.835, 2.763], draws: 20000 },
  { observations: 40, sadf: [0.871, 1.193, 1.823], gsadf: [1.547, 1.901, 2.726], draws: 20000 },
  { observations: 50, sadf: [0.888, 1.217, 1.827], gsadf: [1.544, 1.867, 2.608], draws: 20000 },
  { observations: 70, sadf: [0.957, 1.272, 1.915], gsadf: [1.653, 1.965, 2.644], draws: 20000 },
  { observations: 100, sadf: [1.003, 1.33, 1.907], gsadf: [1.687, 1.991, 2.602], draws: 20000 },
  { observations: 150, sadf: [1.056, 1.365, 1.93], gsadf: [1.776, 2.065, 2.613], draws: 20000 },
  { observations: 200, sadf: [1.102, 1.386, 1.958], gsadf: [1.844, 2.123, 2.771], draws: 20000 },
  { observations: 300, sadf: [1.119, 1.391, 1.952], gsadf: [1.9, 2.146, 2.677], draws: 20000 },
  { observations: 500, sadf: [1.193, 1.47, 2.032], gsadf: [2.006, 2.246, 2.761], draws: 20000 },
  { observations: 700, sadf: [1.216, 1.482, 2.042], gsadf: [2.056, 2.29, 2.769], draws: 20000 },
  { observations: 1000, sadf: [1.246, 1.513, 2.094], gsadf: [2.109, 2.335, 2.817], draws: 16000 },
  { observations: 1500, sadf: [1.287, 1.532, 2.03], gsadf: [2.163, 2.37, 2.846], draws: 7111 },
  { observations: 2000, sadf: [1.318, 1.611, 2.135], gsadf: [2.234, 2.469, 2.881], draws: 4000 },
  { observations: 3000, sadf: [1.352, 1.628, 2.137], gsadf: [2.25, 2.532, 2.886], draws: 1778 },
  { observations: 5000, sadf: [1.399, 1.636, 2.2], gsadf: [2.282, 2.477, 2.896], draws: 640 },
  { observations: 10000, sadf: [1.549, 1.831, 2.298], gsadf: [2.408, 2.596, 3.124], draws: 500 },
];
