import type { AuditFilter, AuditRecord } from '../store/spaces.ts';

export type { AuditFilter, AuditRecord, Member, MemberRole, Space, SpaceKeeper } from '../store/spaces.ts';

/** What is in the audit log of a space. */
export type AuditOf = (filter: AuditFilter) => Promise<{ readonly space: string; readonly records: readonly AuditRecord[] }>;

/** A space, and whether what is done there may add to it: who only looks has a connection that cannot. */
export interface InSpace {
  readonly space: string;
  readonly mayAdd: boolean;
}
