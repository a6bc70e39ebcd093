import { makeHeap } from './heap.ts';

/** Simulated time, in seconds. What happens at one instant happens in the order in which it was said. */
export interface Clock {
  readonly now: () => number;
  readonly at: (time: number, happen: () => void) => void;
  readonly after: (seconds: number, happen: () => void) => void;
  /** Lets everything happen until nothing is left, or until `isOver` says so after one thing. Gives how many things happened. */
  readonly run: (isOver?: () => boolean) => number;
}

interface Happening {
  readonly time: number;
  readonly order: number;
  readonly happen: () => void;
}

/** A clock at 0 with nothing ahead. */
export function startClock(): Clock {
  const ahead = makeHeap<Happening>((a, b) => a.time < b.time || (a.time === b.time && a.order < b.order));
  let now = 0;
  let order = 0;
  function at(time: number, happen: () => void): void {
    if (!(time >= now)) throw new RangeError(`what happens must not lie in the past, was ${time} at ${now}`);
    ahead.push({ time, order: order++, happen });
  }
  return {
    now: () => now,
    at,
    after: (seconds, happen) => at(now + seconds, happen),
    run(isOver = () => false) {
      let count = 0;
      for (let next = ahead.pop(); next; next = ahead.pop()) {
        now = next.time;
        next.happen();
        count++;
        if (isOver()) break;
      }
      return count;
    },
  };
}
