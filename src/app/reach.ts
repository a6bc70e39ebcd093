import type { Access, Operation } from './operation.ts';
import type { MemberRole } from './spaces.ts';

/** How far each role goes. */
export const REACH: Readonly<Record<MemberRole, Access>> = { viewer: 'read', researcher: 'run', admin: 'admin' };

const LEVELS: readonly Access[] = ['read', 'run', 'admin'];

/** Whether who may go so far may go that far. */
export const reaches = (given: Access, wanted: Access): boolean => LEVELS.indexOf(given) >= LEVELS.indexOf(wanted);

/** The lesser of two. */
export const lesser = (a: Access, b: Access): Access => (reaches(a, b) ? b : a);

/** How far one must go to use an operation: in a space of a team, a researcher does some of what else the owner of the store alone does. */
export const needed = ({ access, teamAccess }: Pick<Operation, 'access' | 'teamAccess'>, isTeam: boolean): Access =>
  (isTeam ? teamAccess : undefined) ?? access;
