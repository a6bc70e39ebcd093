import { readFileSync } from 'node:fs';

/** Where the figures are kept. */
export const COSTS = new URL('costs.json', import.meta.url);

/** Numbers by name. */
export type Figures = Readonly<Record<string, number>>;

/** How a figure came to be. */
export type Standing = 'measured' | 'provisional' | 'assumed' | 'setting';

/** A figure of the model. */
export interface Cost {
  readonly value: number;
  readonly unit: string;
  readonly what: string;
  /** `provisional` was measured while others used the machine; `setting` can be chosen. */
  readonly standing: Standing;
  /** The command that measures it, or the reason for it. */
  readonly how: string;
  readonly when: string;
}

/** The figures with all that is said of them. @throws RangeError where one is no number. */
export function readCosts(text: string = readFileSync(COSTS, 'utf8')): Readonly<Record<string, Cost>> {
  const costs = JSON.parse(text) as Record<string, Cost>;
  for (const [name, { value }] of Object.entries(costs)) {
    if (!(Number.isFinite(value) && value >= 0)) throw new RangeError(`${name} in costs.json must be a number of at least 0, was ${value}`);
  }
  return costs;
}

/** The figures with new values, which have been measured. @throws RangeError for one that the file does not have. */
export function withMeasured(
  costs: Readonly<Record<string, Cost>>,
  figures: Figures,
  { standing, when, how }: Pick<Cost, 'standing' | 'when' | 'how'>,
): Record<string, Cost> {
  const unknown = Object.keys(figures).find((name) => !costs[name]);
  if (unknown !== undefined) throw new RangeError(`${unknown} was measured, and costs.json does not have it`);
  return Object.fromEntries(
    Object.entries(costs).map(([name, cost]) => {
      const measured = figures[name];
      return [name, measured === undefined ? cost : { ...cost, value: Number(measured.toPrecision(3)), standing, when, how }];
    }),
  );
}
