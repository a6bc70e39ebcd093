import type { Context } from '../app/context.ts';
import { run } from '../app/registry.ts';
import { renderAs } from '../app/render.ts';
import type { Execute } from './execute.ts';

/** What a context is opened with: how its operation is watched and stopped. */
export type Watch = Pick<Context, 'onProgress' | 'signal' | 'confirm'>;

/** Carries out operations in this process; nobody is there to be asked a question. */
export const executeHere =
  (openContext: (watch: Watch) => Promise<Context>): Execute =>
  async ({ operation, input, format, signal, onProgress = () => {} }) => {
    const context = await openContext({ onProgress, signal, confirm: async () => false });
    const done = await run(operation, input, context);
    return {
      result: done.result,
      ending: done.ending ?? 'done',
      rendered: format === undefined ? undefined : await renderAs(format, done),
    };
  };
