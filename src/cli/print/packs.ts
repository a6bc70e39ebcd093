import { formatCount } from '../../contract/format.ts';
import type { PacksResult } from '../../contract/state.ts';
import { type Look, styled, table, wrap } from './layout.ts';

/** The packs that ship, each with its claims. */
export function printPacks({ packs }: PacksResult, look: Look): string {
  if (packs.length === 0) return 'No pack ships with this program.\n';
  return `${packs
    .map(({ pack, title, question, claims }) =>
      [
        `${styled(pack, 'bold', look)}  ${title}`,
        wrap(question, { indent: 2 }),
        styled(`  ${formatCount(claims.length, 'claim')}`, 'dim', look),
        '',
        table([['claim', 'kind', 'statement'], ...claims.map(({ id, kind, statement }) => [id, kind, statement])]),
      ].join('\n'),
    )
    .join('\n\n')}\n`;
}
