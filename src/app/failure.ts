import { ZodError } from 'zod';
import type { ErrorCode } from '../contract/operations.ts';
import { ProviderError } from '../providers/provider.ts';
import { StoreError } from '../store/store.ts';

/** Whose fault an error is, and the one line that says what is wrong. Every face shows failures by this. */
export function describeFailure(error: unknown): { readonly code: ErrorCode; readonly message: string } {
  if (error instanceof ZodError)
    return {
      code: 'caller',
      message: error.issues
        .map(({ path, message }) => `${path.join('.').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) || 'input'}: ${message}`)
        .join('; '),
    };
  if (error instanceof ProviderError || error instanceof StoreError) return { code: 'data', message: error.message };
  if (error instanceof RangeError && !isEngineLimit(error)) return { code: 'caller', message: error.message };
  return { code: 'internal', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/** RangeErrors that the engine throws by itself are broken invariants, not the caller's mistake. */
const isEngineLimit = (error: RangeError): boolean =>
  error.constructor === RangeError && /call stack|array length|array buffer|string length/i.test(error.message);
