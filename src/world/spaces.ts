import { userInfo } from 'node:os';
import { CallerError, type Context } from '../app/context.ts';
import { type SpaceDesk, spaceDesk } from '../app/space-desk.ts';
import type { AuditFilter, AuditRecord, InSpace, SpaceKeeper } from '../app/spaces.ts';
import type { TokenKeeper } from '../cli/terminal.ts';
import type { AuditLog, Noting } from '../server/audit/audit-log.ts';
import type { ServedSpaces } from '../server/spaces/spaces.ts';
import { isAddress } from '../store/postgres/address.ts';
import { StoreError } from '../store/store.ts';
import type { Settings } from './settings.ts';
import { type StorePlace, storePlace } from './store.ts';

/** What a store that a team shares has beside the store: spaces, members, tokens, the log of who did what. */
export interface SharedStore {
  /** What commands of this process do is kept by this. */
  noting(face: 'command' | 'mcp'): Promise<Noting>;
  readonly audit: NonNullable<Context['data']['audit']>;
  openDesk(): Promise<SpaceDesk>;
  openTokens(): Promise<TokenKeeper>;
  /** What a server needs of it; contexts are opened over the store of each space. */
  served(openContext: OpenIn): Promise<ServedSpaces>;
  close(): Promise<void>;
}

/** Opens a context over the store of a space. */
type OpenIn = (
  watch: Parameters<ServedSpaces['openContext']>[0],
  at: { readonly place: StorePlace; readonly space: string },
) => Promise<Context>;

/** Where the audit log has what belongs to no space. */
const OUTSIDE = '*';

/** Undefined where the store is a file. Nothing is opened yet. */
export function sharedStore(settings: Settings, now: () => number): SharedStore | undefined {
  if (!isAddress(settings.store)) return undefined;
  const { store: url, space } = settings;
  const places = new Map<string, StorePlace>();
  let opened: Promise<SpaceKeeper> | undefined;
  let writing: Promise<Pick<SpaceKeeper, 'keepAudit' | 'close'>> | undefined;

  async function openKeeper(of: { readonly isKeeper: boolean }): Promise<SpaceKeeper> {
    const { openKeeper: open } = await import('../store/postgres/spaces/keeper.ts');
    return open({ url, ...(of.isKeeper ? { role: 'keeper' } : { space: space === OUTSIDE ? undefined : space }) });
  }

  const keeper = (): Promise<SpaceKeeper> => {
    opened ??= openKeeper({ isKeeper: true });
    return opened;
  };

  /** By the login itself: every login may say what it did. */
  async function keepAudit(records: readonly AuditRecord[]): Promise<void> {
    writing ??= openKeeper({ isKeeper: false });
    // Before the tables are there, there is nothing to keep it in: what makes them is kept once they are.
    await (await writing).keepAudit(records).catch((error: unknown) => {
      if (!(error instanceof StoreError && error.kind === 'missing')) throw error;
    });
  }

  const onFailure = (error: unknown) =>
    void process.stderr.write(`harbinger: the audit log could not be written: ${String((error as Error).message)}\n`);
  let log: AuditLog | undefined;

  const placeOf = ({ space: of, mayAdd }: InSpace): StorePlace => {
    const key = `${of} ${mayAdd}`;
    const place = places.get(key) ?? storePlace({ store: url, space: of }, now, { role: mayAdd ? 'worker' : 'reader' });
    places.set(key, place);
    return place;
  };

  return {
    async noting(face) {
      const { notingFor, openAuditLog } = await import('../server/audit/audit-log.ts');
      log ??= openAuditLog({ keep: keepAudit, onFailure });
      return notingFor(log, { space, who: whoIsHere(url), face, requestId: null }, now);
    },
    audit: async (filter) => ({ space, records: await (await keeper()).audit(space, filter) }),
    async openDesk() {
      const { makeLogin } = await import('../store/postgres/spaces/logins.ts');
      return spaceDesk({ keeper: await keeper(), makeLogin: (wanted) => makeLogin(url, wanted), who: whoIsHere(url), now });
    },
    async openTokens() {
      const { spaceTokenKeeper } = await import('../server/tokens/space-tokens.ts');
      return spaceTokenKeeper(await keeper(), { space, who: whoIsHere(url), now });
    },
    async served(openContext) {
      const { spaceTokenCheck } = await import('../server/tokens/space-tokens.ts');
      const of = await keeper();
      return {
        tokens: spaceTokenCheck(of, now),
        keepAudit: of.keepAudit,
        async openContext(watch, at) {
          const context = await openContext(watch, { place: placeOf(at), space: at.space });
          const audit = async (filter: AuditFilter) => ({ space: at.space, records: await of.audit(at.space, filter) });
          return { ...context, data: { ...context.data, audit } };
        },
      };
    },
    async close() {
      await log?.flush();
      await Promise.all([...places.values()].map((place) => place.close()));
      await Promise.all([opened, writing].map(async (one) => (await one)?.close()));
    },
  };
}

/** Who gives a command: the user of this machine, and the login by which the database knows them. */
function whoIsHere(url: string): string {
  if (!URL.canParse(url)) throw new CallerError('HARBINGER_STORE must be a file, or an address like postgres://user@host:5432/database');
  const login = decodeURIComponent(new URL(url).username) || process.env.PGUSER || 'its user';
  return `${userOfMachine()} (login ${login})`;
}

function userOfMachine(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a user without a name.
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}
