import { cardinal, formatCount } from '../../contract/format.ts';
import type { ReadResult } from '../../contract/read.ts';

/** What was read, in a few sentences: how many claims, how many were known, what the checks found, which texts are one. */
export function readSentence({ articles, syndication }: Pick<ReadResult, 'articles' | 'syndication'>): string {
  const claims = articles.flatMap((article) => article.claims);
  const where = articles.length === 1 ? 'The text' : `The ${cardinal(articles.length)} texts`;
  const verb = articles.length === 1 ? 'makes' : 'make';
  if (claims.length === 0) return `${where} ${verb} no claim that was recognised: none that says of a market what it did, does or will do.`;
  const tied = new Set(claims.flatMap(({ tie }) => (tie ? [`${tie.pack} ${tie.claim}`] : [])));
  const untied = claims.filter(({ tie }) => tie === null);
  const runs = untied.filter(({ draft }) => draft !== null && draft.missing.length === 0).length;
  const parts = [
    `${where} ${verb} ${formatCount(claims.length, 'claim')}.`,
    tied.size === 0
      ? ''
      : `${capital(formatCount(claims.length - untied.length, 'of them repeats', 'of them repeat'))} ${formatCount(tied.size, 'known claim')}.`,
    untied.length === 0
      ? ''
      : `Of ${untied.length === 1 ? 'the other one' : `${cardinal(untied.length)} others`} ${runs === 0 ? 'none can be checked as it stands' : runs === untied.length ? `${runs === 1 ? 'a draft' : 'each has a draft that'} runs` : `${cardinal(runs)} can be checked`}.`,
    verdicts(claims),
    stories(articles, syndication),
  ];
  return parts.filter(Boolean).join(' ');
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Verdicts whose words wait for what they name. */
const SHORT: Readonly<Record<string, string>> = {
  'reproduces only if': 'reproduces only under a reading of its own',
  'suggestive, but hangs on': 'suggestive',
  'no better than luck so far': 'no better than luck',
  'open until': 'open',
  'untestable: needs': 'untestable',
  'misquoted: the source says': 'misquoted',
};

/** Verdicts by their words, the commonest first; a claim of a pack counts once. */
function verdicts(claims: readonly ReadResult['articles'][number]['claims'][number][]): string {
  const once = new Map(
    claims.flatMap((claim, i) =>
      claim.verdict ? [[claim.tie ? `${claim.tie.pack} ${claim.tie.claim}` : String(i), claim.verdict.kind] as const] : [],
    ),
  );
  const counts = [...Map.groupBy(once.values(), (kind) => kind)]
    .map(([kind, all]) => [kind, all.length] as const)
    .sort(([, a], [, b]) => b - a);
  return counts.length === 0 ? '' : `Verdicts: ${counts.map(([kind, count]) => `${count} ${SHORT[kind] ?? kind}`).join(', ')}.`;
}

function stories(articles: ReadResult['articles'], syndication: ReadResult['syndication']): string {
  if (syndication === null) return '';
  const told = syndication.stories.filter((story) => story.length > 1);
  const misquotes = articles.flatMap((article) => article.claims).filter(({ misquoted }) => misquoted !== null).length;
  const lines = told.map((story) => story.map((i) => articles[i]?.name).join(', '));
  return [
    lines.length === 0 ? 'No two texts tell one story.' : `One story is told by ${lines.join('; another by ')}.`,
    misquotes > 0 ? `${capital(formatCount(misquotes, 'claim is', 'claims are'))} misquoted.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
