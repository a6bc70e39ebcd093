import type { Operation } from '../../app/operation.ts';

/** Where all routes of the operations begin. */
export const API = '/api/v1';

/** The route of an operation: its words, divided by slashes. What works on the jobs of a team is `queue`: `jobs` starts and shows one's own. */
export const pathOf = ({ name }: Pick<Operation, 'name'>): string => `${API}/${name.replace(/^jobs\b/, 'queue').replaceAll(' ', '/')}`;

/** Whether an operation only looks up or computes, so that asking twice is asking once. */
export const isSafe = ({ access }: Pick<Operation, 'access'>): boolean => access !== 'admin';
