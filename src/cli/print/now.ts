import {
  capitalise,
  formatCount,
  formatDate,
  formatInUnit,
  formatOutcome,
  formatPercent,
  formatPercentile,
} from '../../contract/format.ts';
import type { ClaimState, NowResult, OpenHorizon } from '../../contract/state.ts';
import { chipWords } from '../../contract/verdict-chip.ts';
import { changeLines, evidenceBoard } from './evidence.ts';
import { type Look, styled, table, wrap } from './layout.ts';

/** A pack today: one line a claim, the most alive first, then what speaks for and against; a single claim in full. */
export function printNow(result: NowResult, look: Look): string {
  const only = result.claims.length === 1 ? result.claims[0] : undefined;
  const head = [
    styled(wrap(result.title), 'bold', look),
    wrap(result.question),
    '',
    wrap(result.summary),
    wrap(`Data: ${result.dataSource}`),
    '',
  ];
  const body = only
    ? [
        ...inFull(only, look),
        ...(result.evidence ? ['', styled('Evidence that bears on it', 'bold', look), ...evidenceBoard(result.evidence, look)] : []),
      ]
    : [
        claimTable(result.claims, look),
        ...evidenceLines(result, look),
        ...(result.evidence ? ['', styled(wrap(result.evidence.title), 'bold', look), wrap(`Thesis: ${result.evidence.thesis}`)] : []),
        ...(result.evidence ? evidenceBoard(result.evidence, look) : []),
        ...changeLines(result.changes, look),
        '',
        `One claim in full: ${result.command} --claim ID`,
      ];
  return `${[...head, ...body].join('\n')}\n`;
}

const HEAD = ['claim', 'state', 'verdict', 'chance/base', 'since', 'age'];

const claimTable = (claims: readonly ClaimState[], look: Look): string => {
  const [head = '', ...lines] = table([HEAD, ...claims.map((claim) => cells(claim, look))], [3, 5]).split('\n');
  // Where it is too narrow for columns there is no head, but a list for each claim.
  return [head.startsWith('claim ') ? styled(head, 'dim', look) : head, ...lines].join('\n');
};

function cells(claim: ClaimState, look: Look): string[] {
  const style = claim.verdictKind === 'stands out from luck' ? 'inverse' : claim.liveness === 'untestable' ? 'dim' : 'bold';
  const chip = styled(chipWords(claim.verdictKind), style, look);
  return [claim.id, stateWords(claim), chip, chance(claim), sinceWords(claim), age(claim)];
}

function stateWords({ liveness, trigger, open, evidence, verdict }: ClaimState): string {
  if (liveness === 'untestable') return verdict.replace('untestable: ', '');
  if (liveness === 'open' && open[0]?.dueDate) return `open until ${formatDate(open[0].dueDate)}`;
  if (trigger) return trigger.sentence.replace(/day (\d+) of (\d+)/, 'day $1/$2');
  return evidence.length > 0 ? evidenceWords(evidence) : '–';
}

function evidenceWords(evidence: ClaimState['evidence']): string {
  const read = evidence.filter(({ holds }) => holds !== null);
  if (read.length === 0) return `none of ${formatCount(evidence.length, 'condition')} can be read`;
  const held = read.filter(({ holds }) => holds).length;
  return `${held} of ${formatCount(read.length, 'condition')} ${held === 1 ? 'holds' : 'hold'}`;
}

const chance = ({ probability }: ClaimState): string =>
  probability ? `${formatPercent(probability.value).replace(' %', '')}/${formatPercent(probability.baseRate).replace(' %', '')} %` : '';

function sinceWords({ since }: ClaimState): string {
  if (!since) return '';
  if (since.verdictKind === 'came true') return 'came true';
  if (since.verdictKind === 'did not come true') return 'did not';
  return since.verdictKind === 'open until' ? 'open' : 'no event';
}

const age = ({ data }: ClaimState): string => (data === null ? '–' : `${data.ageDays} d`);

const SIDES = [
  { side: 'for', title: 'Conditions that hold', mark: '+' },
  { side: 'against', title: 'Conditions that do not hold', mark: '−' },
  { side: 'unknown', title: 'Conditions that cannot be read', mark: '?' },
] as const;

/** Every condition under its side, with its value, where it stands in its own past, and its age. */
function evidenceLines({ claims }: Pick<NowResult, 'claims'>, look: Look): string[] {
  return SIDES.flatMap(({ side, title, mark }) => {
    const rows = claims.flatMap(({ id, evidence }) => evidence.filter((row) => row.side === side).map((row) => ({ id, row })));
    if (rows.length === 0) return [];
    return [
      '',
      styled(title, 'bold', look),
      ...rows.map(({ id, row }) => wrap(`${mark} ${readingWords(row)} (${id})`, { indent: 2, hanging: 4 })),
    ];
  });
}

function readingWords({ label, value, unit, percentile, date, ageDays, needs, holds }: ClaimState['evidence'][number]): string {
  if (holds === null) return `${capitalise(label)}: needs ${needs.join(', ')}`;
  return `${capitalise(label)}: ${holds ? 'yes' : 'no'}, ${formatInUnit(value, unit)} on ${formatDate(date)}, ${formatCount(ageDays ?? 0, 'day')} old; at or above ${formatPercentile(percentile)} of its past`;
}

function inFull(claim: ClaimState, look: Look): string[] {
  const { probability, data, since } = claim;
  return [
    styled(claim.verdict, 'bold', look),
    wrap(claim.statement),
    styled(wrap(`${claim.by}; ${claim.outlets.join('; ')}, ${formatDate(claim.madeOn)}`, { hanging: 2 }), 'dim', look),
    '',
    ...(claim.trigger ? [wrap(`Trigger ${claim.trigger.expression}: ${claim.trigger.sentence}.`, { hanging: 2 })] : []),
    ...(probability
      ? [
          wrap(
            `Chance that the next case goes as claimed (${probability.outcome}): ${formatPercent(probability.value)}, base rate ${formatPercent(probability.baseRate)}; ${formatPercent(probability.interval.low)} to ${formatPercent(probability.interval.high)} from ${formatCount(probability.clusters, 'independent case')}.`,
            { hanging: 2 },
          ),
        ]
      : []),
    ...(claim.open.length > 0 ? ['', styled('Open', 'bold', look), ...claim.open.map(openLine)] : []),
    ...evidenceLines({ claims: [claim] }, look),
    '',
    wrap(`${claim.why}`),
    ...(since && since.sentence !== claim.why ? ['', wrap(`Since the claim: ${since.verdict}. ${since.sentence}`, { hanging: 2 })] : []),
    ...(claim.needs.length > 0 ? ['', ...claim.needs.map((need) => wrap(`Needs ${need}`, { hanging: 2 }))] : []),
    '',
    ...(data
      ? [
          `Oldest data: ${data.series} to ${formatDate(data.to)}${data.ageDays === 0 ? ', nothing newer is due' : `, ${formatCount(data.ageDays, 'day')} old`}`,
        ]
      : []),
    `The claim in full: ${claim.command}`,
  ];
}

function openLine({ outcome, eventDate, soFar, kind, baseRate, dueDate, day, days }: OpenHorizon): string {
  const place = day === null ? '' : `, day ${day} of ${days}`;
  const base = baseRate === null ? '' : `; base rate ${formatPercent(baseRate)}`;
  return wrap(
    `${outcome} after ${formatDate(eventDate)}: ${formatOutcome(soFar, kind)} so far, until ${formatDate(dueDate)}${place}${base}`,
    { indent: 2, hanging: 4 },
  );
}
