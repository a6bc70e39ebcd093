import type { CheckResult, ClaimResult, FigureReading } from '../contract/claims.ts';
import { formatCount, formatDate, formatPercentile, formatProbability, formatStated, MISSING } from '../contract/format.ts';
import { baseHitRate, hitsOf, hitWord, withUnit } from '../contract/measures.ts';
import type { VerdictKind } from '../contract/verdict.ts';
import { chipWords } from '../contract/verdict-chip.ts';
import { verdictChip } from './chip.ts';
import { claimAnchor, figureValue } from './claim-section.ts';
import { type Content, html, type Markup, prose } from './markup.ts';
import { type Cell, type Row, renderTable } from './table.ts';

/** Every claim in one line, linking to its section: the table of contents of the report. */
export function renderVerdicts(check: CheckResult): Markup {
  const head = ['claim', 'verdict', 'events', 'hits', 'base rate', 'p', 'since'].map(
    (content, i): Cell => ({
      content,
      ...([1, 6].includes(i) ? { className: 'words' } : {}),
    }),
  );
  return html`<section id="verdicts" aria-label="The verdicts">
${tally(check.claims)}
${renderTable({ label: 'The verdicts', className: 'verdicts', head, rows: check.claims.map(verdictRow) })}
</section>`;
}

function tally(claims: readonly ClaimResult[]): Markup {
  const counts = new Map<VerdictKind, number>();
  for (const claim of claims) counts.set(claim.verdictKind, (counts.get(claim.verdictKind) ?? 0) + 1);
  const sorted = [...counts].toSorted((a, b) => b[1] - a[1]);
  return html`<ul class="tally" aria-label="${formatCount(claims.length, 'claim')} by verdict">${sorted.map(
    ([kind, count]) => html`<li><strong>${count}</strong> ${verdictChip(kind)}</li>`,
  )}</ul>`;
}

function verdictRow(claim: ClaimResult): Row {
  const said = html`<a href="#${claimAnchor(claim.id)}">${prose(claim.statement)}</a><span class="who">${claim.by}</span>`;
  return {
    cells: [
      { content: said },
      { content: verdictChip(claim.verdictKind), className: 'words' },
      ...numbersOf(claim),
      { content: sinceOf(claim), className: claim.since === null ? 'since none' : 'since', label: 'since' },
    ],
  };
}

function numbersOf(claim: ClaimResult): (Cell | string)[] {
  const study = claim.known[claim.primary] ?? claim.known[0];
  const relation = claim.gates.find(({ name }) => name === 'adjusted');
  if (study === undefined && relation !== undefined) {
    const adjusted = html`${formatProbability(relation.p)}<br><span class="dim">adjusted</span>`;
    return [
      { content: inWords(claim), className: 'numbers', span: 3 },
      { content: adjusted, label: 'p' },
    ];
  }
  if (study === undefined) return [{ content: inWords(claim), className: 'numbers', span: 4 }];
  const { observations, effectiveObservations, headline } = study;
  const clusters =
    effectiveObservations === observations ? null : html`<br><span class="dim">${formatCount(effectiveObservations, 'cluster')}</span>`;
  const hits = study.outcomeKind === 'days' || observations === 0 ? null : html`<br><span class="dim">${hitWord(study)}</span>`;
  const family = headline.familySize > 1 ? html`<br><span class="dim">family of ${headline.familySize}</span>` : null;
  return [
    { content: html`${observations}${clusters}`, label: 'events' },
    { content: html`${hitsOf(study)}${hits}`, label: 'hits' },
    {
      content: html`${baseHitRate(study)}${study.baseRate?.stateMatched ? html`<br><span class="dim">matched</span>` : null}`,
      label: 'base rate',
    },
    { content: html`${formatStated(headline.adjusted ?? headline.p, headline)}${family}`, label: 'p' },
  ];
}

/** What there is to say of a claim that is no pattern, in a few words. */
function inWords(claim: ClaimResult): Content {
  const reading = claim.conditions.find((c) => c.value !== null);
  if (reading !== undefined) {
    const place = reading.percentile === null ? '' : `, at or above ${formatPercentile(reading.percentile)} of its past`;
    return prose(`${reading.label}: ${withUnit(reading.value, reading.unit)}${place}`);
  }
  const figure = claim.figures.find((f) => f.reproduces && f.value !== null) ?? claim.figures.find((f) => f.value !== null);
  if (figure !== undefined) return prose(`${figure.label}: ${figureValue(figure)}${figureDates(figure)}`);
  if (claim.needs.length > 0 && claim.relations.length === 0)
    return html`<span class="dim">needs ${claim.needs.map(withoutAdvice).join(', ')}</span>`;
  const fact = claim.facts[0];
  return fact === undefined ? MISSING : `${fact.label}: ${fact.value}`;
}

/** What is needed, without how to get it: that stands with the claim. */
const withoutAdvice = (need: string): string => need.replace(/ \(.* brings it or says how to get it;.*\)$/, '');

function figureDates({ start, end }: FigureReading): string {
  if (start === null) return '';
  return end === null ? ` on ${formatDate(start)}` : `, ${formatDate(start)} to ${formatDate(end)}`;
}

function sinceOf(claim: ClaimResult): Content {
  if (claim.since === null) return MISSING;
  const { verdictKind, verdict } = claim.since;
  return prose(verdictKind === null || verdictKind === 'open until' ? verdict : chipWords(verdictKind));
}
