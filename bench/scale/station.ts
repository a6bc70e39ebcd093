import type { Clock } from './clock.ts';
import { makeHeap } from './heap.ts';

/** Something that serves on some places at once: the cores of the database, a network link. */
export interface Station {
  /** Asks for so many seconds of one place; `then` happens when they are over. */
  readonly use: (seconds: number, then: () => void) => void;
  /** Seconds that were asked for so far, over all places. */
  readonly busy: () => number;
}

/** A station that serves one after another, in the order of asking. */
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

/**
 * A station that serves all at once: its places are shared evenly, nobody has more than one. So an operating system shares its cores among the
 * processes of a database.
 *
 * @remarks Served is what each that was there all along has had so far; whoever comes is done when that has grown by what it asks for.
 */
export function makeSharedStation(clock: Clock, places: number): Station {
  const inside = makeHeap<Sharing>((a, b) => a.until < b.until || (a.until === b.until && a.order < b.order));
  let [served, updated, busy, order, turn] = [0, 0, 0, 0, 0];
  const speed = () => Math.min(1, places / inside.size());
  function catchUp(): void {
    if (inside.size() > 0) served += (clock.now() - updated) * speed();
    updated = clock.now();
  }
  function expectNext(): void {
    const own = ++turn;
    const next = inside.peek();
    if (!next) return;
    clock.after(Math.max(0, next.until - served) / speed(), () => {
      if (own !== turn) return;
      updated = clock.now();
      // Not by adding, which would leave what rounding makes of it.
      served = next.until;
      inside.pop();
      expectNext();
      next.then();
    });
  }
  return {
    busy: () => busy,
    use(seconds, then) {
      catchUp();
      busy += seconds;
      inside.push({ until: served + seconds, order: order++, then });
      expectNext();
    },
  };
}

interface Sharing {
  readonly until: number;
  readonly order: number;
  readonly then: () => void;
}
