import { CallerError } from '../../app/context.ts';
import { didYouMean } from '../../app/nearest.ts';
import { lesser, REACH } from '../../app/reach.ts';
import type { AuditRecord, SpaceKeeper } from '../../app/spaces.ts';
import type { TokenCheck } from './token-check.ts';
import { demandName, draw, expiryOf, hashOf, OVERLAP_MS, type Scope } from './tokens.ts';

/** So long, and for so many, what a token opened is remembered for when the database cannot be asked. */
const SEEN_MS = 600_000;
const MOST_SEEN = 1000;

/** Recognises tokens of all spaces by the database as it is now. A token goes no further than the role that its member has by then. */
export function spaceTokenCheck(keeper: Pick<SpaceKeeper, 'opened' | 'openTokens'>, now: () => number): TokenCheck {
  // While the database is away no answer is to be had, but whoever looks after the server must see its figures all the same.
  const seen = new Map<string, { readonly at: number; readonly opened: Awaited<ReturnType<typeof keeper.opened>> }>();
  const openedBy = async (hash: string) => {
    try {
      const opened = await keeper.opened(hash, now());
      if (seen.size >= MOST_SEEN) seen.clear();
      seen.set(hash, { at: now(), opened });
      return opened;
    } catch (error) {
      const before = seen.get(hash);
      if ((error as { kind?: unknown }).kind !== 'busy' || !before || now() - before.at > SEEN_MS) throw error;
      return before.opened;
    }
  };
  return {
    async recognise(token) {
      const found = await openedBy(hashOf(token));
      if (!found) return { is: 'unknown' };
      if (found.isOver) return { is: 'expired' };
      const { name, space, member, scope, role } = found;
      return { is: 'valid', name, space, member, scope: lesser(scope, REACH[role]) };
    },
    count: () => keeper.openTokens(now()),
    // When each was used is noted where it is looked up.
    flush: async () => {},
  };
}

/** A token that is wanted; by default for a member of its name, as far as they may go. */
export interface WantedToken {
  readonly name: string;
  readonly member?: string | undefined;
  readonly scope?: Scope | undefined;
  readonly expires?: string | undefined;
}

/** What `harbinger token` does in a space: adds, lists, revokes and rotates the tokens of its members. */
export function spaceTokenKeeper(
  keeper: SpaceKeeper,
  { space, who, now }: { readonly space: string; readonly who: string; now(): number },
) {
  const keep = (action: string, subject: string, outcome: AuditRecord['outcome']) =>
    keeper.keepAudit([{ space, at: now(), who, face: 'command', action, subject, outcome, why: '', times: 1, requestId: null }]);
  const missing = async (name: string) => {
    const names = (await keeper.tokens(space)).map((token) => token.name);
    return new CallerError(
      `no token ${JSON.stringify(name)}${didYouMean(name, names) || '; `harbinger token list` lists those there are'}`,
    );
  };
  return {
    async add({ name, member = name, scope, expires }: WantedToken): Promise<string> {
      demandName(name, "a token's name");
      const expiresAt = expiryOf(expires, now());
      const members = await keeper.members(space);
      const of = members.find((each) => each.name === member);
      if (!of)
        throw new CallerError(
          `no member ${JSON.stringify(member)} of ${space}; \`harbinger space member add ${member} --role viewer|researcher|admin\` makes one`,
        );
      const most = REACH[of.role];
      const given = scope ?? most;
      if (lesser(given, most) !== given)
        throw new CallerError(`${member} is a ${of.role} of ${space}: a token may have scope ${most} at most, was ${given}`);
      await keep('token add', `${name} of ${member}, ${given}`, 'begun');
      const token = draw();
      const isNew = await keeper.addToken(space, {
        ...{ name, member, scope: given, hash: hashOf(token), createdAt: now(), expiresAt },
      });
      if (!isNew) throw new CallerError(`there is a token ${name} already; \`harbinger token rotate ${name}\` gives it a new secret`);
      await keep('token add', `${name} of ${member}, ${given}`, 'done');
      return token;
    },
    async list() {
      const tokens = await keeper.tokens(space);
      return tokens.map((token) => ({ ...token, isOver: token.expiresAt !== null && token.expiresAt <= now() }));
    },
    async revoke(name: string): Promise<void> {
      await keep('token revoke', name, 'begun');
      if (!(await keeper.revokeToken(space, name, now()))) throw await missing(name);
      await keep('token revoke', name, 'done');
    },
    async rotate(name: string): Promise<{ token: string; previousUntil: number }> {
      const token = draw();
      const previousUntil = now() + OVERLAP_MS;
      await keep('token rotate', name, 'begun');
      if (!(await keeper.replaceToken(space, name, { hash: hashOf(token), previousUntil }))) throw await missing(name);
      await keep('token rotate', name, 'done');
      return { token, previousUntil };
    },
  };
}
