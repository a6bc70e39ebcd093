import { useEffect, useState } from 'react';

/** A text as it stands in its field. */
export interface GivenText {
  /** Tells the fields apart. */
  readonly id: number;
  /** The file that it came from; undefined for what was pasted. */
  readonly name?: string;
  readonly text: string;
}

/** What is to be read, as it stands in the form. */
export interface ReadDraft {
  readonly texts: readonly GivenText[];
  /** ISO dates, names of packs; undefined where nothing is chosen. */
  readonly published?: string | undefined;
  readonly pack?: string | undefined;
}

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
    globalThis.addEventListener('pagehide', atOnce);
    return () => {
      clearTimeout(timer);
      globalThis.removeEventListener('pagehide', atOnce);
    };
  }, [state]);
  return {
    ...state,
    edit: (change: (draft: ReadDraft) => ReadDraft) => setState(({ draft, asked }) => ({ draft: change(draft), asked })),
    ask: () => setState(({ draft }) => ({ draft, asked: draft })),
    clear: () => setState(EMPTY),
  };
}
