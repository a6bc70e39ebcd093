import { ZodError, ZodRealError } from 'zod';
import { LanguageError } from '../core/language/language-error.ts';
import { ProviderError } from '../providers/provider.ts';
import { StoreError } from '../store/store.ts';
import { CallerError } from './context.ts';

/** An error as plain data, so that it can go from one thread to another and be judged there as it would be here. */
export interface CarriedError {
  readonly kind: 'caller' | 'language' | 'provider' | 'store' | 'input' | 'range' | 'stopped' | 'other';
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** What its class keeps beside the message, as plain data. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly cause: CarriedError | undefined;
}

/** An error as data. What is no error is carried as its text. */
export function carryError(error: unknown): CarriedError {
  if (!(error instanceof Error))
    return { kind: 'other', name: 'Error', message: String(error), stack: undefined, details: {}, cause: undefined };
  const { name, message, stack, cause } = error;
  return { ...kindOf(error), name, message, stack, cause: cause instanceof Error ? carryError(cause) : undefined };
}

function kindOf(error: Error): Pick<CarriedError, 'kind' | 'details'> {
  if (error instanceof ZodError) return { kind: 'input', details: { issues: JSON.parse(JSON.stringify(error.issues)) } };
  if (error instanceof LanguageError) {
    const { line, column, expression } = error;
    return { kind: 'language', details: { line, column, expression } };
  }
  if (error instanceof ProviderError) {
    const { provider, kind, request, retryable, body } = error;
    return { kind: 'provider', details: { provider, kind, request, retryable, body } };
  }
  if (error instanceof StoreError) return { kind: 'store', details: { kind: error.kind } };
  if (error instanceof CallerError) return { kind: 'caller', details: {} };
  if (error.name === 'AbortError') return { kind: 'stopped', details: {} };
  return { kind: error instanceof RangeError ? 'range' : 'other', details: {} };
}

/** The error again, of its own class. */
export function restoreError(carried: CarriedError): Error {
  const error = remade(carried);
  if (error instanceof DOMException) return error;
  if (carried.kind !== 'input') error.name = carried.name;
  if (carried.stack !== undefined) error.stack = carried.stack;
  return error;
}

function remade({ kind, message, details, cause: carriedCause }: CarriedError): Error {
  const cause = carriedCause && restoreError(carriedCause);
  const options = cause ? { cause } : {};
  switch (kind) {
    case 'input':
      return new ZodRealError(details.issues as ConstructorParameters<typeof ZodRealError>[0]);
    case 'language': {
      const { line, column, expression } = details as { line: number; column: number; expression: string };
      return new LanguageError(message.replace(/^line \d+, column \d+: /, ''), expression, { offset: 0, line, column });
    }
    case 'provider':
      return new ProviderError(message, { ...(details as unknown as ConstructorParameters<typeof ProviderError>[1]), ...options });
    case 'store':
      return new StoreError(details.kind as StoreError['kind'], message, options);
    case 'caller':
      return new CallerError(message, options);
    case 'stopped':
      return new DOMException(message, 'AbortError');
    case 'range':
      return new RangeError(message, options);
    default:
      return new Error(message, options);
  }
}
