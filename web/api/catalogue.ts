import { type QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { SeriesList } from '../../src/contract/claims.ts';
import { ask, Problem } from './client.ts';

/** The series there are, with those of the catalogue that are not held yet where the server can name them. */
export const catalogue = (asOf: string | undefined) => ({
  queryKey: ['series', 'catalogue', asOf] as const,
  async queryFn({ signal }: { signal: AbortSignal; client: QueryClient }): Promise<SeriesList & { readonly hasAll: boolean }> {
    const held = asOf === undefined ? {} : { asOf };
    try {
      return { ...(await ask('series', { ...held, all: true }, signal)), hasAll: true };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { ...(await ask('series', held, signal)), hasAll: false };
    }
  },
});

/** As the page has it. */
export function useCatalogue(asOf?: string): UseQueryResult<SeriesList & { readonly hasAll: boolean }, Error> {
  return useQuery(catalogue(asOf));
}
