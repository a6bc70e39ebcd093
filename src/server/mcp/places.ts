import type { ResourceLink } from '@modelcontextprotocol/server';
import type { CheckResult } from '../../contract/claims.ts';

const encode = encodeURIComponent;

export const claimUri = (pack: string, claim: string): string => `harbinger://claims/${encode(pack)}/${encode(claim)}`;
export const reportUri = (pack: string): string => `harbinger://reports/${encode(pack)}`;
export const resultUri = (pack: string): string => `harbinger://results/${encode(pack)}`;
/** Whether an address is that of a result with nothing left out. */
export const isWhole = (uri: string): boolean => uri.startsWith('harbinger://results/');
export const pageUri = (page: string): string => `harbinger://docs/${page.split('/').map(encode).join('/')}`;
export const LANGUAGE_URI = 'harbinger://language';

const link = (uri: string, name: string, mimeType: string): ResourceLink => ({ type: 'resource_link', uri, name, mimeType });

/** Resources that say more of a result. A pack's are of today: where another date or seed was asked for, they would answer another question. */
export function linksOf(operation: string, input: Readonly<Record<string, unknown>>, result: unknown): ResourceLink[] {
  if (operation === 'check' && input.asOf === undefined && (input.seed ?? 1) === 1) {
    const pack = typeof input.pack === 'string' ? input.pack : (result as CheckResult).pack;
    const own = typeof input.claim === 'string' ? [link(claimUri(pack, input.claim), `Claim ${input.claim}`, 'text/markdown')] : [];
    return [
      ...own,
      link(reportUri(pack), `Report on ${pack}`, 'text/html'),
      link(resultUri(pack), `The whole result of ${pack}`, 'application/json'),
    ];
  }
  if (operation === 'study' || operation === 'check') return [link(pageUri('methods/verdicts'), 'What the verdicts mean', 'text/markdown')];
  if (operation === 'lag') return [link(pageUri('methods/lead-lag'), 'How leads are tested', 'text/markdown')];
  if (operation === 'parse' || operation === 'language') return [link(LANGUAGE_URI, 'The language', 'text/markdown')];
  return [];
}
