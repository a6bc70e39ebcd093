import { CallerError } from './context.ts';
import { didYouMean } from './nearest.ts';
import type { AuditRecord, Member, MemberRole, Space, SpaceKeeper } from './spaces.ts';

/** A login of the database for one space, as it was made: the only time that its password is seen. */
export interface MadeLogin {
  readonly login: string;
  /** Undefined where the login was there already. */
  readonly password: string | undefined;
}

/** What a login is to be given. */
export interface WantedLogin {
  readonly login: string;
  readonly space: string;
  readonly role: Exclude<MemberRole, 'admin'>;
}

export interface SpaceDeskOptions {
  readonly keeper: Pick<SpaceKeeper, 'spaces' | 'addSpace' | 'members' | 'putMember' | 'removeMember' | 'keepAudit'>;
  makeLogin(wanted: WantedLogin): Promise<MadeLogin>;
  /** Who does it, in the audit log. */
  readonly who: string;
  now(): number;
}

/** What `harbinger space` does: keeps spaces and their members. Each change stands in the audit log of its space before it is told. */
export interface SpaceDesk {
  add(name: string, title: string): Promise<void>;
  list(): Promise<readonly Space[]>;
  addMember(space: string, member: { readonly name: string; readonly role: MemberRole }): Promise<void>;
  members(space: string): Promise<readonly Member[]>;
  removeMember(space: string, name: string): Promise<void>;
  login(wanted: WantedLogin): Promise<MadeLogin>;
}

/** What is done, and to what. */
type Change = readonly [action: string, subject: string];

const SPACE = /^[a-z][a-z0-9-]{0,39}$/;
const PERSON = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/;

export function spaceDesk({ keeper, makeLogin, who, now }: SpaceDeskOptions): SpaceDesk {
  const keep = (space: string, [action, subject]: Change, outcome: AuditRecord['outcome']) =>
    keeper.keepAudit([{ space, at: now(), who, face: 'command', action, subject, outcome, why: '', times: 1, requestId: null }]);

  /** Whatever changes who may do what is kept before and after. */
  async function kept<T>(space: string, change: Change, task: () => Promise<T>): Promise<T> {
    await keep(space, change, 'begun');
    const value = await task();
    await keep(space, change, 'done');
    return value;
  }

  async function demandSpace(space: string): Promise<void> {
    const names = (await keeper.spaces()).map(({ name }) => name);
    if (!names.includes(space))
      throw new CallerError(
        `no space ${JSON.stringify(space)}${didYouMean(space, names) || `; \`harbinger space add ${space}\` makes it`}`,
      );
  }

  return {
    async add(name, title) {
      if (!SPACE.test(name))
        throw new CallerError(`a space must be named in small letters, digits and hyphens, at most 40, was ${JSON.stringify(name)}`);
      const isNew = await kept(name, ['space add', title], () => keeper.addSpace({ name, title, createdAt: now() }));
      if (!isNew) throw new CallerError(`there is a space ${name} already`);
    },
    list: () => keeper.spaces(),
    async addMember(space, { name, role }) {
      await demandSpace(space);
      if (!PERSON.test(name))
        throw new CallerError(`a member must be named in letters, digits, points and dashes, at most 64, was ${JSON.stringify(name)}`);
      await kept(space, ['space member add', `${name} ${role}`], () => keeper.putMember(space, { name, role, at: now() }));
    },
    async members(space) {
      await demandSpace(space);
      return keeper.members(space);
    },
    async removeMember(space, name) {
      await demandSpace(space);
      const names = (await keeper.members(space)).map((member) => member.name);
      if (!names.includes(name)) throw new CallerError(`no member ${JSON.stringify(name)} of ${space}${didYouMean(name, names)}`);
      await kept(space, ['space member remove', name], () => keeper.removeMember(space, name, now()));
    },
    async login(wanted) {
      await demandSpace(wanted.space);
      return kept(wanted.space, ['space login', `${wanted.login} ${wanted.role}`], () => makeLogin(wanted));
    },
  };
}
