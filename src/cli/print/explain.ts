import type { ExplainResult, TopicKind } from '../../contract/explain.ts';
import { type Look, styled, wrap } from './layout.ts';

const TITLES: Readonly<Record<TopicKind, string>> = {
  verdict: 'Verdicts',
  gate: 'Gates of a verdict',
  word: 'Words',
  method: 'Methods',
  page: 'Pages',
};

/** One topic as text, or the list of all. */
export function printExplain({ topic, topics }: ExplainResult, look: Look): string {
  if (topic) {
    const next = topic.related.length > 0 ? ['', wrap(`Read next: ${topic.related.join(', ')}`, { hanging: 2 })] : [];
    return `${[styled(topic.title, 'bold', look), '', printMarkdown(topic.text, look), ...next].join('\n')}\n`;
  }
  const kinds = [...new Set(topics.map(({ kind }) => kind))];
  return `${kinds
    .map((kind) =>
      [
        styled(TITLES[kind], 'bold', look),
        ...topics
          .filter((other) => other.kind === kind)
          .map(({ id, title, line }) => wrap(`${nameOf(kind, { id, title })}: ${line}`, { indent: 2, hanging: 4 })),
      ].join('\n'),
    )
    .join('\n\n')}\n`;
}

/** What a reader would type: the words of a verdict, the path of a page. */
const nameOf = (kind: TopicKind, { id, title }: { id: string; title: string }): string =>
  kind === 'method' || kind === 'page' ? id : title;

/** Markdown for a terminal: paragraphs wrapped, code and tables as they are, headings and strong words bold, links by their words. */
function printMarkdown(text: string, look: Look): string {
  return text
    .split(/(```.*?```)/gs)
    .map((part) => (part.startsWith('```') ? code(part) : prose(part, look)))
    .join('\n');
}

const code = (block: string): string =>
  block
    .split('\n')
    .slice(1, -1)
    .map((line) => `    ${line}`)
    .join('\n');

function prose(text: string, look: Look): string {
  return text
    .split(/\n\s*\n/)
    .map((block) => printBlock(block.replaceAll(/^\n+|\n+$/g, ''), look))
    .join('\n\n');
}

function printBlock(block: string, look: Look): string {
  if (/^ {4}/.test(block)) return block;
  const heading = /^#+ (.*)$/.exec(block)?.[1];
  if (heading !== undefined) return styled(marked(heading, look), 'bold', look);
  if (block.startsWith('|'))
    return block
      .split('\n')
      .filter((line) => !/^\|[\s|:-]+$/.test(line))
      .map((line) => row(line, look))
      .join('\n');
  return block
    .split(/\n(?=(?:-|\d+\.) )/)
    .map((item) => wrap(marked(item.replaceAll(/\s+/g, ' '), look), /^(?:-|\d+\.) /.test(item) ? { hanging: 2 } : {}))
    .join('\n');
}

const row = (line: string, look: Look): string =>
  wrap(
    marked(
      line
        .replaceAll(/^\||\|$/g, '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
      look,
    ),
    { hanging: 4 },
  );

const marked = (text: string, look: Look): string =>
  text
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\*\*(.+?)\*\*/g, (_, words: string) => styled(words, 'bold', look))
    .replaceAll(/(?<![\w`])_(.+?)_(?![\w`])/gs, '$1');
