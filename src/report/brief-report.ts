import type { BriefLine, BriefResult } from '../contract/brief.ts';
import { type Language, quoted } from '../contract/languages.ts';
import { chipStyle } from '../contract/verdict-chip.ts';
import { html, type Markup, trusted } from './markup.ts';
import { renderPage } from './page.ts';

/** One page of A4: closer lines and smaller type than a report has. */
const STYLE = trusted(`<style>
.brief h1 { font-size: clamp(24px, 3.6vw, 32px); }
.brief h2 { font-size: 17px; margin: 20px 0 4px; padding-top: 8px; border-top: 1px solid var(--line); }
.brief ul { margin: 0; padding: 0; list-style: none; } .brief li { margin: 0 0 8px; max-width: 78ch; }
.brief .chip { font-size: 13px; line-height: 18px; padding: 1px 6px; margin-right: 6px; white-space: normal; }
.brief .statement { font-style: italic; } .brief .lead { display: block; font-size: 18px; }
.brief footer { margin-top: 24px; } .brief footer p { margin-bottom: 4px; max-width: none; font-size: 13px; color: var(--muted); }
@media print {
  @page { margin: 11mm 14mm; }
  body { font-size: 8.4pt; line-height: 1.3; }
  .brief h1 { font-size: 15pt; margin: 0 0 2pt; } .brief .question { font-size: 9.5pt; margin-bottom: 3pt; } .brief .lead { font-size: 9.5pt; margin-bottom: 3pt; }
  .brief h2 { font-size: 10pt; margin: 6pt 0 2pt; padding-top: 4pt; } .brief li { margin-bottom: 2.5pt; max-width: none; }
  .brief .chip { font-size: 7pt; line-height: 1.2; padding: 0.5pt 3pt; }
  .brief footer { margin-top: 8pt; padding-top: 4pt; } .brief footer p, .brief footer code { font-size: 6.8pt; margin-bottom: 1pt; }
}
</style>`);

/** The brief as one HTML file that needs no network and no script, made for one page of A4. */
export function renderBrief(brief: BriefResult): string {
  const { heading, title, question, lead, sections, foot, language } = brief;
  const body = html`${STYLE}<article class="brief">
<header>
<p class="kicker">Harbinger · ${brief.pack} · ${heading}</p>
<h1>${title}</h1>
<p class="question">${question}</p>
${lead.map(({ text }) => html`<p class="lead">${text}</p>`)}
</header>
<main>
${sections.map(
  (section) => html`<section id="${section.id}"><h2>${section.title}</h2>
<ul>${section.lines.map((line) => lineOf(line, language))}</ul></section>`,
)}
</main>
<footer>${foot.map((text) => html`<p>${text}</p>`)}
<p lang="en">Harbinger ${brief.version} · ${brief.dataSource} · <code>${brief.dataHash}</code></p>
<p lang="en"><code>${brief.command}</code></p></footer>
</article>`;
  return renderPage(`${heading} · ${title}`, body, language);
}

function lineOf({ statement, verdict, verdictKind, text }: BriefLine, language: Language): Markup {
  const said =
    statement === null ? null : html`<span class="statement" lang="${statement.language}">${quoted(statement.text, language)}</span> `;
  const style = verdictKind === null ? '' : chipStyle(verdictKind);
  const chip = verdict === null ? null : html`<span class="chip${style === 'plain' ? '' : ` ${style}`}">${verdict}</span> `;
  return html`<li>${said}${chip}${text}</li>`;
}
