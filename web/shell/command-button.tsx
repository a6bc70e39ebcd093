import { lazy, Suspense, useEffect, useState } from 'react';
import { SHELL } from '../words/shell.ts';
import { useWords } from '../words/words.ts';

// Loaded when it is first opened: most readers never do.
const CommandPalette = lazy(() => import('./command-palette.tsx'));

/** Opens the command palette, by hand or with Ctrl-K. */
export function CommandButton() {
  const words = useWords(SHELL);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen((open) => !open);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        aria-label={`${words.commands} (Ctrl K)`}
        title={`${words.commands} (Ctrl K)`}
        // A phone has no room for it beside the rest, and no keyboard to be quick with.
        className="hidden size-9 rounded text-[15px] text-muted hover:text-ink md:block"
      >
        <span aria-hidden="true">⌘</span>
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <CommandPalette onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
