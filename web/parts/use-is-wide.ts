import { useSyncExternalStore } from 'react';

// The width from which the style sheet puts things side by side (`lg`).
const WIDE = matchMedia('(min-width: 64rem)');

const subscribe = (onChange: () => void): (() => void) => {
  WIDE.addEventListener('change', onChange);
  return () => WIDE.removeEventListener('change', onChange);
};

/** Whether there is room for two columns; for what must also be read in another order where there is not. */
export const useIsWide = (): boolean => useSyncExternalStore(subscribe, () => WIDE.matches);
