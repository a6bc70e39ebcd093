import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';

/** After so many milliseconds without a change the address says what is written. */
const PAUSE = 200;

/** What is changed of a state; undefined takes away. */
export type ChangeOf<State> = { readonly [Key in keyof State]?: State[Key] | undefined };

/** A state that can be run, and how it is told from others. */
export interface Askable<State> {
  readonly to: '/lab' | '/scan';
  /** The state as it stands in the address: nothing that is empty or as it is anyway. */
  readonly tidy: (state: State) => State;
  /** Whether two states ask the same of the server, whatever of the answer is looked at. */
  readonly asksTheSame: (a: State, b: State) => boolean;
}

/** A question in the making, and the one that was run. */
export interface Asked<State> {
  /** What is written now. */
  readonly draft: State;
  /** What was run last; undefined before the first run and after a cancel. */
  readonly asked: State | undefined;
  /** How often the reader has run it here; 0 for a link that has been opened. */
  readonly runs: number;
  /** Changes what is asked. */
  edit(change: ChangeOf<State>): void;
  /** Changes only what of the answer is looked at. */
  look(change: ChangeOf<State>): void;
  run(): void;
  cancel(): void;
}

/** A question whose state is the address: what is typed reaches it after a short pause, what it says by itself (back, a link) is taken over. */
export function useAsked<State extends { readonly run?: boolean }>(search: State, askable: Askable<State>): Asked<State> {
  const [draft, setDraft] = useState<State>(search);
  const [asked, setAsked] = useState<State | undefined>(search.run ? search : undefined);
  const [runs, setRuns] = useState(0);
  const write = useAddress(search, askable, (changed) => {
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
        const after = { ...before, ...change } as State;
        return { ...after, run: asked !== undefined && askable.asksTheSame(after, asked) };
      });
    },
    look(change) {
      setDraft((before) => ({ ...before, ...change }) as State);
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
function useAddress<State extends { readonly run?: boolean }>(
  search: State,
  { to, tidy, asksTheSame }: Askable<State>,
  onForeign: (search: State) => void,
): (state: State) => void {
  const navigate = useNavigate();
  const last = useRef(search);
  const onTheWay = useRef(new Set<string>());
  const foreign = useRef(onForeign);
  foreign.current = onForeign;
  const keyOf = useCallback((state: State): string => JSON.stringify(tidy(state)), [tidy]);
  useEffect(() => {
    const key = keyOf(search);
    if (key === keyOf(last.current) || onTheWay.current.has(key)) return;
    last.current = search;
    foreign.current(search);
  }, [search, keyOf]);
  return useCallback(
    (state) => {
      const key = keyOf(state);
      if (key === keyOf(last.current)) return;
      // What was run stays in the history; what is only being written does not fill it.
      const replace = !last.current.run || asksTheSame(last.current, state);
      last.current = state;
      onTheWay.current.add(key);
      void navigate({
        to,
        search: ((all: { asOf?: string }) => ({ ...(all.asOf === undefined ? {} : { asOf: all.asOf }), ...tidy(state) })) as never,
        replace,
        resetScroll: false,
      }).finally(() => onTheWay.current.delete(key));
    },
    [navigate, keyOf, to, tidy, asksTheSame],
  );
}
