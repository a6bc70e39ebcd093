import type { Context } from '../context.ts';
import { expressionsOf, readPack } from '../pack.ts';
import { readExpression } from '../panel.ts';
import { type CatalogueSeries, readCatalogues } from '../pull/catalogue.ts';
import type { Rules, WatchedRule } from './rules.ts';
import { type NextTime, timesOf } from './schedule.ts';

/** A series that is brought up to date for the rules, and when. */
export interface PlannedSeries {
  readonly id: string;
  readonly next: NextTime;
}

/** What the rules read and a source has, with its times. Series that no source has are read as the store holds them. */
export async function planOf({ rules, file }: Rules, context: Context): Promise<readonly PlannedSeries[]> {
  const network = await context.data.openNetwork();
  const catalogue = readCatalogues(await context.data.readCatalogueFiles(undefined), network.providers);
  const wanted = new Set((await Promise.all(rules.map((rule) => seriesOf(rule, context)))).flat());
  return [...wanted].sort().flatMap((id) => {
    const series = catalogue.get(id);
    if (!series || series.sources.length === 0) return [];
    const terms = network.providers.filter(({ name }) => series.sources.some(({ provider }) => provider === name)).map((one) => one.terms);
    return [{ id, next: timesOf(series as CatalogueSeries, { terms, crons: file.schedule.filter((entry) => entry.series.includes(id)) }) }];
  });
}

/** Ids that a rule reads, adjusted closes under the id that they come with. */
async function seriesOf({ checked, claim }: WatchedRule, context: Context): Promise<readonly string[]> {
  const ids = checked ? checked.series : await claimSeries(claim as NonNullable<WatchedRule['claim']>, context);
  return ids.map((id) => id.replace(/\.adj$/, ''));
}

async function claimSeries({ pack: name, claim: id }: NonNullable<WatchedRule['claim']>, context: Context): Promise<readonly string[]> {
  const { file, text } = await context.readPack(name);
  const claim = readPack(file, text, context.today).claims.find((one) => one.id === id);
  return claim ? expressionsOf(claim).flatMap(({ text: expression, role }) => readExpression(expression, role).series) : [];
}
