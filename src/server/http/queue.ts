import { Refusal } from './refusal.ts';

/** What waits its turn. */
interface Waiting {
  readonly start: () => void;
  readonly onPlace: ((place: number) => void) | undefined;
}

/** Lets so many computations run at once, and so many wait in their order; more are refused. */
export class Queue {
  readonly #running: number;
  readonly #waiting: number;
  readonly #line: Waiting[] = [];
  running = 0;

  constructor({ running, waiting }: { readonly running: number; readonly waiting: number }) {
    this.#running = running;
    this.#waiting = waiting;
  }

  get queued(): number {
    return this.#line.length;
  }

  /** Runs work when its turn has come. `onPlace` is told the place in the line, 1 for the next, and 0 once it runs. Throws Refusal 503 where the line is full. */
  async run<T>(
    work: () => Promise<T>,
    { signal, onPlace }: { signal?: AbortSignal | undefined; onPlace?: ((place: number) => void) | undefined },
  ): Promise<T> {
    signal?.throwIfAborted();
    if (this.running < this.#running) this.running++;
    else {
      await this.#wait(signal, onPlace);
      onPlace?.(0);
    }
    try {
      return await work();
    } finally {
      const next = this.#line.shift();
      if (next) next.start();
      else this.running--;
      this.#tellPlaces();
    }
  }

  #wait(signal: AbortSignal | undefined, onPlace: ((place: number) => void) | undefined): Promise<void> {
    if (this.#line.length >= this.#waiting)
      throw new Refusal(503, `${this.running} computations run and ${this.#line.length} wait; no more are taken now`, { retryAfter: 5 });
    return new Promise((resolve, reject) => {
      const leave = () => {
        const at = this.#line.indexOf(waiting);
        if (at >= 0) this.#line.splice(at, 1);
        this.#tellPlaces();
        reject(signal?.reason);
      };
      const waiting: Waiting = {
        onPlace,
        start() {
          signal?.removeEventListener('abort', leave);
          resolve();
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#line.push(waiting);
      onPlace?.(this.#line.length);
    });
  }

  #tellPlaces(): void {
    this.#line.forEach(({ onPlace }, at) => {
      onPlace?.(at + 1);
    });
  }
}
