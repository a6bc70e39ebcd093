import type { Access } from '../../app/operation.ts';

/** Who asks, and how far that goes. */
export interface Caller {
  /** Whose limits, jobs and log lines these are. */
  readonly key: string;
  readonly kind: 'loopback' | 'token' | 'public';
  readonly scope: Access;
}
