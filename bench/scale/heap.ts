/** A binary heap: what comes first by its order is taken first. */
export interface Heap<T> {
  readonly size: () => number;
  readonly push: (item: T) => void;
  readonly pop: () => T | undefined;
  /** The first, left where it is. */
  readonly peek: () => T | undefined;
}

/** An empty heap. `isBefore` must be a strict order in which no two items are equal, or equal ones come in any order. */
export function makeHeap<T>(isBefore: (a: T, b: T) => boolean): Heap<T> {
  const items: T[] = [];
  return {
    size: () => items.length,
    peek: () => items[0],
    push(item) {
      items.push(item);
      rise(items, isBefore);
    },
    pop() {
      const first = items[0];
      const last = items.pop();
      if (items.length > 0) {
        items[0] = last as T;
        sink(items, isBefore);
      }
      return first;
    },
  };
}

function rise<T>(items: T[], isBefore: (a: T, b: T) => boolean): void {
  let at = items.length - 1;
  const item = items[at] as T;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (!isBefore(item, items[above] as T)) break;
    items[at] = items[above] as T;
    at = above;
  }
  items[at] = item;
}

function sink<T>(items: T[], isBefore: (a: T, b: T) => boolean): void {
  const item = items[0] as T;
  let at = 0;
  for (let below = 1; below < items.length; below = 2 * at + 1) {
    const right = below + 1;
    if (right < items.length && isBefore(items[right] as T, items[below] as T)) below = right;
    if (!isBefore(items[below] as T, item)) break;
    items[at] = items[below] as T;
    at = below;
  }
  items[at] = item;
}
