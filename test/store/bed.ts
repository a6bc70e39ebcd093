import type { Store } from '../../src/store/store.ts';

/** A place of its own for the stores of one test. */
export interface Place {
  /** A folder for what the test writes. */
  readonly folder: string;
  /** Opens the store of this place: a second opening, after the first was closed, finds what that one left. */
  open(now: () => number): Promise<Store>;
  /** Closes what is open and takes everything away. */
  clear(): Promise<void>;
}

/** What each test starts from: an empty store, with a clock that the test sets. */
export interface Bed {
  place: Place;
  store: Store;
  /** Milliseconds since 1970-01-01T00:00Z. */
  now: number;
}
