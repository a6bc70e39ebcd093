import type { Checked } from '../core/language/check.ts';
import { didYouMean } from '../core/text/nearest-name.ts';
import { ProviderError } from '../providers/provider.ts';
import { CallerError, type Context } from './context.ts';

/** For each series id the ids that could stand in for it, in order. */
export type StandIns = ReadonlyMap<string, readonly string[]>;

export const NO_STAND_INS: StandIns = new Map();

/**
 * What could stand in for the series of some expressions: what the caller names, and the adjusted close where the source has one.
 *
 * @param named - Texts such as `RUT=IWM,IWN.adj`.
 * @throws CallerError for a text of another form, and for an id that the source does not have.
 */
export async function standInsOf(expressions: readonly Checked[], named: readonly string[], context: Context): Promise<StandIns> {
  const read = [...new Set(expressions.flatMap(({ series }) => series))];
  const known = await context.series.ids();
  const given = new Map(named.map((text) => parseStandIn(text, read)));
  const standIns = new Map<string, readonly string[]>();
  for (const id of read) {
    const others = [...new Set(given.get(id) ?? [])].filter((other) => other !== id);
    for (const other of others) {
      if (await isOffered(other, known, context)) continue;
      throw new CallerError(`instead "${id}=${others.join(',')}": no series ${other}${didYouMean(other, known)}`);
    }
    const adjusted = id.endsWith('.adj') ? undefined : `${id}.adj`;
    if (adjusted && !others.includes(adjusted) && (await isOffered(adjusted, known, context))) others.push(adjusted);
    if (others.length > 0) standIns.set(id, others);
  }
  return standIns;
}

/** Whether the source has a series; adjusted closes are not listed, so that one must be asked for. */
async function isOffered(id: string, known: readonly string[], context: Context): Promise<boolean> {
  if (!id.endsWith('.adj')) return known.includes(id);
  if (!known.includes(id.slice(0, -4))) return false;
  try {
    await context.series.load(id);
    return true;
  } catch (error) {
    if (error instanceof ProviderError && error.kind === 'not-found') return false;
    throw error;
  }
}

function parseStandIn(text: string, read: readonly string[]): [string, string[]] {
  const match = /^([^=\s]+)=([^=\s]+)$/.exec(text.trim());
  if (!match) throw new CallerError(`instead "${text}": expected a series and what could stand in for it, such as RUT=IWM,IWN`);
  const [, id, list] = match as unknown as [string, string, string];
  if (!read.includes(id)) {
    throw new CallerError(`instead "${text}": the study reads no series ${id}${didYouMean(id, read) || `; it reads ${read.join(', ')}`}`);
  }
  const others = list.split(',');
  if (others.includes('')) throw new CallerError(`instead "${text}": a name is missing between commas`);
  if (others.includes(id)) throw new CallerError(`instead "${text}": ${id} cannot stand in for itself`);
  return [id, others];
}
