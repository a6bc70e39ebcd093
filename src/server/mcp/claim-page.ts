import type { CheckResult, ClaimResult } from '../../contract/claims.ts';
import { formatDate } from '../../contract/format.ts';
import { fenced, harmless } from './harmless.ts';
import { claimParagraphs } from './texts/check.ts';

/** A claim as a page of Markdown. */
export function claimPage({ claims, title, asOf, dataSource, dataHash, version }: CheckResult): string {
  const claim = claims[0] as ClaimResult;
  const { id, test, outlets, command } = claim;
  const sources = outlets.map(({ outlet, date, title: heading }) => [outlet, heading, formatDate(date)].filter(Boolean).join(', '));
  return `${[
    `# ${id}`,
    ...[
      ...claimParagraphs(claim),
      `Tested by: ${test}`,
      `Said in: ${sources.join('; ')}. From the pack "${title}".`,
      `As of ${formatDate(asOf)}. Data: ${dataSource}; hash ${dataHash}; harbinger ${version}.`,
    ].map(harmless),
    `Reproduce:\n\n${fenced(command)}`,
  ].join('\n\n')}\n`;
}
