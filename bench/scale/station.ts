import type { Clock } from './clock.ts';

/** Something that serves one after another, in the order of asking, on some places at once: the cores of the database, a network link. */
export interface Station {
  /** Asks for so many seconds of one place; `then` happens when they are over. */
  readonly use: (seconds: number, then: () => void) => void;
  /** Seconds that were asked for so far, over all places. */
  readonly busy: () => number;
}

/** A station of some places, all free. */
export function makeStation(clock: Clock, places: number): Station {
  // First come, first served: whoever asks next begins where a place is free first, so that no line need be kept.
  const freeAt = new Float64Array(places);
  let busy = 0;
  return {
    busy: () => busy,
    use(seconds, then) {
      let first = 0;
      for (let place = 1; place < places; place++) if ((freeAt[place] as number) < (freeAt[first] as number)) first = place;
      const end = Math.max(clock.now(), freeAt[first] as number) + seconds;
      freeAt[first] = end;
      busy += seconds;
      clock.at(end, then);
    },
  };
}
