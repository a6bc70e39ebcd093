import type { Measure } from './cross-checks.ts';
import type { OutcomeKind } from './outcome-kind.ts';

const MINUS = '\u2212';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const CARDINALS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** What stands where a number is missing. */
export const MISSING = '–';

/** An ISO date as a reader writes it: `18 Sep 2025`. */
export function formatDate(iso: string | null): string {
  if (iso === null) return MISSING;
  return `${Number(iso.slice(8, 10))} ${formatMonth(iso)}`;
}

/** The month of an ISO date: `Sep 2025`. */
export function formatMonth(iso: string): string {
  return `${MONTHS[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`;
}

/** An ISO 8601 instant in UTC: `18 Sep 2025, 20:00 UTC`. */
export function formatInstant(iso: string): string {
  return /T\d{2}:\d{2}/.test(iso) ? `${formatDate(iso)}, ${iso.slice(11, 16)} UTC` : formatDate(iso);
}

/** Rounds half away from zero to so many decimals, with commas and a real minus sign; never `−0`. */
export function formatNumber(value: number | null, decimals = 0): string {
  if (value === null || !Number.isFinite(value)) return MISSING;
  const fixed = Math.abs(value).toFixed(decimals);
  const [whole = '0', fraction] = fixed.split('.');
  const sign = value < 0 && Number(fixed) !== 0 ? MINUS : '';
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** A level of a series with as many digits as help: `117,073`, `2,603.91`, `0.0606`. */
export function formatLevel(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return MISSING;
  return formatNumber(value, levelDecimals(value));
}

/** How many decimals help with a level of a series. */
export function levelDecimals(value: number): number {
  const size = Math.abs(value);
  if (size === 0 || Number.isInteger(value) || size >= 10_000) return 0;
  return size >= 1 ? 2 : Math.min(10, 2 - Math.floor(Math.log10(size)));
}

/** A share of one as a percentage: `66 %`; one decimal below ten per cent. */
export function formatPercent(share: number | null): string {
  if (share === null || !Number.isFinite(share)) return MISSING;
  return `${formatNumber(share * 100, percentDecimals(share))} %`;
}

/** A percentile, rounded down, so that only the highest of all says 100 %: `99 %`. */
export function formatPercentile(share: number | null): string {
  if (share === null) return MISSING;
  return share < 0.01 ? 'under 1 %' : `${Math.floor(share * 100 + 1e-9)} %`;
}

/** A percentile as a place of 100, rounded down as in {@link formatPercentile}: `79`. */
export const formatPlace = (share: number): string => formatNumber(Math.floor(100 * share + 1e-9));

/** A return with its sign: `+33 %`, `−37 %`. */
export function formatReturn(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return MISSING;
  const text = formatPercent(value);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** A value in its unit: `−12 %` where the unit is `%` and the value a decimal, `−120,345 USD millions` otherwise. */
export function formatInUnit(value: number | null, unit: string): string {
  if (unit === '%') return formatReturn(value);
  return unit === '' || value === null ? formatLevel(value) : `${formatLevel(value)} ${unit}`;
}

/** A growth factor: `×3.3`, `×0.63`, `×14`. */
export function formatFactor(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return MISSING;
  return `×${formatNumber(value, factorDecimals(value))}`;
}

/** Decimals of a growth factor: the fewer the larger it is. */
export const factorDecimals = (value: number): number => (value >= 9.95 ? 0 : value >= 1.995 ? 1 : 2);

/** A probability to two digits, never rounded to nought: `0.43`, `0.0040`, `below 0.0001`. */
export function formatProbability(p: number | null): string {
  if (p === null || !Number.isFinite(p)) return MISSING;
  if (p < 0.0001) return 'below 0.0001';
  if (p >= 0.995) return p.toFixed(1);
  // Rounding must not move a p onto a threshold that it has not reached, or has passed.
  const digits = [2, 3, 4].find((n) => ![0.05, 0.1].includes(Number(p.toPrecision(n)))) ?? 2;
  return p.toPrecision(digits);
}

/** Whether a p of a study's headline may be stated: not where it is small and a reason stands against it. */
export const isStated = (p: number | null, { withheld }: { readonly withheld: string | null }): boolean =>
  withheld === null || p === null || p > 0.1;

/** A p of a study's headline as it may be stated: `withheld` where it is small and a reason stands against it. */
export function formatStated(p: number | null, headline: { readonly withheld: string | null }): string {
  return isStated(p, headline) ? formatProbability(p) : 'withheld';
}

/** Whether the p of a gate may be stated: that of what came before the events is what withholds the others. */
export function isStatedGate(
  gate: { readonly name: string; readonly p: number | null },
  headline: { readonly withheld: string | null },
): boolean {
  if (gate.name === 'before the event') return true;
  // Both are multiples of the withheld p.
  const isMultiple = gate.name === 'few clusters' || gate.name === 'adjusted';
  return isMultiple ? headline.withheld === null : isStated(gate.p, headline);
}

/** The p of a gate as it may be stated. */
export const formatGate = (
  gate: { readonly name: string; readonly p: number | null },
  headline: { readonly withheld: string | null },
): string => (isStatedGate(gate, headline) ? formatProbability(gate.p) : 'withheld');

/** A p value as it stands in a sentence: `p 0.43`. */
export function formatP(p: number | null): string {
  return p === null ? `p ${MISSING}` : `p ${formatProbability(p)}`;
}

/** So many of so many: `4 of 5`. Shares of a cluster keep one decimal. */
export function formatShare(hits: number, of: number): string {
  return `${formatNumber(hits, Number.isInteger(hits) ? 0 : 1)} of ${formatNumber(of)}`;
}

/** A count with its noun: `1 event`, `5 events`. */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(count)} ${count === 1 ? noun : plural}`;
}

/** A small count as a word for the start or the middle of a sentence: `five`; from thirteen on in digits. */
export function cardinal(count: number): string {
  return CARDINALS[count] ?? formatNumber(count);
}

/** A text in which no line ends inside `66 %`, `p 0.43` or a date. */
export function keepTogether(text: string): string {
  return text
    .replace(/(\d) %/g, '$1\u00a0%')
    .replace(/\bp (?=\d)/g, 'p\u00a0')
    .replace(/\b(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?=\d{4}\b)/g, '$1\u00a0$2\u00a0');
}

/** A first letter in upper case. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** How often out of a round number, in words: `43 times in 100`, `once in 100`, `4 times in 1,000`. */
export function formatFrequency(share: number): string {
  const of = share >= 0.0095 ? 100 : share >= 0.00095 ? 1000 : 10_000;
  const times = Math.round(share * of);
  if (times >= of) return 'every time';
  if (times === 0) return `less than once in ${formatNumber(of)}`;
  return `${times === 1 ? 'once' : `${formatNumber(times)} times`} in ${formatNumber(of)}`;
}

/** An instance's outcome in its own measure: a return, a log difference, a hit, days. */
export function formatOutcome(value: number | null, kind: OutcomeKind): string {
  if (value === null) return MISSING;
  if (kind === 'return') return formatReturn(value);
  if (kind === 'log difference') return formatLog(value);
  if (kind === 'hit') return value === 1 ? 'yes' : value === 0 ? 'no' : formatPercent(value);
  return formatCount(Math.round(value), 'day');
}

/** An effect against a base rate, from the measure of its kind: a factor for logs, points for a share of hits, days. */
export function formatEffect(effect: number | null, kind: OutcomeKind): string {
  if (effect === null || !Number.isFinite(effect)) return MISSING;
  const sign = effect > 0 ? '+' : '';
  if (kind === 'hit') return `${sign}${formatNumber(effect * 100)} points`;
  if (kind === 'days') return `${sign}${formatNumber(effect)} days`;
  return formatFactor(Math.exp(effect));
}

/** A number in its measure: an effect of the outcome's kind, a share, days, a count, or a statistic of its own. */
export function formatMeasured(value: number | null, measure: Measure, kind: OutcomeKind): string {
  if (measure === 'effect') return formatEffect(value, kind);
  if (measure === 'share') return formatPercent(value);
  if (measure === 'days') return value === null ? MISSING : formatCount(Math.round(value), 'day');
  return formatNumber(value, measure === 'count' ? 0 : 2);
}

/** A log difference with its sign: `+0.74`. */
export function formatLog(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return MISSING;
  const text = formatNumber(value, 2);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** Decimals of a percentage: one below ten per cent. */
export function percentDecimals(share: number): number {
  const size = Math.abs(share);
  return size === 0 || size >= 0.0995 ? 0 : 1;
}
