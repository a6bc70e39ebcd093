import type { AsyncRouteComponent } from '@tanstack/react-router';
import { type ComponentType, useEffect, useState } from 'react';
import { NoAnswer } from '../api/client.ts';
import { Fault } from '../parts/notice.tsx';

const PRELOADS: (() => Promise<void>)[] = [];

/**
 * A view whose code comes when it is opened. Where the code does not come, the reader is told so and may try again: the
 * router's own would load the address anew, which without a server leaves the browser's error page.
 */
export function lazyView<Name extends string>(
  load: () => Promise<Readonly<Record<Name, ComponentType>>>,
  name: Name,
): AsyncRouteComponent<object> {
  let View: ComponentType | undefined;
  const fetchView = async (): Promise<void> => {
    View ??= (await load())[name];
  };
  // What fails ahead of time is told of when the view is opened.
  const preload = () => fetchView().catch(() => {});
  PRELOADS.push(preload);
  return Object.assign(() => <LazyView fetchView={fetchView} view={() => View} />, { preload });
}

interface LazyViewProps {
  readonly fetchView: () => Promise<void>;
  readonly view: () => ComponentType | undefined;
}

function LazyView({ fetchView, view }: LazyViewProps) {
  const [attempt, setAttempt] = useState(0);
  const [outcome, setOutcome] = useState<'coming' | 'here' | 'failed'>('coming');
  const View = view();
  const isMissing = View === undefined;
  useEffect(() => {
    if (!isMissing) return;
    let isOpen = true;
    const tell = (told: typeof outcome) => isOpen && setOutcome(told);
    fetchView().then(
      () => tell('here'),
      // Some browsers remember for good that code did not come: a server that answers again is asked for the whole page.
      async () => (attempt > 0 && (await answers()) ? location.reload() : tell('failed')),
    );
    return () => {
      isOpen = false;
    };
  }, [fetchView, isMissing, attempt]);
  if (View !== undefined) return <View />;
  if (outcome !== 'failed') return null;
  return <Fault error={new NoAnswer('the code of the view did not come')} onRetry={() => setAttempt((count) => count + 1)} />;
}

const answers = (): Promise<boolean> =>
  fetch('/healthz').then(
    ({ ok }) => ok,
    () => false,
  );

/** The first view is read before the others are fetched. */
const PAUSE = 3000;

/** Fetches the code of every view when there is nothing else to do, so that a server that ends takes none of them away. */
export function preloadViews(): void {
  const whenIdle = globalThis.requestIdleCallback ?? ((task: () => void) => setTimeout(task));
  const next = async (rest: readonly (() => Promise<void>)[]): Promise<void> => {
    const [first, ...others] = rest;
    if (first === undefined) return;
    await first();
    whenIdle(() => void next(others));
  };
  setTimeout(() => whenIdle(() => void next(PRELOADS)), PAUSE);
}
