import type { Context } from '../app/context.ts';
import type { Operation } from '../app/operation.ts';
export async function estimateCost(operation: Operation, _input: unknown, _context: Context): Promise<number> {
  return operation.access === 'run' ? 100 : 1;
}
