import type { Context } from '../../src/app/context.ts';
import type { Spread } from '../../src/app/scan/spread.ts';
import { shipped } from '../app/shipped.ts';

/** The shipped table, with a way to share scans out and a clock that seems slow, so that a scan is cut into many tasks. */
export function contextOf(spread: Spread, changed: Partial<Context> = {}): Context {
  let at = shipped.data.now();
  const data = {
    ...shipped.data,
    now() {
      at += 3000;
      return at;
    },
  };
  return { ...shipped, data, ...changed, openSpread: async () => spread };
}
