import { cutQuote, harmless } from '../../contract/given-text.ts';
import type { FactCell, ReadArticle, Syndication } from '../../contract/read.ts';
import { FACT_MARKS, relationWords, storyWords } from '../../contract/read-words.ts';
import { type Content, html, type Markup, prose } from '../markup.ts';
import { renderTable } from '../table.ts';
import { articleAnchor } from './article.ts';
import { entryAnchor } from './claim-entry.ts';
import { isolated } from './given-text.ts';

/** Letters of a text's name above its column. */
const NAMED = 40;

/** Which texts tell one story, and a table of facts × texts in which what departs is marked by shape and word. */
export function renderSyndication({ stories, relations, facts }: Syndication, articles: readonly ReadArticle[]): Markup {
  const related = relations.flatMap((relation) => {
    const words = relationWords(relation);
    return words === undefined ? [] : [`Texts ${relation.first + 1} and ${relation.second + 1}: ${words}.`];
  });
  return html`<h2 class="part" id="stories">One story or several?</h2>
<p class="why">${storyWords(stories)}</p>
${related.length === 0 ? null : html`<ul class="notes meta">${related.map((line) => html`<li>${line}</li>`)}</ul>`}
${facts.length === 0 ? null : factsTable(facts, articles)}`;
}

function factsTable(facts: Syndication['facts'], articles: readonly ReadArticle[]): Markup {
  const words = (content: Content, className = 'words') => ({ content, className });
  return html`<h3 id="facts">Facts by text</h3>
<p class="hint">${Object.values(FACT_MARKS).map(({ shape, says }, i) => html`${i === 0 ? '' : '; '}${shape} ${says}`)}. Numbers lead to the claims of the text.</p>
${renderTable({
  label: 'Facts by text',
  className: 'facts',
  head: [
    words('fact', 'words long'),
    ...articles.map(({ name }, at) => words(html`<a href="#${articleAnchor(at)}">${at + 1} · ${isolated(cutQuote(name, NAMED))}</a>`)),
  ],
  rows: facts.map(({ label, claim, by, cells }) => ({
    cells: [
      words(html`${harmless(label)}${whose(claim, by)}`, 'words long'),
      ...articles.map((_, at) => words(cellOf(cells[at], at), `words ${cells[at]?.mark === 'misquoted' ? 'off' : ''}`.trim())),
    ],
  })),
})}`;
}

function whose(claim: string | null, by: string | null): Content {
  const said = [claim, by].filter((part) => part !== null);
  return said.length === 0 ? null : html`<br><span class="dim">${harmless(said.join(' · '))}</span>`;
}

function cellOf(cell: FactCell | undefined, article: number): Content {
  if (cell === undefined || cell.mark === '-') return html`<span title="${FACT_MARKS['-'].says}">${FACT_MARKS['-'].shape}</span>`;
  const { mark, claims, numbers, measure, note } = cell;
  const { shape, word } = FACT_MARKS[mark];
  const said = harmless(numbers.join('; '));
  const measured = measure === null || said.includes(measure) ? null : html` <span class="dim">${harmless(measure)}</span>`;
  return html`${mark === 'same' ? html`${shape} ` : html`<strong>${shape} ${word}</strong> `}${said}${measured}${claimLinks(claims, article)}${note === null ? null : html`<br><span class="dim">${prose(harmless(note))}</span>`}`;
}

function claimLinks(claims: readonly number[], article: number): Content {
  if (claims.length === 0) return null;
  const links = claims.map((claim, i) => html`${i === 0 ? '' : ', '}<a href="#${entryAnchor({ article, claim })}">${claim + 1}</a>`);
  return html` <span class="dim">(claim ${links})</span>`;
}
