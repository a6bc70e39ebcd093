import { formatCount, formatDate } from '../../contract/format.ts';
import { harmless } from '../../contract/given-text.ts';
import { type MarkedLine, markText, type Stretch } from '../../contract/marked-text.ts';
import type { ReadArticle, ReadClaim } from '../../contract/read.ts';
import { languageName } from '../../contract/read-words.ts';
import { chipStyle } from '../../contract/verdict-chip.ts';
import { type Content, html, type Markup } from '../markup.ts';
import { entryAnchor, markAnchor, renderEntry } from './claim-entry.ts';
import { isolated, languageOf } from './given-text.ts';

/** The anchor of a text. */
export const articleAnchor = (article: number): string => `text-${article + 1}`;

/** One text with its claims marked in place, each with its entry beside the line in which it begins. */
export function renderArticle(article: ReadArticle, at: number): Markup {
  const { name, language, published, claims, text, notes } = article;
  const { lines, unplaced } = markText(text, claims);
  const about = [
    languageName(language),
    published === null ? null : `published on ${formatDate(published)}`,
    formatCount(claims.length, 'claim'),
  ];
  return html`<section class="text" id="${articleAnchor(at)}" aria-labelledby="${articleAnchor(at)}-title">
<h2 id="${articleAnchor(at)}-title">${at + 1} · ${isolated(name)}</h2>
<p class="byline">${about.filter((part) => part !== null).join(' · ')}</p>
${lines.map((line) => lineOf(line, article, at))}
${unplaced.length === 0 ? null : html`<h3>Found in no place of the text</h3>${unplaced.map((claim) => entryOf(article, { article: at, claim, isMarked: false }))}`}
${notes.length === 0 ? null : html`<ul class="notes">${notes.map((note) => html`<li>${harmless(note)}</li>`)}</ul>`}
</section>`;
}

function entryOf({ claims, language }: ReadArticle, place: { article: number; claim: number; isMarked: boolean }): Markup {
  return renderEntry(claims[place.claim] as ReadClaim, { ...place, language });
}

function lineOf({ stretches, opens }: MarkedLine, article: ReadArticle, at: number): Markup {
  return html`<div class="row"><p class="said" dir="auto"${languageOf(article.language)}>${stretches.map((stretch) => stretchOf(stretch, article, at))}</p>${
    opens.length === 0
      ? null
      : html`<div class="entries">${opens.map((claim) => entryOf(article, { article: at, claim, isMarked: true }))}</div>`
  }</div>
`;
}

/** A stretch leads to the entry of the shortest claim that covers it; others that begin with it have their number only. */
function stretchOf({ text, claims, inner, opens }: Stretch, article: ReadArticle, at: number): Content {
  if (inner === null) return harmless(text);
  const others = opens.filter((claim) => claim !== inner);
  return html`${others.map((claim) => html`<a class="n" id="${markAnchor({ article: at, claim })}" href="#${entryAnchor({ article: at, claim })}">${numberOf(article, claim)}</a>`)}<mark class="${markClass(article, claims)}"><a${
    opens.includes(inner) ? html` id="${markAnchor({ article: at, claim: inner })}"` : null
  } href="#${entryAnchor({ article: at, claim: inner })}">${opens.includes(inner) ? html`<strong class="n">${numberOf(article, inner)}</strong>\u00a0` : null}${harmless(text)}</a></mark>`;
}

/** A claim's number; with the shape of what is misquoted. */
const numberOf = ({ claims }: ReadArticle, claim: number): string => `${claims[claim]?.misquoted == null ? '' : '▲'}${claim + 1}`;

/** `deep` where claims overlap, `open` where the shortest has no verdict that settles it. */
function markClass({ claims }: ReadArticle, covering: readonly number[]): string {
  const isOpen = covering.every((claim) => {
    const verdict = claims[claim]?.verdict ?? null;
    return verdict === null || chipStyle(verdict.kind) === 'open';
  });
  return [covering.length > 1 ? 'deep' : 'one', isOpen ? 'open' : 'settled'].join(' ');
}
