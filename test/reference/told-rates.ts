/** Shares as an annotation of the test that measured them: `vitest run <file> --reporter=verbose` prints what the pages quote. */
export const toldRates = (rates: Readonly<Record<string, number | readonly number[] | undefined>>): string =>
  Object.entries(rates)
    .map(
      ([name, shares]) =>
        `${name} ${[shares ?? 0]
          .flat()
          .map((share) => `${(100 * share).toFixed(1)} %`)
          .join(', ')}`,
    )
    .join('; ');
