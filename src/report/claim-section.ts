import type { ClaimResult, ConditionReading, Fact, FigureReading, Since } from '../contract/claims.ts';
import { formatDate, formatNumber, formatOutcome, formatPercent, formatPercentile, keepTogether, MISSING } from '../contract/format.ts';
import { withUnit } from '../contract/measures.ts';
import type { StudyPictures } from '../contract/pictures.ts';
import { verdictLine } from './chip.ts';
import { renderHowSure } from './close-look.ts';
import { percentileGauge } from './figures/percentile-gauge.ts';
import { type Content, html, type Markup, prose, slug } from './markup.ts';
import { relationsTable } from './relations-table.ts';
import { forewordOf, keyNumbers, renderStudySection } from './study-section.ts';
import { gatesTable } from './study-tables.ts';
import { renderTable } from './table.ts';

/** The anchor of a claim's section. */
export function claimAnchor(id: string): string {
  return `claim-${slug(id)}`;
}

/** One claim with all that was found: the verdict first, then how sure, then why, then everything. */
export function renderClaim(claim: ClaimResult, pictures: StudyPictures | null): Markup {
  const anchor = claimAnchor(claim.id);
  return html`<section class="claim" id="${anchor}" aria-labelledby="${anchor}-title">
<p class="kicker"><span>${claim.kind} · ${claim.id}</span><a class="on-page" href="#verdicts">all verdicts</a></p>
<div class="lead"><div>
<h2 id="${anchor}-title">${prose(claim.statement)}</h2>
${byline(claim)}
${forewordOf(claim.known[claim.primary])}
${verdictLine(claim.verdictKind, claim.verdict)}
${keyNumbers(claim.known[claim.primary])}
<p class="why">${prose(claim.why)}</p>
${needsBox(claim)}
<p class="hint">${prose(`Tested by: ${claim.test}`)}</p>
</div>
${aside(claim)}
</div>
${patternParts(claim, pictures, anchor)}
${renderHowSure(claim)}
${claim.relations.length === 0 ? null : html`<h3>The tests</h3>${relationsTable(claim.relations)}`}
${claim.gates.length === 0 ? null : html`<h3>The gates</h3>${gatesTable(claim.gates)}`}
${claim.conditions.length === 0 ? null : html`<h3>The readings</h3>${conditionsTable(claim.conditions)}`}
${claim.figures.length === 0 ? null : html`<h3>The readings</h3>${figuresTable(claim.figures, claim.kind === 'condition' ? 'happened' : 'reproduces')}`}
${claim.notes.length === 0 ? null : html`<h3>What was assumed</h3><ul class="notes">${claim.notes.map((n) => html`<li>${prose(n)}</li>`)}</ul>`}
${claim.since === null ? null : sinceBlock(claim.since)}
<h3 id="${anchor}-command">Reproduce it</h3>
<pre>${claim.command}</pre>
</section>`;
}

/** Who said it, then where: copies that came out on the same day share a line. */
function byline(claim: ClaimResult): Markup {
  const lines = new Map<string, string[]>();
  for (const { outlet, date, dateNote, title } of claim.outlets) {
    const when = `${formatDate(date)}${dateNote === null ? '' : ` (${dateNote})`}`;
    lines.set(when, [...(lines.get(when) ?? []), title === null ? outlet : `${outlet}, “${title}”`]);
  }
  const rows = [...lines].map(([when, outlets]) => html`<span class="line">${outlets.join('; ')}: ${keepTogether(when)}</span>`);
  return html`<p class="byline"><span class="line"><strong>${claim.by}</strong></span>${rows}</p>`;
}

function aside(claim: ClaimResult): Content {
  if (claim.facts.length + claim.asserts.length === 0) return null;
  return html`<div class="aside">
${factList('In numbers', claim.facts)}
${factList('What the claim asserts', claim.asserts)}
</div>`;
}

function factList(title: string, facts: readonly Fact[]): Content {
  if (facts.length === 0) return null;
  return html`<h3>${title}</h3><dl>${facts.map((f) => html`<div><dt>${f.label}</dt><dd>${factValue(f.value)}</dd></div>`)}</dl>`;
}

/** A long value that is a list stands in lines. */
const factValue = (value: string): Content =>
  value.length < 60 ? keepTogether(value) : value.split('; ').map((part) => html`<span class="line">${keepTogether(part)}</span>`);

function needsBox(claim: ClaimResult): Content {
  if (claim.needs.length === 0) return null;
  const opening = claim.verdictKind === 'untestable: needs' ? 'This cannot be tested yet. It needs' : 'A full answer also needs';
  return html`<div class="needs"><p>${opening}:</p><ul class="notes">${claim.needs.map((n) => html`<li>${n}</li>`)}</ul></div>`;
}

function patternParts(claim: ClaimResult, pictures: StudyPictures | null, anchor: string): Content {
  const known = claim.known[claim.primary] ?? claim.known[0];
  if (known === undefined) return null;
  const context = { id: anchor, outcome: known.outcome, kind: known.outcomeKind, claimDate: claim.madeOn, reproduce: `#${anchor}-command` };
  const toDate = claim.toDate[claim.primary] ?? claim.toDate[0] ?? known;
  return renderStudySection({ pair: { known, toDate, claimed: true }, pictures, context, family: claim.known, primary: claim.primary });
}

function conditionsTable(readings: readonly ConditionReading[]): Markup {
  const words = (content: Content, className = 'words') => ({ content, className });
  return renderTable({
    label: 'The readings',
    head: ['condition', 'value', words('among its own past', 'words long'), 'date', words('holds')],
    rows: readings.map((r) => ({
      cells: [
        { content: html`${r.label}<br><code class="dim">${r.expression}</code>`, className: 'words' },
        withUnit(r.value, r.unit),
        words(percentileCell(r), 'words long'),
        formatDate(r.date),
        words(holdsCell(r)),
      ],
    })),
  });
}

function percentileCell(reading: ConditionReading): Content {
  if (reading.percentile === null) return MISSING;
  const n = formatNumber(reading.observations);
  return html`${percentileGauge(reading.percentile)}at or above ${formatPercentile(reading.percentile)} <span class="dim">of ${n}</span>`;
}

function holdsCell(reading: ConditionReading): Content {
  if (reading.holds !== null) return reading.holds ? '● yes' : '○ no';
  return reading.needs.length === 0 ? MISSING : `needs ${reading.needs.join(', ')}`;
}

function figuresTable(figures: readonly FigureReading[], question: string): Markup {
  const words = (content: Content, className = 'words') => ({ content, className });
  return renderTable({
    label: 'The readings',
    head: [words('reading'), 'start', 'end', 'value', words(question), words('note', 'words long')],
    rows: figures.map((f) => ({
      ...(f.reproduces ? { className: 'own' } : {}),
      cells: [
        words(f.label),
        formatDate(f.start),
        formatDate(f.end),
        figureValue(f),
        words(f.reproduces === null ? '– not tried' : f.reproduces ? '● yes' : '○ no'),
        words(keepTogether(f.note), 'words long'),
      ],
    })),
  });
}

/** A quoted figure's value: a change where it has a start and an end, else a level. */
export function figureValue(figure: FigureReading & { readonly unit?: string }): string {
  return withUnit(figure.value, figure.unit ?? (figure.start !== null && figure.end !== null ? 'return' : ''));
}

function sinceBlock(since: Since): Markup {
  const words = (content: Content) => ({ content, className: 'words' });
  const table = renderTable({
    label: 'Since the claim',
    head: ['outcome', 'event', 'due', 'outcome since', 'base rate', words('verdict')],
    rows: since.outcomes.map((o) => ({
      ...(o.status === 'pending' ? { className: 'later' } : {}),
      cells: [
        words(o.label),
        formatDate(o.eventDate),
        formatDate(o.dueDate),
        `${formatOutcome(o.outcome, o.kind)}${o.status === 'pending' && o.outcome !== null ? ' so far' : ''}`,
        o.kind === 'days' ? formatOutcome(o.baseRate, 'days') : formatPercent(o.baseRate),
        words(o.verdict),
      ],
    })),
  });
  const line =
    since.verdictKind === null
      ? html`<p class="verdict"><span class="full">${since.verdict}</span></p>`
      : verdictLine(since.verdictKind, since.verdict);
  return html`<h3>Since the claim</h3>${line}<p>${prose(since.sentence)}</p>${since.outcomes.length === 0 ? null : table}`;
}
