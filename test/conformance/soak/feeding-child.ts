// A process that pulls or imports the sixty series into a store, and says of each when it is stored: node feeding-child.ts WHAT STORE
import { importFiles } from '../../../src/app/operations/import.ts';
import { formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { makeWorld, type World } from '../../app/pull/world.ts';
import { catalogueOf, type MadeSeries, NOW, sixtySeries } from './sixty-series.ts';

const [what, file] = process.argv.slice(2);
if (what === undefined || file === undefined) throw new Error('what to do and the file of the store are missing');
const series = sixtySeries();
const world = await makeWorld(catalogueOf(series), { now: NOW, file });
world.playAll(series.flatMap(({ plays }) => plays));
const say = (line: string): void => void process.stdout.write(`${line}\n`);
say('begun');
say(await (what === 'import' ? imported(world) : pulled(world)));
await world.close();

async function pulled({ context }: World): Promise<string> {
  const { pull } = await import('../../../src/app/operations/pull.ts');
  const { outcome } = await pull({}, { ...context, onProgress: (one) => one.kind === 'done' && one.outcome !== 'failed' && say(one.id) });
  return outcome;
}

async function imported({ context }: World): Promise<string> {
  const texts = new Map(series.map((one) => [one.id, csvOf(one)]));
  const readFile = async (path: string) => ({ name: `${path}.csv`, path, bytes: new TextEncoder().encode(texts.get(path)) });
  const { files } = await importFiles(
    { files: [...texts.keys()], yes: true },
    {
      ...context,
      data: { ...context.data, readFile },
      onProgress: (one) => one.kind === 'done' && one.outcome !== 'refused' && say(one.id),
    },
  );
  return files.every(({ outcome }) => outcome === 'stored' || outcome === 'unchanged') ? 'done' : 'partial';
}

/** What a series should come to, as a file. */
function csvOf({ id, expected }: MadeSeries): string {
  const adjusted = new Map(expected.get(`${id}.adj`));
  const rows = (expected.get(id) ?? []).map(([day, value]) =>
    [formatCivilDate(day), value, ...(adjusted.size > 0 ? [adjusted.get(day)] : [])].join(','),
  );
  return [`date,close${adjusted.size > 0 ? ',adj_close' : ''}`, ...rows].join('\n');
}
