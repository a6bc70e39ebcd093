import type { Confounded } from '../../contract/confounders.ts';
import { strataHead, strataRow } from '../../contract/strata-words.ts';
import { type Look, styled, table, wrap } from './layout.ts';

/** What else was true, a table for each: the parts with their dates, events and outcomes, then the effect within them. */
export function confounderLines(confounders: readonly Confounded[], look: Look): string[] {
  if (confounders.length === 0) return [];
  return [
    '',
    styled('What else was true', 'bold', look),
    ...confounders.flatMap((one) => [
      ...(one.strata.length === 0
        ? [styled(one.title, 'dim', look)]
        : [table([strataHead(one), ...one.strata.map(strataRow(one))], [1, 2, 3, 4, 5, 6])]),
      wrap(one.sentence),
      '',
    ]),
  ].slice(0, -1);
}
