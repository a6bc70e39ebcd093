// The port of what only a store that many share has: spaces, their members and tokens, and the log of who did what.

/** What a member of a space may do. */
export type MemberRole = 'viewer' | 'researcher' | 'admin';
/** How far a token goes. */
export type TokenReach = 'read' | 'run' | 'admin';

/** Instants are milliseconds since 1970-01-01T00:00Z. */
export interface Space {
  readonly name: string;
  readonly title: string;
  readonly createdAt: number;
}

export interface Member {
  readonly name: string;
  readonly role: MemberRole;
  readonly addedAt: number;
  /** Tokens that open. */
  readonly tokens: number;
}

/** A token as it is kept: never itself, only its SHA-256 in hex. */
export interface SpaceToken {
  readonly name: string;
  readonly member: string;
  readonly scope: TokenReach;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly lastUsed: number | null;
}

/** What a given token opens. */
export interface OpenedSpace {
  readonly space: string;
  readonly name: string;
  readonly member: string;
  readonly scope: TokenReach;
  readonly role: MemberRole;
  readonly isOver: boolean;
}

/** One thing that somebody did, or was refused. */
export interface AuditRecord {
  /** `*` for what belongs to no space, such as a token that is none. */
  readonly space: string;
  readonly at: number;
  readonly who: string;
  readonly face: string;
  readonly action: string;
  readonly subject: string;
  readonly outcome: 'begun' | 'done' | 'refused' | 'failed';
  readonly why: string;
  readonly times: number;
  readonly requestId: string | null;
}

/** Which entries are looked for; the newest first. */
export interface AuditFilter {
  readonly limit: number;
  readonly who?: string | undefined;
  readonly action?: string | undefined;
  readonly outcome?: AuditRecord['outcome'] | undefined;
  readonly since?: number | undefined;
}

/** Keeps spaces, members, tokens and the audit log. @throws StoreError */
export interface SpaceKeeper {
  spaces(): Promise<readonly Space[]>;
  /** False where there is one of that name. */
  addSpace(space: Space): Promise<boolean>;
  /** Those of a space, by name. */
  members(space: string): Promise<readonly Member[]>;
  /** Adds a member, or gives one another role. */
  putMember(space: string, member: { readonly name: string; readonly role: MemberRole; readonly at: number }): Promise<void>;
  /** Takes a member and their tokens away; false where there is none. */
  removeMember(space: string, name: string, at: number): Promise<boolean>;
  /** Those of a space that are not revoked, by name. */
  tokens(space: string): Promise<readonly SpaceToken[]>;
  /** False where there is one of that name. */
  addToken(space: string, token: Omit<SpaceToken, 'lastUsed'> & { readonly hash: string }): Promise<boolean>;
  /** False where there is none of that name. */
  revokeToken(space: string, name: string, at: number): Promise<boolean>;
  /** Puts another hash in the place of a token's, which still opens until then. False where there is none of that name. */
  replaceToken(space: string, name: string, by: { readonly hash: string; readonly previousUntil: number }): Promise<boolean>;
  /** What a token opens, by its hash, in whichever space. */
  opened(hash: string, at: number): Promise<OpenedSpace | undefined>;
  /** How many tokens of all spaces open at an instant. */
  openTokens(at: number): Promise<number>;
  /** Adds to the audit log; on the disk when this returns. */
  keepAudit(records: readonly AuditRecord[]): Promise<void>;
  audit(space: string, filter: AuditFilter): Promise<readonly AuditRecord[]>;
  close(): Promise<void>;
}
