import type { ReactNode } from 'react';
import { Problem } from '../api/client.ts';
import { SHELL } from '../words/shell.ts';
import { useWords } from '../words/words.ts';

/** What stands where there is nothing to show: what it is, and the next step. */
export function Notice({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <section className="my-8 max-w-[68ch] rounded border-[1.5px] border-dashed border-base px-5 py-4 [&_p]:mt-2">
      <h2 className="text-[18px]">{title}</h2>
      {children}
    </section>
  );
}

/** A failure, in the server's words, with a way on. */
export function Fault({ error, onRetry }: { readonly error: Error; readonly onRetry?: (() => void) | undefined }) {
  const words = useWords(SHELL);
  const isOffline = error instanceof TypeError;
  return (
    <section role="alert" className="my-8 max-w-[68ch] rounded border-[1.5px] border-ink px-5 py-4 [&_p]:mt-2">
      <h2 className="text-[18px]">{words.broken}</h2>
      <p>{isOffline ? words.offline : error.message}</p>
      {error instanceof Problem && error.requestId !== undefined && error.status >= 500 && (
        <p className="text-[13px] text-muted">
          {words.requestId}: <code>{error.requestId}</code>
        </p>
      )}
      {onRetry && (
        <p>
          <button type="button" onClick={onRetry} className="min-h-9 rounded border border-line px-3 text-[14px] hover:border-ink">
            {words.again}
          </button>
        </p>
      )}
    </section>
  );
}
