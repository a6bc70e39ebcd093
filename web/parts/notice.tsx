import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { NoAnswer, Problem } from '../api/client.ts';
import { SHELL } from '../words/shell.ts';
import { useWords } from '../words/words.ts';
import { CodeText } from './code-text.tsx';

/** What stands where there is nothing to show: what it is, and the next step. */
export function Notice({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <section className="my-8 max-w-[68ch] rounded border-[1.5px] border-dashed border-base px-5 py-4 [&_p]:mt-2">
      <h2 className="text-[18px]">{title}</h2>
      {children}
    </section>
  );
}

interface FaultProps {
  readonly error: Error;
  readonly onRetry?: (() => void) | undefined;
}

/** A failure, in the server's words, with a way on: another try where that may help, else the list that the view belongs to. */
export function Fault({ error, onRetry }: FaultProps) {
  const words = useWords(SHELL);
  const isOffline = error instanceof NoAnswer;
  return (
    <section role="alert" className="my-8 max-w-[68ch] rounded border-[1.5px] border-ink px-5 py-4 [&_p]:mt-2">
      <h2 className="text-[18px]">{words.broken}</h2>
      {isOffline ? (
        <p>
          <CodeText text={words.offline} />
        </p>
      ) : (
        <p lang="en">
          <CodeText text={error.message} />
        </p>
      )}
      {error instanceof Problem && error.requestId !== undefined && error.status >= 500 && (
        <p className="text-[13px] text-muted">
          {words.requestId}: <code>{error.requestId}</code>
        </p>
      )}
      {onRetry && mayPass(error) ? (
        <p>
          <button type="button" onClick={onRetry} className="min-h-9 rounded border border-line px-3 text-[14px] hover:border-ink">
            {words.again}
          </button>
        </p>
      ) : (
        <BackToList />
      )}
    </section>
  );
}

/** No answer, a full line and a server in trouble may be better soon; what was refused is refused again. */
const mayPass = (error: Error): boolean =>
  error instanceof NoAnswer || (error instanceof Problem && (error.status === 429 || error.status >= 500));

const LISTS = ['claims', 'read', 'runs', 'ledger', 'series', 'docs', 'lab', 'scan', 'alerts', 'jobs'] as const;

/** The way back to the list of the view, without what was asked of it; from everywhere else to Today. */
function BackToList() {
  const words = useWords(SHELL);
  const view = useLocation({ select: ({ pathname }) => pathname.split('/')[1] });
  const list = LISTS.find((one) => one === view);
  return (
    <p>
      <Link to={list === undefined ? '/' : `/${list}`} search={{}} className="inline-flex min-h-9 items-center underline">
        {list === undefined ? words.toToday : `← ${words[list]}`}
      </Link>
    </p>
  );
}
