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
  @page { margin: 9mm 11mm; }
  body { font-size: 7.3pt; line-height: 1.24; } .brief main { columns: 2; column-gap: 7mm; } .brief section:first-child h2 { border-top: 0; margin-top: 0; padding-top: 0; }
  .brief h1 { font-size: 14pt; margin: 0 0 1pt; max-width: none; } .brief .question, .brief .lead { font-size: 8.8pt; margin-bottom: 2pt; max-width: none; } .brief header { margin-bottom: 5pt; }
  .brief h2 { font-size: 9.2pt; margin: 5pt 0 2pt; padding-top: 3pt; } .brief li { margin-bottom: 2pt; max-width: none; break-inside: avoid; }
  .brief .chip { font-size: 6.6pt; line-height: 1.15; padding: 0 2.5pt; margin-right: 2pt; }
  .brief footer { margin-top: 5pt; padding-top: 3pt; border-top-width: 1pt; } .brief footer p, .brief footer code { font-size: 6.4pt; line-height: 1.25; margin-bottom: 0; }
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
