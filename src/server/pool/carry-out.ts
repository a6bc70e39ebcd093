import { threadId } from 'node:worker_threads';
import { carryError } from '../../app/carried-error.ts';
import type { Done, Operation } from '../../app/operation.ts';
import { operations } from '../../app/registry.ts';
import { renderAs, withDerivedForms } from '../../app/render.ts';
import type { FromThread, Task, TaskEnd } from './messages.ts';
import { threadContext } from './thread-context.ts';

/** Carries out a task in this thread; what is kept of the run is left to the owner of the store. */
export async function carryOut(task: Task): Promise<TaskEnd> {
  const { port, input, format } = task;
  try {
    port.postMessage({ kind: 'begun', thread: threadId } satisfies FromThread);
    const operation = operations.find(({ name }) => name === task.operation);
    if (!operation) throw new Error(`there is no operation "${task.operation}"`);
    const context = threadContext(task);
    const done = withDerivedForms(await operation.run(input, context), context);
    const rendered = format === undefined ? undefined : await renderAs(format, done);
    return { ok: true, result: validated(operation, done), ending: done.ending ?? 'done', rendered, record: done.record };
  } catch (error) {
    return { ok: false, error: carryError(error) };
  } finally {
    port.close();
  }
}

/** A result of another shape than the contract's is our fault, not the caller's. */
function validated({ name, output }: Operation, { result }: Done): unknown {
  const parsed = output.safeParse(result);
  if (!parsed.success) throw new Error(`the result of ${name} has another shape than its contract: ${parsed.error.message}`);
  return result;
}
