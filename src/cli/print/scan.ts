import { formatCount, formatDate, formatNumber, formatProbability } from '../../contract/format.ts';
import type { LeadScanResult } from '../../contract/lead-lag-scan.ts';
import { formatStatistic } from '../../contract/measures.ts';
import type { LuckLine, ScanFinding, ScanResult, TriggerScanResult } from '../../contract/scan.ts';
import { volatilityWords } from '../../contract/scan-words.ts';
import { type Look, styled, wrap } from './layout.ts';

/** What a scan gives: the whole of one, a part, or what it would try. */
export function printScan(result: ScanResult, look: Look): string {
  if (result.kind === 'part') return `${wrap(result.sentence)}\n`;
  if (result.kind === 'plan') return `${[wrap(result.sentence), ...result.notes.map((note) => wrap(note))].join('\n')}\n`;
  return result.kind === 'lead-lag' ? printLeadScan(result, look) : printTriggerScan(result, look);
}

function printTriggerScan(result: TriggerScanResult, look: Look): string {
  const { sentence, rows, findings, notes, sources, dataSource, asOf, command } = result;
  const lines = [
    styled(wrap(sentence), 'bold', look),
    '',
    ...countLines(result),
    ...(rows.length === 0 ? [] : ['', styled(bestTitle(result), 'bold', look), ...rowLines(result)]),
    ...findings.flatMap((finding) => ['', ...findingLines(finding, look)]),
    '',
    ...[...notes, ...sources].map((line) => styled(wrap(line), 'dim', look)),
    styled(wrap(`Data: ${dataSource}, as of ${formatDate(asOf)}.`), 'dim', look),
    '',
    wrap(`The same again: ${command}`),
    wrap('Any row as a study: study --when TRIGGER --then OUTCOME, whose p is that of one try. All rows: --out scan.csv'),
  ];
  return `${lines.join('\n')}\n`;
}

function countLines({ counts, luck, level }: TriggerScanResult): string[] {
  const few = counts.notTested.map(({ reason, count }) => `${formatNumber(count)} ${reason}`).join(', ');
  return [
    wrap(
      `Tried: ${formatCount(counts.triggers, 'trigger')} on ${formatNumber(counts.series)} series, ${formatNumber(counts.hypotheses)} combinations; tested ${formatNumber(counts.tested)}${few === '' ? '' : `, the others not: ${few}`}.`,
      { hanging: 2 },
    ),
    wrap(
      `Alone at ${levelWords(level)}: ${formatNumber(counts.uncorrected)}; by luck at most ${formatNumber(counts.byLuck, counts.byLuck < 10 ? 1 : 0)} on average. False discovery rate (Benjamini–Hochberg): ${formatNumber(counts.benjaminiHochberg)}; under any dependence (Benjamini–Yekutieli): ${formatNumber(counts.benjaminiYekutieli)}. Family-wise: ${formatNumber(counts.survivors)}.`,
      { hanging: 2 },
    ),
    ...(luck === null ? [] : [luckLine(luck, level)]),
  ];
}

const luckLine = (luck: LuckLine, level: number): string =>
  wrap(
    `Luck line: the largest of so many is beyond z ${formatNumber(luck.median, 2)} in half of all scans of nothing and beyond z ${formatNumber(luck.line, 2)} in ${levelWords(level)} of them; the largest here is z ${formatNumber(luck.largest, 2)}. Exact over ${formatNumber(luck.draws)} shared shifts.`,
    { hanging: 2 },
  );

/** A level as a percentage: `5 %`, `2.5 %`. */
const levelWords = (level: number): string => `${Number((100 * level).toPrecision(3))} %`;

function bestTitle({ counts: { survivors }, groups }: TriggerScanResult): string {
  const best = `The best ${formatNumber(groups.length)}`;
  if (survivors === 0) return `${best}, none of which stands out`;
  return `${best}; ${formatCount(survivors, 'combination')} ${survivors === 1 ? 'stands' : 'stand'} out`;
}

/** The best of each group, two lines each: what it is, and its numbers. */
function rowLines({ rows, measure, direction }: TriggerScanResult): string[] {
  const seen = new Set<number>();
  const shown = rows.filter(({ group }) => !seen.has(group) && seen.add(group));
  const sign = direction === 'up' ? 1 : -1;
  return shown.flatMap((row) => {
    const others = new Set(rows.filter(({ group }) => group === row.group).map(({ trigger }) => trigger)).size - 1;
    const also = [
      ...new Set(rows.filter(({ group, trigger }) => group === row.group && trigger === row.trigger).map(({ horizon }) => horizon)),
    ].slice(1);
    const { observed, base, shrunken, needed } = row;
    const numbers = [
      `${row.target} ${row.horizon}`,
      `${formatCount(row.events, 'event')} in ${formatCount(row.clusters, 'cluster')}`,
      `${formatStatistic(observed, measure)} after, ${formatStatistic(base, measure)} base, ${formatStatistic(base + shrunken, measure)} shrunken`,
      `z ${formatNumber(row.z, 2)}`,
      `p ${formatProbability(row.p)} alone, ${formatProbability(row.adjusted)} of all${row.survives ? ' (stands out)' : ''}`,
      typeof needed === 'number'
        ? `needed ${formatStatistic(base + sign * needed, measure)}`
        : 'no effect of any size would be found four times in five',
    ];
    const alike = `${also.length === 0 ? '' : ` (also at ${also.join(', ')})`}${others === 0 ? '' : ` (and ${formatNumber(others)} like it)`}`;
    return [wrap(`${row.trigger}${alike}`, { hanging: 2 }), wrap(numbers.join('; '), { indent: 4 })];
  });
}

const findingLines = ({ trigger, outcome, sentence, volatilityScaledP, command }: ScanFinding, look: Look): string[] => [
  styled(wrap(`${trigger} → ${outcome}`), 'bold', look),
  wrap(sentence),
  ...(volatilityScaledP === null ? [] : [wrap(volatilityWords(volatilityScaledP))]),
  wrap(`Its study: ${command}`, { hanging: 2 }),
];

/** Pairs that are printed; all of them stand in the table as a file. */
const MOST_PAIRS = 20;

function printLeadScan(result: LeadScanResult, look: Look): string {
  const { sentence, question, rows, notTested, survivors, notes, sources, dataSource, asOf, command } = result;
  const shown = rows.slice(0, Math.max(MOST_PAIRS, survivors));
  const lines = [
    styled(wrap(sentence), 'bold', look),
    wrap(question),
    '',
    ...shown.flatMap((row) => [
      wrap(`${row.leader} before ${row.follower}${row.standsOut ? ' (stands out)' : ''}`),
      wrap(
        [
          `${formatNumber(row.correlation, 2)} at ${formatCount(row.lagDays, 'day')}`,
          `p ${formatProbability(row.p)} alone, ${formatProbability(row.adjusted)} of all`,
          `by standard errors ${formatProbability(row.pHac)} alone, ${formatProbability(row.adjustedHac)} of all`,
          'ok' in row.levels ? `in levels: ${row.levels.reason}` : `in levels ${formatProbability(row.levels.adjusted)} of all`,
          `${formatNumber(row.observations)} changes from ${formatDate(row.from)} to ${formatDate(row.to)}`,
        ].join('; '),
        { indent: 4 },
      ),
    ]),
    ...(notTested.length === 0 ? [] : ['', wrap(`Not tested: ${notTestedWords(notTested)}.`)]),
    '',
    ...[...notes, ...sources].map((line) => styled(wrap(line), 'dim', look)),
    styled(wrap(`Data: ${dataSource}, as of ${formatDate(asOf)}.`), 'dim', look),
    '',
    wrap(`The same again: ${command}`),
    wrap('One pair closely: lag LEADER FOLLOWER. All pairs: --out leads.csv'),
  ];
  return `${lines.join('\n')}\n`;
}

/** The reasons, each with how many pairs it left out. */
function notTestedWords(notTested: LeadScanResult['notTested']): string {
  const counts = new Map<string, number>();
  for (const { why } of notTested) counts.set(why.reason, (counts.get(why.reason) ?? 0) + 1);
  return Array.from(counts, ([reason, count]) => `${formatCount(count, 'pair')}, ${reason}`).join('; ');
}
