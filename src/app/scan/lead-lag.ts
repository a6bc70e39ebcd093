import { capitalise, cardinal, formatCount, formatNumber, formatP } from '../../contract/format.ts';
import type { LeadScanResult, LeadScanRow } from '../../contract/lead-lag-scan.ts';
import { DAY_MS, type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { type LeadScan, type LeadScanOptions, type ScannedLead, scanLeads } from '../../core/methods/lead-scan/scan-leads.ts';
import { isInsufficient } from '../../core/numerics/insufficient.ts';
import { dateOfInstant } from '../../core/series/panel.ts';
import type { Series } from '../../core/series/series.ts';

/** A scan of leads as it is asked: the series as known by a date, and what is declared before they are looked at. */
export interface LeadScanQuestion extends Omit<LeadScanOptions, 'whitening'> {
  readonly series: readonly Series[];
  readonly asOf: EpochDay;
}

/**
 * All leads between some series with one family-wise error, in the contract's shape.
 *
 * @throws RangeError as `scanLeads`.
 */
export function runLeadScan({ series, asOf, ...options }: LeadScanQuestion): Omit<LeadScanResult, 'dataSource' | 'command'> {
  const scan = scanLeads(series, options);
  const { maxLag, level = 0.05, change = 'log-return' } = options;
  const ids = series.map(({ id }) => id);
  const [leaders, followers] = [options.leaders ?? ids, options.followers ?? ids].map((some) => [...new Set(some)]) as [string[], string[]];
  const rows = scan.rows.map(rowOf).sort(byStanding);
  const used = series.filter(({ id }) => leaders.includes(id) || followers.includes(id));
  return {
    kind: 'lead-lag',
    asOf: formatCivilDate(asOf),
    question: `Do changes of ${listOf(leaders)} come before those of ${listOf(followers)}, 1 to ${maxLag} observations later?`,
    leaders,
    followers,
    maxLag,
    level,
    rows,
    tried: scan.tried,
    notTested: [...scan.notTested],
    uncorrected: scan.looksSignificant,
    survivors: scan.standOut,
    draws: scan.draws,
    sources: used.map(({ id, source }) => `${id}: ${source}`),
    sentence: sentenceOf(scan, rows),
    notes: [
      ...used.flatMap(({ id, notes }) => notes.map((note) => `${id}: ${note}`)),
      `Changes are ${change === 'log-return' ? 'log returns' : 'differences'} between the instants at which both are known; each value of a leader stands before the follower’s with which it is paired, and a lag counts observations of the pair.`,
      'A pair stands out where both its adjusted p are small: the shifts do not keep what is restless on both sides at the same time, the standard errors do.',
      'What moves at the same time as a leader seems to lead what that leads, too.',
      'The test in levels takes the variance to be even: where markets are restless together its p is too small, and it decides nothing here.',
    ],
  };
}

const MOST_IN_A_LIST = 6;

const listOf = (ids: readonly string[]): string =>
  ids.length <= MOST_IN_A_LIST
    ? ids.join(', ')
    : `${ids.slice(0, MOST_IN_A_LIST - 1).join(', ')} and ${ids.length - MOST_IN_A_LIST + 1} others`;

function rowOf({ leader, follower, from, to, observations, peak, todaYamamoto, ...row }: ScannedLead): LeadScanRow {
  const { p, adjusted, pHac, adjustedHac, looksSignificant, standsOut } = row;
  return {
    leader,
    follower,
    from: formatCivilDate(dateOfInstant(from)),
    to: formatCivilDate(dateOfInstant(to)),
    observations,
    lag: peak.lag,
    lagDays: Math.round((peak.lag * (to - from)) / observations / DAY_MS),
    correlation: peak.value,
    p,
    adjusted,
    pHac,
    adjustedHac,
    levels: isInsufficient(todaYamamoto)
      ? todaYamamoto
      : {
          order: todaYamamoto.order,
          p: todaYamamoto.pF,
          adjusted: todaYamamoto.holm,
          falseDiscovery: todaYamamoto.benjaminiYekutieli,
        },
    looksSignificant,
    standsOut,
  };
}

const adjustedOf = ({ adjusted, adjustedHac }: LeadScanRow): number => Math.max(adjusted, adjustedHac);

/** Those that stand out first, then the smaller adjusted p, then the smaller p, then by name. */
const byStanding = (a: LeadScanRow, b: LeadScanRow): number =>
  adjustedOf(a) - adjustedOf(b) ||
  Math.max(a.p, a.pHac) - Math.max(b.p, b.pHac) ||
  `${a.leader} ${a.follower}`.localeCompare(`${b.leader} ${b.follower}`, 'en');

function sentenceOf({ tried, notTested, looksSignificant, standOut }: LeadScan, rows: readonly LeadScanRow[]): string {
  const untested = notTested.length === 0 ? '' : ` ${capitalise(pairsOf(notTested.length))} could not be tested.`;
  if (rows.length === 0) return `None of ${formatCount(tried, 'pair')} could be tested.`;
  const pairs = formatCount(rows.length, 'pair');
  const alone = `${looksSignificant === 0 ? 'none' : cardinal(looksSignificant)} would have looked significant had each been alone`;
  if (standOut === 0) return `None of ${pairs} stands out; ${alone}.${untested}`;
  const best = rows[0] as LeadScanRow;
  const lead = `${best.leader} before ${best.follower}, ${formatNumber(best.correlation, 2)} at ${formatCount(best.lagDays, 'day')}, adjusted ${formatP(adjustedOf(best))}`;
  const inLevels = rows.filter(({ standsOut, levels }) => standsOut && !('ok' in levels) && levels.adjusted <= 0.05).length;
  return `${capitalise(cardinal(standOut))} of ${pairs} ${standOut === 1 ? 'stands' : 'stand'} out, first ${lead}; ${alone}. In levels ${
    inLevels === 0 ? 'none' : cardinal(inLevels)
  } of those that stand out ${inLevels === 1 ? 'does' : 'do'} so too.${untested}`;
}

const pairsOf = (count: number): string => `${cardinal(count)} ${count === 1 ? 'pair' : 'pairs'}`;
