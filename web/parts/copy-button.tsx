import { useState } from 'react';
import { defineWords, useWords } from '../words/words.ts';

const WORDS = defineWords({
  en: { copy: 'copy', copied: 'copied' },
  it: { copy: 'copia', copied: 'copiato' },
  de: { copy: 'kopieren', copied: 'kopiert' },
});

/** Copies a text; says when it has. */
export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }) {
  const words = useWords(WORDS);
  const [isDone, setDone] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Not let near the clipboard (an address without TLS, a browser that forbids it): the reader copies by hand.
      prompt(label ?? words.copy, text);
      return;
    }
    setDone(true);
    setTimeout(() => setDone(false), 2000);
  };
  return (
    <button
      type="button"
      onClick={copy}
      className="no-print min-h-8 rounded border border-line px-2 text-[13px] text-muted hover:border-ink hover:text-ink"
    >
      <span aria-live="polite">{isDone ? words.copied : (label ?? words.copy)}</span>
    </button>
  );
}
