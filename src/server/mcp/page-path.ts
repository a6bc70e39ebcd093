import type { StudyInput } from '../../contract/operations.ts';

type Input = Readonly<Record<string, unknown>>;

const encode = (value: unknown): string => encodeURIComponent(String(value));

/** An address of the page with its state: lists and flags as JSON, as the page writes them. */
function withSearch(path: string, search: Input): string {
  const given = Object.entries(search).filter(([, value]) => value !== undefined);
  const text = given.map(([key, value]) => `${key}=${encode(typeof value === 'string' ? value : JSON.stringify(value))}`).join('&');
  return text === '' ? path : `${path}?${text}`;
}

/** Where the page shows what an operation gives; undefined where it has no view of it. */
export function pagePath(operation: string, input: Input): string | undefined {
  const { asOf } = input;
  if (operation === 'check' || operation === 'now') {
    const { pack = 'russell-crypto', claim } = input;
    return claim === undefined ? withSearch('/', { pack, asOf }) : withSearch(`/claims/${encode(pack)}/${encode(claim)}`, { asOf });
  }
  if (operation === 'evidence') {
    const { pack = 'russell-crypto', indicator } = input;
    const board = `/evidence/${encode(pack)}`;
    return withSearch(indicator === undefined ? board : `${board}/${encode(indicator)}`, { asOf });
  }
  if (operation === 'study') {
    const { when, then, direction, given, curve, trade, seed } = input as Partial<StudyInput>;
    return withSearch('/lab', { when, then, direction, given: given?.length ? given : undefined, curve, trade, seed, run: true, asOf });
  }
  if (operation === 'forecast show') return withSearch('/ledger', { early: input.early === true ? true : undefined });
  if (operation === 'forecast backcast') return withSearch('/ledger', { from: input.from, every: input.every, pack: input.pack });
  if (operation === 'series') return withSearch('/series', { q: input.search, asOf });
  if (operation === 'series show') return withSearch(`/series/${encode(input.id)}`, { asOf });
  return undefined;
}
