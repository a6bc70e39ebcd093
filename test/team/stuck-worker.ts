// A worker of its own process that takes one job, says so, and never ends it: it is there to be killed.
import { openPool } from '../../src/store/postgres/connection.ts';
import { joinQueue } from '../../src/team/connection.ts';
import { startWorker } from '../../src/team/worker.ts';

const ROLES = { owner: 'harbinger_owner', worker: 'harbinger_worker', reader: 'harbinger_reader' };
const [url = ''] = process.argv.slice(2);
const boss = await joinQueue({ url, role: 'harbinger_worker' }, { name: 'stuck', max: 2, isSupervising: true, roles: ROLES });
await startWorker({
  ...{ boss, tables: (space) => openPool({ url, space, role: 'worker' }), concurrency: 1, log: () => {} },
  handlers: {
    study(_, { id }) {
      process.stdout.write(`${id}\n`);
      return new Promise(() => {});
    },
  },
});
