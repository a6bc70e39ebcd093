import '../../../src/engine.ts';

import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startPostgres } from '../../store/postgres/bed.ts';
import { compareStores, makeBoth, market } from './compare.ts';

const { values } = parseArgs({ options: { studies: { type: 'string', default: '200' } } });
const studies = Number(values.studies);
const isDaily = existsSync(market);
const postgres = await startPostgres();
const both = await makeBoth(await postgres.database(), isDaily ? { data: market } : {});
const faults = await compareStores(both, studies, (line) => console.log(line));
await both.close();
await postgres.stop();
for (const fault of faults) console.error(fault);
console.log(
  `${isDaily ? 'daily prices' : 'the shipped table'}: the whole pack and ${studies} random studies; ${faults.length} answers differ`,
);
if (faults.length > 0) process.exit(1);
