import type { CheckResult, SeriesEntry } from '../contract/claims.ts';
import { formatCount, formatDate } from '../contract/format.ts';
import type { StudyPictures } from '../contract/pictures.ts';
import type { FamilyResult, StudyResult } from '../contract/study.ts';
import { verdictLine } from './chip.ts';
import { renderClaim } from './claim-section.ts';
import { html, type Markup, prose } from './markup.ts';
import { renderPage, renderProvenance } from './page.ts';
import { forewordOf, renderStudySection } from './study-section.ts';
import { familyTable } from './study-tables.ts';
import { renderTogether } from './together.ts';
import { renderVerdicts } from './verdict-table.ts';

/** What a pack's report is made of. */
export interface ReportInput {
  readonly check: CheckResult;
  /** By claim id; a claim without pictures says so. */
  readonly pictures: Readonly<Record<string, StudyPictures>>;
}

/**
 * Renders the report of a pack as one HTML file that needs no network and no script; the same input gives the same
 * bytes. Pulls in the drawing library, so import this module only where a report is wanted.
 */
export function renderReport(input: ReportInput): string {
  const { check, pictures } = input;
  const body = html`<header>
<p class="kicker">Harbinger · ${check.pack} · as of ${formatDate(check.asOf)}</p>
<h1>${check.title}</h1>
<p class="question">${prose(check.question)}</p>
<p class="summary">${prose(check.summary)}</p>
</header>
<main>
${renderVerdicts(check)}
${renderTogether(check.together)}
${check.claims.map((claim) => renderClaim(claim, Object.hasOwn(pictures, claim.id) ? pictures[claim.id]! : null))}
</main>
${renderProvenance(check)}`;
  return renderPage(`${check.title} · Harbinger`, body);
}

/** What a study's report is made of; `pictures` stand in the order of the members. */
export interface StudyReportInput {
  readonly result: StudyResult | FamilyResult;
  readonly pictures: readonly StudyPictures[];
  readonly title: string;
  readonly command: string;
  readonly dataSource: string;
  readonly dataHash: string;
  readonly version: string;
  readonly series: readonly SeriesEntry[];
}

/** Renders the report of one study, or of a family of them, in the manner of `renderReport`. */
export function renderStudyReport(input: StudyReportInput): string {
  const { result, title } = input;
  const members = 'members' in result ? result.members : [result];
  const first = members[0]!;
  const family =
    'members' in result
      ? html`<h3 id="verdicts">The family of ${members.length}</h3><p class="hint">The outcomes were chosen together, so each p is adjusted for the others.</p>${familyTable(members, null, result.adjusted)}`
      : null;
  const body = html`<header>
<p class="kicker">Harbinger · ${formatCount(members.length, 'study', 'studies')} · as of ${formatDate(first.asOf)}</p>
<h1>${title}</h1>
<p class="question"><code>${first.trigger}</code></p>
</header>
<main>
${family}
${members.map((member, i) => renderMember(member, { pictures: input.pictures[i] ?? null, index: i, alone: members.length === 1 }))}
</main>
<h3 id="command">Reproduce it</h3>
<pre>${input.command}</pre>
${renderProvenance(input)}`;
  return renderPage(`${title} · Harbinger`, body);
}

function renderMember(study: StudyResult, place: { pictures: StudyPictures | null; index: number; alone: boolean }): Markup {
  const id = `study-${place.index + 1}`;
  const context = { id, outcome: study.outcome, kind: study.outcomeKind, claimDate: null, reproduce: '#command' };
  const pair = { known: study, toDate: study, claimed: false };
  return html`<section class="claim" id="${id}">
<p class="kicker">outcome</p>
<h2><code>${study.outcome}</code></h2>
${forewordOf(study)}
${verdictLine(study.verdictKind, study.verdict)}
<p class="why">${prose(study.sentence)}</p>
${renderStudySection({ pair, pictures: place.pictures, context, family: place.alone ? [study] : [], primary: 0 })}
${study.notes.length === 0 ? null : html`<h3>What was assumed</h3><ul class="notes">${study.notes.map((n) => html`<li>${prose(n)}</li>`)}</ul>`}
</section>`;
}
