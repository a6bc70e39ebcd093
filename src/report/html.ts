import type { CheckResult, SeriesEntry } from '../contract/claims.ts';
import { formatCount, formatDate } from '../contract/format.ts';
import type { StudyPictures } from '../contract/pictures.ts';
import type { FamilyResult, StudyResult } from '../contract/study.ts';
import { verdictLine } from './chip.ts';
import { renderClaim } from './claim-section.ts';
import { html, type Markup, prose } from './markup.ts';
import { renderPage, renderProvenance } from './page.ts';
import { forewordOf, keyNumbers, renderStudySection } from './study-section.ts';
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
${renderProvenance({ ...check, next: { says: 'Ask a question of your own', command: `${check.command.split(' check')[0]} study --when 'all_time_high(RUT, after: 1y)' --then 'return(BTC, 90d)' --out study.html` } })}`;
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
      ? html`<h2 class="part" id="verdicts">The family of ${members.length}</h2><p class="hint">The outcomes were chosen together, so each p is adjusted for the others.</p>${familyTable(members, null, result.adjusted)}`
      : null;
  const alone = members.length === 1;
  const body = html`<header>
<p class="kicker">Harbinger · ${alone ? 'study' : formatCount(members.length, 'study', 'studies')} · as of ${formatDate(first.asOf)}</p>
<h1 class="expression">${title}</h1>
</header>
<main>
${family}
${members.map((member, i) => renderMember(member, { pictures: input.pictures[i] ?? null, index: i, alone }))}
</main>
${renderProvenance({ ...input, next: { says: 'Keep it as a claim file, to be checked again when new data come', command: `${input.command} --out my-claim.yaml` } })}`;
  return renderPage(`${title} · Harbinger`, body);
}

function renderMember(study: StudyResult, place: { pictures: StudyPictures | null; index: number; alone: boolean }): Markup {
  const id = `study-${place.index + 1}`;
  const context = { id, outcome: study.outcome, kind: study.outcomeKind, claimDate: null, reproduce: '#command' };
  const pair = { known: study, toDate: study, claimed: false };
  const head = place.alone
    ? html`<h2 class="kicker">the verdict</h2>`
    : html`<p class="kicker">outcome</p><h2><code>${study.outcome}</code></h2>`;
  return html`<section class="${place.alone ? 'alone' : 'claim'}" id="${id}" aria-label="${study.outcome}">
${head}
${verdictLine(study.verdictKind, study.verdict)}
${keyNumbers(study)}
<p class="why">${prose(study.sentence)}</p>
${forewordOf(study)}
${renderStudySection({ pair, pictures: place.pictures, context, family: place.alone ? [study] : [], primary: 0 })}
${study.notes.length === 0 ? null : html`<h3>What was assumed</h3><ul class="notes">${study.notes.map((n) => html`<li>${prose(n)}</li>`)}</ul>`}
</section>`;
}
