import { ExplainInput, type ExplainResult, type Topic } from '../../contract/explain.ts';
import { nearestName } from '../../core/text/nearest-name.ts';
import { CallerError, type Context } from '../context.ts';
import { slugOf } from '../explain/markdown.ts';
import { allTopics, type FullTopic } from '../explain/topics.ts';

/** A verdict, a gate, a word, a method or a page in plain words; without a topic the list of all. */
export async function explain(given: unknown, { docs, program }: Context): Promise<ExplainResult> {
  const { topic } = ExplainInput.parse(given);
  const topics = await allTopics(docs);
  const asked = topic.join(' ').trim();
  if (asked === '') return { topic: null, topics: topics.map(brief) };
  const found = findTopic(asked, topics, program);
  return { topic: { ...brief(found), text: found.text, related: [...found.related] }, topics: topics.map(brief) };
}

const brief = ({ id, kind, title, line }: FullTopic): Topic => ({ id, kind, title, line });

/**
 * The topic of a name: its id, title or another name, the page's own name, a verdict with what it names after it, or the beginning of one
 * name alone. Signs, case and hyphens do not matter.
 */
function findTopic(asked: string, topics: readonly FullTopic[], program: string): FullTopic {
  const name = slugOf(asked.replace(/^docs\//, '').replace(/\.md$/, ''));
  const exact = topics.find(({ names }) => names.includes(name));
  if (exact) return exact;
  const followed = topics.filter(({ kind, names }) => kind === 'verdict' && names.some((own) => name.startsWith(`${own}-`)));
  const longest = followed.toSorted((a, b) => lengthOf(b, name) - lengthOf(a, name))[0];
  if (longest) return longest;
  const begun = name.length < 3 ? [] : topics.filter(({ names }) => names.some((own) => own.startsWith(name)));
  if (begun.length === 1) return begun[0] as FullTopic;
  if (begun.length > 1) throw new CallerError(`"${asked}" could be ${begun.map(({ id }) => id).join(', ')}; name one of them`);
  const nearest = nearestName(
    name,
    topics.flatMap(({ names }) => names),
  );
  const meant = topics.find(({ names }) => nearest !== undefined && names.includes(nearest));
  throw new CallerError(
    `no topic "${asked}"${meant ? `; did you mean ${meant.title} (${meant.id})?` : `; \`${program} explain\` lists them`}`,
  );
}

/** Letters of the longest name of a topic that another name begins with. */
const lengthOf = ({ names }: FullTopic, name: string): number =>
  Math.max(0, ...names.filter((own) => name.startsWith(`${own}-`)).map((own) => own.length));
