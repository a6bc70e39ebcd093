import type { PageNode } from 'html-to-text';

/** Where the article is in a page, and what the page says of itself. */
export interface PageParts {
  /** The element that holds the article; the page itself where none does. */
  readonly main: PageNode;
  /** Whether the article has an element of its own. */
  readonly isMarked: boolean;
  readonly title: string | undefined;
  /** Day on which it came out, as it says: YYYY-MM-DD. */
  readonly published: string | undefined;
  /** How many elements lie within each other. */
  readonly depth: number;
}

/** What a walk through a page gathers. */
interface Survey {
  /** Letters of text so far, without what is left out. */
  letters: number;
  depth: number;
  readonly articles: Candidate[];
  readonly mains: Candidate[];
  readonly forms: Candidate[];
  readonly titles: PageNode[];
  readonly headings: PageNode[];
  readonly metas: Map<string, string>;
}

interface Candidate {
  readonly element: PageNode;
  readonly letters: number;
}

const ASIDE = new Set(['nav', 'aside', 'footer', 'select', 'button', 'template', 'noscript', 'svg']);
/** Share of the text around it that an element must have to be the article. */
const ENOUGH = 1 / 3;

/** Finds the article in a page: the longest `article` that is no mere teaser, else `main`, else all of it. */
export function partsOf(page: PageNode): PageParts {
  const survey = surveyOf(page);
  const { letters, articles, mains, metas } = survey;
  const main = longest(mains);
  const article = longest(articles);
  const whole = main !== undefined && main.letters >= letters * ENOUGH ? main : undefined;
  const chosen = article !== undefined && article.letters >= (whole?.letters ?? letters) * ENOUGH ? article : whole;
  const named = survey.titles.find(({ parent }) => parent?.name !== 'svg') ?? undefined;
  const title = [named && textOf(named), metas.get('og:title'), ...survey.headings.slice(0, 1).map(textOf)].map(tidy).find(Boolean);
  const day = ['article:published_time', 'datepublished', 'date', 'dc.date.issued', 'parsely-pub-date', 'time'].flatMap(
    (key) => /^\d{4}-\d{2}-\d{2}(?=$|[T ])/.exec(metas.get(key) ?? '')?.[0] ?? [],
  );
  return { main: chosen?.element ?? page, isMarked: chosen !== undefined, title, published: day[0], depth: survey.depth };
}

/** Forms that hold most of a page: some pages are one form. */
export function formsAround(page: PageNode): ReadonlySet<PageNode> {
  const { letters, forms } = surveyOf(page);
  return new Set(forms.filter((form) => form.letters * 2 > letters).map(({ element }) => element));
}

const longest = (candidates: readonly Candidate[]): Candidate | undefined =>
  candidates.reduce<Candidate | undefined>((best, one) => (best && best.letters >= one.letters ? best : one), undefined);

/** Goes through a page once, without recursion: pages may be deep. */
function surveyOf(page: PageNode): Survey {
  const survey: Survey = {
    ...{ letters: 0, depth: 0, articles: [], mains: [], forms: [] },
    ...{ titles: [], headings: [], metas: new Map() },
  };
  const open: { element: PageNode; next: number; before: number }[] = [{ element: page, next: 0, before: 0 }];
  for (let at = open.at(-1); at !== undefined; at = open.at(-1)) {
    const child = at.element.children?.[at.next++];
    if (child === undefined) {
      open.pop();
      note(at.element, survey.letters - at.before, survey);
    } else if (child.type === 'text') {
      survey.letters += child.data?.trim().length ?? 0;
    } else if (child.type === 'tag' && !ASIDE.has(child.name ?? '')) {
      open.push({ element: child, next: 0, before: survey.letters });
      survey.depth = Math.max(survey.depth, open.length);
    }
  }
  return survey;
}

function note(element: PageNode, letters: number, survey: Survey): void {
  const { name, attribs = {} } = element;
  if (name === 'article') survey.articles.push({ element, letters });
  else if (name === 'main' || attribs.role === 'main') survey.mains.push({ element, letters });
  else if (name === 'form') survey.forms.push({ element, letters });
  else if (name === 'title') survey.titles.push(element);
  else if (name === 'h1') survey.headings.push(element);
  else if (name === 'time') noteMeta(survey, 'time', attribs.datetime);
  const key = attribs.property ?? attribs.name ?? attribs.itemprop;
  if (name === 'meta' || attribs.itemprop) noteMeta(survey, key, attribs.content ?? attribs.datetime);
}

function noteMeta({ metas }: Survey, key: string | undefined, value: string | undefined): void {
  const name = key?.toLowerCase();
  if (name && value && !metas.has(name)) metas.set(name, value);
}

/** The text right in an element and in its children. */
function textOf({ children = [] }: PageNode): string {
  return children.map((child) => child.data ?? child.children?.map(({ data }) => data ?? '').join('') ?? '').join('');
}

/** In one line, without control characters, no longer than a name may be. */
function tidy(text: string | undefined): string {
  const line = (text ?? '').replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
