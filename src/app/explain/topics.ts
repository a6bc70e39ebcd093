import type { Topic, TopicKind } from '../../contract/explain.ts';
import type { Docs } from '../context.ts';
import { firstSentence, readPage, slugOf } from './markdown.ts';

/** A topic with its text and the names under which it can be asked for. */
export interface FullTopic extends Topic {
  readonly text: string;
  readonly related: readonly string[];
  /** Slugs; the first is the id's. */
  readonly names: readonly string[];
}

/** The pages whose sections are topics of their own. */
const GLOSSARIES: Readonly<Record<string, TopicKind>> = {
  'reference/verdicts': 'verdict',
  'reference/gates': 'gate',
  'reference/words': 'word',
};

/** A name that two topics share is that of the first of these. */
const ORDER: readonly TopicKind[] = ['verdict', 'gate', 'method', 'word', 'page'];

/** Everything that can be explained: each verdict, gate and word, each method, each page. A glossary's sections are its topics. */
export async function allTopics(docs: Docs): Promise<readonly FullTopic[]> {
  const pages = await docs.pages();
  const topics = (await Promise.all(pages.map(async (page) => topicsOf(page, await docs.read(page), pages)))).flat();
  const known = new Set(topics.map(({ id }) => id));
  return topics
    .map((topic) => ({ ...topic, related: topic.related.filter((id) => known.has(id) && id !== topic.id) }))
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

function topicsOf(page: string, text: string, pages: readonly string[]): FullTopic[] {
  const { title, body, sections } = readPage(text);
  const whole = linked(page, body, pages);
  const kind = page.startsWith('methods/') ? 'method' : 'page';
  const names = [slugOf(page), slugOf(page.slice(page.lastIndexOf('/') + 1)), slugOf(title)];
  const own: FullTopic = { id: page, kind, title, line: firstSentence(body), ...whole, names };
  const glossary = GLOSSARIES[page];
  if (!glossary) return [own];
  return [own, ...sections.map((section) => entryOf(page, { ...section, kind: glossary }, pages))];
}

const ALIASES = /^_Also called: (.*)\._$/m;

/** A section of a glossary; its last line may say what else it is called. */
function entryOf(
  page: string,
  { title, body, kind }: { title: string; body: string; kind: TopicKind },
  pages: readonly string[],
): FullTopic {
  const aliases = ALIASES.exec(body)?.[1]?.split(', ') ?? [];
  const text = body.replace(ALIASES, '').trim();
  const id = `${kind}/${slugOf(title)}`;
  return { id, kind, title, line: firstSentence(text), ...linked(page, text, pages), names: [id, title, ...aliases].map(slugOf) };
}

/** A text whose links to other pages are ids of topics; a link to what does not ship keeps its words alone. */
function linked(page: string, text: string, pages: readonly string[]): Pick<FullTopic, 'text' | 'related'> {
  const related = new Set<string>();
  const rewritten = text.replaceAll(/(!?)\[([^\]]*)\]\(([^)\s]+)\)/g, (whole, ...[image, words, target]: [string, string, string]) => {
    if (/^[a-z]+:/.test(target)) return whole;
    const id = image ? undefined : idOf(page, target, pages);
    if (id === undefined) return words;
    related.add(id);
    return `[${words}](${id})`;
  });
  return { text: rewritten, related: [...related] };
}

/** The topic that a relative link of a page leads to. */
function idOf(page: string, target: string, pages: readonly string[]): string | undefined {
  const [path = '', anchor] = target.split('#');
  const there = path === '' ? page : new URL(path, `file:///${page}`).pathname.slice(1).replace(/\.md$/, '');
  if (!pages.includes(there)) return undefined;
  const glossary = GLOSSARIES[there];
  return anchor !== undefined && glossary ? `${glossary}/${anchor}` : there;
}
