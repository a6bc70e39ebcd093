import type { Content } from './content.ts';

/** Contents by key, bounded by their bytes; what was not asked for longest goes first. */
export class ContentCache {
  readonly #contents = new Map<string, Content>();
  readonly #most: number;
  hits = 0;
  misses = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): Content | undefined {
    const content = this.#contents.get(key);
    if (!content) {
      this.misses++;
      return undefined;
    }
    this.hits++;
    this.#contents.delete(key);
    this.#contents.set(key, content);
    return content;
  }

  has(key: string): boolean {
    return this.#contents.has(key);
  }

  set(key: string, content: Content): void {
    this.#contents.delete(key);
    this.#contents.set(key, content);
    this.trim();
  }

  /** Compressed forms come later, so that what is there is counted anew. */
  trim(): void {
    let total = this.bytes;
    for (const [key, { size }] of this.#contents) {
      if (total <= this.#most) return;
      this.#contents.delete(key);
      total -= size;
    }
  }

  get bytes(): number {
    let total = 0;
    for (const { size } of this.#contents.values()) total += size;
    return total;
  }
}

interface Flight<T, P> {
  readonly answer: Promise<T>;
  readonly stop: AbortController;
  readonly listeners: Set<(progress: P) => void>;
  waiting: number;
}

/** What one who waits brings: how to stop waiting, and whom to tell how it goes. */
export interface Waiter<P> {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: P) => void) | undefined;
}

/** Computations under way: the same one is made once however many ask, and is stopped when nobody waits any more. */
export class Flights<T, P> {
  readonly #flights = new Map<string, Flight<T, P>>();

  has(key: string): boolean {
    return this.#flights.has(key);
  }

  async join(
    key: string,
    waiter: Waiter<P>,
    begin: (watch: { signal: AbortSignal; onProgress: (progress: P) => void }) => Promise<T>,
  ): Promise<T> {
    waiter.signal?.throwIfAborted();
    const flight = this.#flights.get(key) ?? this.#begin(key, begin);
    const { signal, onProgress } = waiter;
    flight.waiting++;
    if (onProgress) flight.listeners.add(onProgress);
    let leave = () => {};
    const left = new Promise<never>((_, reject) => {
      leave = () => reject(signal?.reason);
      signal?.addEventListener('abort', leave, { once: true });
    });
    try {
      return await Promise.race([flight.answer, left]);
    } finally {
      signal?.removeEventListener('abort', leave);
      if (onProgress) flight.listeners.delete(onProgress);
      if (--flight.waiting === 0) {
        if (this.#flights.get(key) === flight) this.#flights.delete(key);
        flight.stop.abort();
      }
    }
  }

  #begin(key: string, begin: Parameters<Flights<T, P>['join']>[2]): Flight<T, P> {
    const stop = new AbortController();
    const listeners = new Set<(progress: P) => void>();
    const tell = (progress: P) => {
      for (const listener of listeners) listener(progress);
    };
    // Begun a moment later, so that whoever asks first hears the first word.
    const answer = Promise.resolve().then(() => begin({ signal: stop.signal, onProgress: tell }));
    // Whoever still waits is told; where all have left there is nobody to tell.
    answer.catch(() => {});
    const flight = { answer, stop, listeners, waiting: 0 };
    this.#flights.set(key, flight);
    return flight;
  }
}
