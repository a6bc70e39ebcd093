import { useEffect, useState } from 'react';
import type { GivenText, ReadDraft } from './read-question.ts';

/** The form, and what of it was read last. */
interface Kept {
  readonly draft: ReadDraft;
  readonly asked: ReadDraft | undefined;
}

const KEY = 'harbinger.read';
const EMPTY: Kept = { draft: { texts: [{ id: 0, text: '' }] }, asked: undefined };

// Who goes to a claim and comes back finds the texts and what was read in them, however long they are; a reload finds what the tab could hold.
let kept: Kept | undefined;

/** What was kept, or an empty form. Whatever else stands in the tab's storage is no form. */
function recall(): Kept {
  try {
    const { texts, published, pack, wasAsked } = JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Record<string, unknown>;
    if (!Array.isArray(texts) || texts.length === 0 || !texts.every(isText)) return EMPTY;
    const draft: ReadDraft = {
      texts: texts.map(({ name, text }, id) => ({ id, text, ...(name === undefined ? {} : { name }) })),
      ...(typeof published === 'string' ? { published } : {}),
      ...(typeof pack === 'string' ? { pack } : {}),
    };
    return { draft, asked: wasAsked === true ? draft : undefined };
  } catch {
    return EMPTY;
  }
}

const isText = (one: unknown): one is GivenText =>
  typeof one === 'object' &&
  one !== null &&
  'text' in one &&
  typeof one.text === 'string' &&
  (!('name' in one) || typeof one.name === 'string');

function keep({ draft, asked }: Kept): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...draft, wasAsked: asked === draft }));
  } catch {
    // More than the tab holds, or it holds nothing: the texts then last as long as the page.
    sessionStorage.removeItem(KEY);
  }
}

/** After so many milliseconds without a change the texts are kept. */
const PAUSE = 300;

/** The form of what is to be read, which outlives a reload, and what was read last. */
export function useKeptTexts() {
  const [state, setState] = useState<Kept>(() => kept ?? recall());
  useEffect(() => {
    kept = state;
    const timer = setTimeout(() => keep(state), PAUSE);
    const atOnce = () => keep(state);
    addEventListener('pagehide', atOnce);
    return () => {
      clearTimeout(timer);
      removeEventListener('pagehide', atOnce);
    };
  }, [state]);
  return {
    ...state,
    edit: (change: (draft: ReadDraft) => ReadDraft) => setState(({ draft, asked }) => ({ draft: change(draft), asked })),
    ask: () => setState(({ draft }) => ({ draft, asked: draft })),
    clear: () => setState(EMPTY),
  };
}
