import { STANDARD_INPUT } from '../app/article-source.ts';
import { CallerError, type Context } from '../app/context.ts';

/** The same context where standard input is not the caller's to read from; `why` says so. */
export function withoutStandardInput(context: Context, why: string): Context {
  const { data } = context;
  return {
    ...context,
    data: {
      ...data,
      async readArticle(source) {
        if (source !== STANDARD_INPUT) return data.readArticle(source);
        throw new CallerError(`an article cannot come from standard input: ${why}; save it as a file and name that`);
      },
    },
  };
}
