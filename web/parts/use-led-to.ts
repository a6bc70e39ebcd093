import { type RefObject, useEffect, useRef } from 'react';

/**
 * Leads to the heading of an answer whoever has pressed Run, at once and again when the answer is there, for only then is
 * the page long enough; who has gone on meanwhile is left alone. A shared link opens at the top.
 */
export function useLedTo(runs: number, isThere: boolean): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (runs === 0) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'start' });
  }, [runs]);
  useEffect(() => {
    if (isThere && runs > 0 && document.activeElement === heading.current) heading.current?.scrollIntoView({ block: 'start' });
  }, [isThere, runs]);
  return heading;
}
