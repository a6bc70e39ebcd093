import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { asksTheSame, tidy } from './lab-question.ts';
import type { LabSearch } from './lab-search.ts';

/** After so many milliseconds without a change the address says what is written. */
const PAUSE = 200;

/** What is changed of the state; undefined takes away. */
export type Change = { readonly [Key in keyof LabSearch]?: LabSearch[Key] | undefined };

export interface Lab {
  /** What is written now. */
  readonly draft: LabSearch;
  /** What was run last; undefined before the first run and after a cancel. */
  readonly asked: LabSearch | undefined;
  /** How often the reader has run it here; 0 for a link that has been opened. */
  readonly runs: number;
  /** Changes what is asked. */
  edit(change: Change): void;
  /** Changes only what of the answer is looked at. */
  look(change: Pick<LabSearch, 'member'>): void;
  run(): void;
  cancel(): void;
}

/** The state of the Lab, which is its address: what is typed reaches it after a short pause, what it says by itself (back, a link) is taken over. */
export function useLab(): Lab {
  const search = useSearch({ from: '/lab' });
  const [draft, setDraft] = useState<LabSearch>(search);
  const [asked, setAsked] = useState<LabSearch | undefined>(search.run ? search : undefined);
  const [runs, setRuns] = useState(0);
  const write = useAddress(search, (changed) => {
    setDraft(changed);
    setAsked(changed.run ? changed : undefined);
  });
  useEffect(() => {
    const timer = setTimeout(() => write(draft), PAUSE);
    const atOnce = () => write(draft);
    addEventListener('pagehide', atOnce);
    return () => {
      clearTimeout(timer);
      removeEventListener('pagehide', atOnce);
    };
  }, [draft, write]);
  return {
    draft,
    asked,
    runs,
    edit(change) {
      setDraft((before) => {
        const after = { ...before, ...change } as LabSearch;
        return { ...after, run: asked !== undefined && asksTheSame(after, asked), member: 0 };
      });
    },
    look(change) {
      setDraft((before) => ({ ...before, ...change }));
    },
    run() {
      const running = { ...draft, run: true };
      setDraft(running);
      setAsked(running);
      setRuns((count) => count + 1);
      write(running);
    },
    cancel() {
      setAsked(undefined);
      setDraft((before) => ({ ...before, run: false }));
    },
  };
}

/** Writes states into the address, and tells of those that it did not write itself. */
function useAddress(search: LabSearch, onForeign: (search: LabSearch) => void): (state: LabSearch) => void {
  const navigate = useNavigate();
  const last = useRef(search);
  const onTheWay = useRef(new Set<string>());
  const foreign = useRef(onForeign);
  foreign.current = onForeign;
  useEffect(() => {
    const key = keyOf(search);
    if (key === keyOf(last.current) || onTheWay.current.has(key)) return;
    last.current = search;
    foreign.current(search);
  }, [search]);
  return useCallback(
    (state) => {
      const key = keyOf(state);
      if (key === keyOf(last.current)) return;
      // What was run stays in the history; what is only being written does not fill it.
      const replace = !last.current.run || asksTheSame(last.current, state);
      last.current = state;
      onTheWay.current.add(key);
      void navigate({
        to: '/lab',
        search: (all: { asOf?: string }) => ({ ...(all.asOf === undefined ? {} : { asOf: all.asOf }), ...tidy(state) }),
        replace,
        resetScroll: false,
      }).finally(() => onTheWay.current.delete(key));
    },
    [navigate],
  );
}

const keyOf = (state: LabSearch): string => JSON.stringify(tidy(state));
