// A process that pulls the sixty series into a store, and says of each when it is stored: node pulling-child.ts STORE
import { makeWorld } from '../../app/pull/world.ts';
import { catalogueOf, NOW, sixtySeries } from './sixty-series.ts';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('the file of the store is missing');
const series = sixtySeries();
const world = await makeWorld(catalogueOf(series), { now: NOW, file });
world.playAll(series.flatMap(({ plays }) => plays));
const told = world.told.push.bind(world.told);
world.told.push = (...progress) => {
  for (const one of progress) if (one.kind === 'done' && one.outcome !== 'failed') process.stdout.write(`${one.id}\n`);
  return told(...progress);
};
process.stdout.write('begun\n');
const { outcome } = await world.pull();
await world.close();
process.stdout.write(`${outcome}\n`);
