import type { ExplainResult, TopicKind } from '../../contract/explain.ts';
import { type Look, styled, table, wrap } from './layout.ts';
import { printMarkdown } from './markdown.ts';

const KINDS: readonly (readonly [TopicKind, string])[] = [
  ['verdict', 'Verdicts'],
  ['gate', 'Gates'],
  ['word', 'Words'],
  ['method', 'Methods'],
  ['page', 'Pages'],
];

/** One topic with its text and what to read next; without one, all topics with a line each. */
export function printExplain({ topic, topics }: ExplainResult, look: Look): string {
  if (topic === null) return `${listOf(topics, look)}\n`;
  const { title, line, text, related } = topic;
  const begins = new RegExp(`^#\\s+${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`, 'im');
  return `${[
    ...(begins.test(text)
      ? []
      : [styled(wrap(title), 'bold', look), ...(line === '' || text.replace(/\s+/g, ' ').includes(line) ? [] : [wrap(line)]), '']),
    printMarkdown(text, look),
    ...(related.length === 0 ? [] : ['', styled(wrap(`Next: ${related.join(', ')}`, { hanging: 6 }), 'dim', look)]),
  ].join('\n')}\n`;
}

function listOf(topics: ExplainResult['topics'], look: Look): string {
  const groups = KINDS.map(([kind, title]) => ({ title, of: topics.filter((topic) => topic.kind === kind) }));
  return groups
    .filter(({ of }) => of.length > 0)
    .map(({ title, of }) => `${styled(title, 'bold', look)}\n${table([['topic', 'what it is'], ...of.map(({ id, line }) => [id, line])])}`)
    .join('\n\n');
}
