import type { Access } from '../../app/operation.ts';

/** Who asks, and how far that goes. */
export interface Caller {
  /** Whose limits, jobs and log lines these are. */
  readonly key: string;
  readonly kind: 'loopback' | 'token' | 'public';
  readonly scope: Access;
  /** Where a team shares the store: the one space that this caller sees. */
  readonly space?: string | undefined;
  /** Who it is in the audit log. */
  readonly who?: string | undefined;
}
