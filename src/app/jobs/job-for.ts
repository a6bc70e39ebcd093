import type { QueuedJob } from '../../contract/queued-job.ts';
import type { Operation } from '../operation.ts';

/** Who asks, and over which space. */
export type Asking = Pick<QueuedJob, 'space' | 'by'>;

/** What writes and needs nothing of the machine on which it was asked. */
const WRITING: ReadonlySet<string> = new Set(['forecast seal']);

/** Whether any worker may do it: what computes, and what writes to the store without files of its caller's. */
export const isForWorkers = ({ access, name }: Operation): boolean => access === 'run' || WRITING.has(name);

/** An operation as a job of the queue; undefined where it must be done where it was asked. */
export function jobFor(operation: Operation, input: Record<string, unknown>, asking: Asking): QueuedJob | undefined {
  const asked = { v: 1 as const, ...asking };
  if (operation.name === 'pull') return { ...asked, kind: 'pull', input };
  if (operation.name === 'scan') return { ...asked, kind: 'scan', input };
  if (operation.name === 'forecast score') return { ...asked, kind: 'score' };
  return isForWorkers(operation) ? { ...asked, kind: 'study', operation: operation.name, input } : undefined;
}
