import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { COSTS, type Figures, readCosts, withMeasured } from './costs.ts';
import { postgresFigures } from './measure-postgres.ts';
import { programFigures } from './measure-program.ts';

/** Figures of whole jobs through PostgreSQL, by the names of costs.json, where `bench/team` has left any. They go before those that are measured here. */
const TEAM_FIGURES = new URL('../team/figures.json', import.meta.url);

const teamFigures = (): Figures => (existsSync(TEAM_FIGURES) ? (JSON.parse(readFileSync(TEAM_FIGURES, 'utf8')) as Figures) : {});

/**
 * Measures all figures that are measured, in one go, and writes them into costs.json.
 *
 * @param isQuiet - Whether nobody else uses the machine; else they are marked as provisional.
 */
export async function measureAll(isQuiet: boolean): Promise<void> {
  const figures = { ...(await programFigures()), ...(await postgresFigures()), ...teamFigures() };
  const when = new Date().toISOString().slice(0, 10);
  const how = `npm run simulate:scale -- --measure${isQuiet ? ' --quiet' : ''}`;
  const costs = withMeasured(readCosts(), figures, { standing: isQuiet ? 'measured' : 'provisional', when, how });
  writeFileSync(COSTS, `${JSON.stringify(costs, null, 2)}\n`);
  for (const name of Object.keys(figures)) console.log(`${name}: ${costs[name]?.value} ${costs[name]?.unit}`);
}
