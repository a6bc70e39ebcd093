import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { Fault, Notice } from '../parts/notice.tsx';
import { SHELL } from '../words/shell.ts';
import { useWords } from '../words/words.ts';

/** An address that leads nowhere. */
export function NotFound() {
  const words = useWords(SHELL);
  return (
    <Notice title={words.notFound}>
      <p>{words.notFoundHelp}</p>
      <p>
        <Link to="/" className="underline">
          {words.toToday}
        </Link>
      </p>
    </Notice>
  );
}

/** A view that broke while it was drawn. */
export function Broken({ error }: ErrorComponentProps) {
  const router = useRouter();
  return <Fault error={error instanceof Error ? error : new Error(String(error))} onRetry={() => router.invalidate()} />;
}
