import type { Readable, Writable } from 'node:stream';

/** What a browser answers to a command, or tells by itself. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

/** A conversation with a browser in the DevTools protocol, over two pipes; messages end in a zero byte. */
export class DevTools {
  readonly #to: Writable;
  readonly #asked = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  readonly #awaited = new Map<string, { resolve(): void; reject(error: Error): void }>();
  #count = 0;
  #ended: Error | undefined;
  #rest: Buffer[] = [];

  constructor(to: Writable, from: Readable) {
    this.#to = to;
    // A browser that ends early ends the conversation; whoever waits is told by `end`.
    to.on('error', () => {});
    from.on('error', () => {});
    from.on('data', (bytes: Buffer) => this.#take(bytes));
  }

  /** Sends a command and waits for its result. */
  ask<T>(method: string, params: Readonly<Record<string, unknown>> = {}, sessionId?: string): Promise<T> {
    if (this.#ended) return Promise.reject(this.#ended);
    const id = ++this.#count;
    const answer = new Promise<T>((resolve, reject) => {
      this.#asked.set(id, { resolve: resolve as (result: unknown) => void, reject });
    });
    this.#to.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
    return answer;
  }

  /** Waits for the next event of a name; to be called before what brings it about. */
  event(method: string): Promise<void> {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => this.#awaited.set(method, { resolve, reject }));
  }

  /** Lets all who wait, and all who ask from now on, fail. */
  end(reason: Error): void {
    this.#ended ??= reason;
    for (const { reject } of [...this.#asked.values(), ...this.#awaited.values()]) reject(reason);
    this.#asked.clear();
    this.#awaited.clear();
  }

  #take(bytes: Buffer): void {
    let from = 0;
    for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, from)) {
      this.#hear(JSON.parse(Buffer.concat([...this.#rest, bytes.subarray(from, at)]).toString('utf8')));
      this.#rest = [];
      from = at + 1;
    }
    this.#rest.push(bytes.subarray(from));
  }

  #hear({ id, method, result, error }: Message): void {
    if (method !== undefined) this.#awaited.get(method)?.resolve();
    if (id === undefined) return;
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (error) asked?.reject(new Error(error.message));
    else asked?.resolve(result);
  }
}
