import {
  formatCount,
  formatDate,
  formatGate,
  formatInstant,
  formatLevel,
  formatNumber,
  formatOutcome,
  formatPercent,
  formatProbability,
  formatStated,
  MISSING,
} from '../contract/format.ts';
import { baseHitRate, formatMean, hitsOf, smallestVisible } from '../contract/measures.ts';
import type { Instance, ShiftTest, StatisticName, StudyResult } from '../contract/study.ts';
import { summarise } from '../contract/study-words.ts';
import type { Gate } from '../contract/verdict.ts';
import { type Content, html, type Markup, prose } from './markup.ts';
import { type Row, renderTable } from './table.ts';

/** Events known when the claim was made, and the study of all instances to date; the same for a study without a claim. */
export interface StudyPair {
  readonly known: StudyResult;
  readonly toDate: StudyResult;
  /** Whether there is a claim, so that instances are told apart into before and since. */
  readonly claimed: boolean;
}

/** Every event with its outcome, those after the claim marked, over the base rate. */
export function instancesTable(pair: StudyPair): Markup {
  const { toDate, known } = pair;
  const kind = toDate.outcomeKind;
  const isReturn = kind === 'return' || kind === 'log difference';
  const columns = [
    'event',
    'known at',
    'entry',
    'exit',
    ...(isReturn ? ['entry level', 'exit level'] : []),
    'outcome',
    'p without it',
    'status',
  ];
  const rows = toDate.instances.map((instance) => instanceRow(instance, pair, isReturn));
  const span = isReturn ? 5 : 3;
  const foot: Row[] = [];
  if (known.observed !== null) {
    foot.push(
      summaryRow(`${formatCount(known.observations, 'event')}${pair.claimed ? ' complete then' : ''}`, span, summarise(known, 'observed')),
    );
  }
  if (known.baseRate !== null)
    foot.push(summaryRow(`all ${formatNumber(known.baseRate.observations)} dates`, span, summarise(known, 'baseRate')));
  return html`${renderTable({ label: 'Instances', className: 'dated', head: columns.map((c) => (c === 'status' ? { content: c, className: 'words status' } : c)), rows, foot })}
${excludedNote(toDate)}`;
}

function summaryRow(name: string, span: number, text: string): Row {
  return { cells: [name, { content: text, span: span + 3, className: 'words' }] };
}

function instanceRow(instance: Instance, pair: StudyPair, isReturn: boolean): Row {
  const event = pair.toDate.events.find((e) => e.date === instance.eventDate);
  const without = pair.known.leaveOneOut.find((l) => l.eventDate === instance.eventDate);
  const later = pair.claimed && !wasKnown(instance, pair);
  return {
    ...(later || instance.status === 'pending' ? { className: 'later' } : {}),
    cells: [
      formatDate(instance.eventDate),
      event === undefined ? MISSING : formatInstant(event.knownAt),
      formatDate(instance.entryDate),
      formatDate(instance.exitDate),
      ...(isReturn ? [formatLevel(instance.entry), formatLevel(instance.exit)] : []),
      formatOutcome(instance.outcome, pair.toDate.outcomeKind),
      formatStated(without?.p ?? null, pair.known.headline),
      { content: statusOf(instance, pair), className: 'words status' },
    ],
  };
}

function wasKnown(instance: Instance, pair: StudyPair): boolean {
  return pair.known.instances.some((i) => i.eventDate === instance.eventDate && i.status === 'complete');
}

function statusOf(instance: Instance, pair: StudyPair): Content {
  if (instance.status === 'pending') {
    const due = instance.dueDate === null ? 'pending' : `pending until ${formatDate(instance.dueDate)}`;
    return instance.soFar === null ? due : `${due}, so far ${formatOutcome(instance.soFar, pair.toDate.outcomeKind)}`;
  }
  if (!pair.claimed) return 'complete';
  return wasKnown(instance, pair) ? 'complete then' : html`<strong>complete since the claim</strong>`;
}

function excludedNote(study: StudyResult): Content {
  const reasons = new Map<string, string[]>();
  for (const { eventDate, reason } of study.excluded) reasons.set(reason, [...(reasons.get(reason) ?? []), formatDate(eventDate)]);
  return [...reasons].map(([reason, dates]) => html`<p class="hint">Left out: ${dates.join(', ')} (${reason}).</p>`);
}

/** The family's members side by side, with raw and adjusted p. */
export function familyTable(members: readonly StudyResult[], primary: number | null, adjusted?: readonly (number | null)[]): Markup {
  const haveMeans = members.some(({ outcomeKind }) => outcomeKind !== 'hit');
  const head = [
    { content: 'outcome', className: 'words' },
    'n',
    'clusters',
    'hits',
    'base',
    ...(haveMeans ? ['mean', 'base mean'] : []),
    'p',
    'adjusted p',
    'smallest visible',
    { content: 'verdict', className: 'words' },
  ];
  const rows = members.map((m, i): Row => {
    const kind = m.outcomeKind;
    return {
      ...(i === primary ? { className: 'own' } : {}),
      cells: [
        { content: html`<code>${m.outcome}</code>` },
        formatNumber(m.observations),
        formatNumber(m.effectiveObservations),
        hitsOf(m),
        baseHitRate(m),
        ...(haveMeans ? [m.observed, m.baseRate].map((summary) => (kind === 'hit' ? MISSING : formatMean(summary, kind))) : []),
        formatStated(m.headline.commonCircle ?? m.headline.p, m.headline),
        formatStated(adjusted === undefined ? m.headline.adjusted : (adjusted[i] ?? null), m.headline),
        smallestVisible(m),
        { content: m.verdict, className: 'words' },
      ],
    };
  });
  return renderTable({ label: 'The family', head, rows });
}

const STATISTICS: Readonly<Record<StatisticName, string>> = {
  meanLog: 'mean log',
  median: 'median',
  hitRate: 'hit rate',
  meanDays: 'mean days',
};

/** Every test that was made, with its counts. */
export function testsTable(study: StudyResult): Markup {
  const side = (t: Pick<ShiftTest, 'pUpper' | 'pLower'>) => (study.direction === 'up' ? t.pUpper : t.pLower);
  const count = (t: ShiftTest) => (study.direction === 'up' ? t.countUpper : t.countLower);
  const shifts = study.tests.map(
    (t): Row => ({
      cells: [
        t.name.replace(/-shift$/, ' shift'),
        { content: STATISTICS[t.statistic], className: 'words' },
        formatStatistic(t.observed, t.statistic, t.name.includes('era-centred')),
        MISSING,
        formatProbability(side(t)),
        formatProbability(t.pTwoSided),
        `${formatNumber(count(t))} of ${formatNumber(t.draws)} placements`,
      ],
    }),
  );
  const placebos = study.placebos.map(
    (t): Row => ({
      cells: [
        `${t.name} placebo`,
        { content: STATISTICS[t.statistic], className: 'words' },
        formatStatistic(t.observed, t.statistic),
        formatStatistic(t.expected, t.statistic),
        formatProbability(side(t)),
        MISSING,
        `${formatNumber(t.draws)} draws, ${formatCount(t.observations, 'event')}`,
      ],
    }),
  );
  const head = [
    'test',
    { content: 'statistic', className: 'words' },
    'observed',
    'expected',
    `p ${study.direction === 'up' ? 'upwards' : 'downwards'}`,
    'two-sided',
    'out of',
  ];
  const remarks = study.placebos.flatMap((t) => (t.note === null ? [] : [`${t.name} placebo: ${t.note.replace(/\.$/, '')}.`]));
  return html`${renderTable({ label: 'Tests', head, rows: [...shifts, ...placebos] })}${remarks.map((r) => html`<p class="hint">${prose(r)}</p>`)}`;
}

/** Against its era's own mean a hit rate is a difference: points, not a share. */
function formatStatistic(value: number, statistic: StatisticName, isCentred = false): string {
  if (statistic === 'hitRate' && isCentred) return `${formatNumber(value * 100)} points`;
  return statistic === 'hitRate' ? formatPercent(value) : formatNumber(value, statistic === 'meanDays' ? 1 : 4);
}

const STATE_MARKS: Readonly<Record<Gate['state'], string>> = { passed: '●', failed: '○', 'not applicable': '–' };

/** The gates between a small p and a verdict that says so. */
export function gatesTable(gates: readonly Gate[], headline: { readonly withheld: string | null } = { withheld: null }): Markup {
  const words = (content: Content) => ({ content, className: 'words' });
  return renderTable({
    label: 'Gates',
    head: ['gate', words('state'), 'p', 'threshold', { content: 'why', className: 'words long' }],
    rows: gates.map((g) => ({
      cells: [
        g.name,
        words(`${STATE_MARKS[g.state]}\u00a0${g.state}`),
        formatGate(g, headline),
        formatNumber(g.threshold, 2),
        { content: prose(g.why), className: 'words long' },
      ],
    })),
  });
}
