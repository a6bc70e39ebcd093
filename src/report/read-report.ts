import { cardinal, formatCount, formatDate, formatNumber } from '../contract/format.ts';
import { harmless } from '../contract/given-text.ts';
import type { ReadClaim, ReadResult } from '../contract/read.ts';
import { tieWords } from '../contract/read-words.ts';
import { VerdictKind } from '../contract/verdict.ts';
import { verdictChip } from './chip.ts';
import { type Content, html, type Markup, prose } from './markup.ts';
import { renderFoot, renderPage } from './page.ts';
import { articleAnchor, renderArticle } from './read/article.ts';
import { renderSyndication } from './read/facts.ts';
import { isolated } from './read/given-text.ts';
import { renderSources } from './read/sources.ts';
import { READ_STYLE } from './read/style.ts';

/** What the foot of the report says beside the command. */
export interface ReadProvenance {
  readonly version?: string;
  /** Left out where nothing was checked. */
  readonly dataHash?: string;
}

/**
 * Renders what was read as one HTML file that needs no network and no script: the sentence, what the texts have in common, each text with its
 * claims marked in place, who says it, the drafts. Nothing of a text is taken for markup.
 */
export function readReport(result: ReadResult, { version = '', dataHash }: ReadProvenance = {}): string {
  const { articles, syndication, sentence, dataSource, asOf, sources, drafts, command } = result;
  const title = titleOf(result);
  const body = html`${READ_STYLE}<header>
<p class="kicker">Harbinger · read · as of ${formatDate(asOf)}</p>
<h1>${heading(result)}</h1>
<p class="summary">${prose(harmless(sentence))}</p>
${tally(result)}
<p class="hint">${prose(harmless(dataSource))}. In the texts: a number begins each claim, a dashed line is a claim whose verdict is open, a darker ground is where claims overlap.</p>
${contents(result)}
</header>
<main>
${syndication === null ? null : renderSyndication(syndication, articles)}
${articles.map(renderArticle)}
${nothing(result)}
${renderSources(sources)}
${draftFile(drafts)}
${refusals(result)}
</main>
${renderFoot({ command: harmless(command), version, ...(dataHash === undefined ? {} : { dataHash }) })}`;
  return renderPage(`${title} · Harbinger`, body);
}

function titleOf({ articles }: ReadResult): string {
  const [only] = articles;
  return articles.length === 1 && only !== undefined
    ? `What ${harmless(only.name)} claims`
    : `What ${cardinal(articles.length)} texts claim`;
}

const heading = (result: ReadResult): Content =>
  result.articles.length === 1 ? html`What ${isolated(result.articles[0]?.name ?? '')} claims` : titleOf(result);

/** How many claims have which verdict; one that several texts repeat is one. */
function tally({ articles }: ReadResult): Content {
  const verdicts = onceEach(articles.flatMap(({ claims }) => claims)).map(({ verdict }) => verdict?.kind ?? null);
  if (verdicts.length === 0) return null;
  const counts = VerdictKind.options
    .map((kind) => ({ kind, count: verdicts.filter((one) => one === kind).length }))
    .filter(({ count }) => count > 0);
  const unchecked = verdicts.filter((one) => one === null).length;
  return html`<ul class="tally" aria-label="${formatCount(verdicts.length, 'claim')} by verdict">${counts.map(
    ({ kind, count }) => html`<li><strong>${formatNumber(count)}</strong> ${verdictChip(kind)}</li>`,
  )}${unchecked === 0 ? null : html`<li><strong>${formatNumber(unchecked)}</strong> not checked</li>`}</ul>`;
}

function onceEach(claims: readonly ReadClaim[]): ReadClaim[] {
  const seen = new Set<string>();
  return claims.filter((claim) => {
    if (claim.tie === null && claim.draft === null) return true;
    const name = tieWords(claim);
    return !seen.has(name) && seen.add(name);
  });
}

function contents({ articles, syndication, sources, drafts }: ReadResult): Content {
  if (articles.length < 2) return null;
  const links: [anchor: string, text: Content][] = [
    ...(syndication === null ? [] : [['stories', 'One story or several?'] as [string, Content]]),
    ...articles.map(({ name }, at): [string, Content] => [articleAnchor(at), html`${at + 1} · ${isolated(name)}`]),
    ...(sources.length === 0 ? [] : [['sources', 'Who says it'] as [string, Content]]),
    ...(drafts === null ? [] : [['drafts', 'The drafts'] as [string, Content]]),
  ];
  return html`<nav aria-label="Contents"><ul class="notes">${links.map(([anchor, text]) => html`<li><a href="#${anchor}">${text}</a></li>`)}</ul></nav>`;
}

function nothing({ articles }: ReadResult): Content {
  if (articles.some(({ claims }) => claims.length > 0)) return null;
  return html`<div class="needs"><p>No claim found. A claim says of a market what it did, what it does after something else, how it stands, or what it will do: “after each of its last three records Bitcoin rose as well”.</p></div>`;
}

/** The claim file of the drafts: long, and made for a program. */
function draftFile(drafts: string | null): Content {
  if (drafts === null) return null;
  return html`<h2 class="part" id="drafts">The drafts</h2>
<p class="hint">Claims that no pack has, as a claim file: save it, mend it, and check it with <code>harbinger check FILE</code>.</p>
<details class="drafts"><summary>Show the claim file</summary><pre>${harmless(drafts)}</pre></details>`;
}

function refusals({ refused }: ReadResult): Markup | null {
  if (refused.length === 0) return null;
  return html`<h2 class="part">Not taken</h2>
<ul class="notes">${refused.map(({ index, why }) => html`<li>Claim ${index + 1} of those given: ${harmless(why)}</li>`)}</ul>`;
}
