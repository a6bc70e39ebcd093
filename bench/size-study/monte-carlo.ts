/** Monte Carlo standard error of a rate over so many worlds. */
export const standardError = (rate: number, worlds: number): number => Math.sqrt((rate * (1 - rate)) / worlds);

/** Whether a rate lies above nominal by more than two standard errors of the nominal rate. */
export const isAbove = (rate: number, nominal: number, worlds: number): boolean => rate > nominal + 2 * standardError(nominal, worlds);
