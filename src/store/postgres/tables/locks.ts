import { roleName } from '../connection.ts';
import { inSpaces, separated } from '../separation.ts';

/** What a writer holds while it writes: a row for each kind, which only those of the space can lock. */
export const locks = {
  name: 'locks',
  statements: [
    inSpaces(`CREATE TABLE locks (
  kind text NOT NULL,
  taken boolean NOT NULL DEFAULT true,
  PRIMARY KEY (kind)
)`),
    ...separated('locks'),
    `GRANT UPDATE (taken) ON locks TO ${roleName('worker')}`,
  ],
};
