import { formatCount, formatDate, formatFactor, formatFrequency, formatNumber, formatPercent, formatProbability } from '../format.ts';
import type { ShiftPicture, StudyPictures } from '../pictures.ts';
import type { FigureTable, FigureWords, Swatch } from './figure-words.ts';
import { type Bin, binShifts, type LuckScale, luckDomain } from './luck-bins.ts';
import { formatTick, linearTicks, logTicks } from './ticks.ts';

const SLACK = 1e-12;

/** What picture 3, what luck does, says in words, and how it is laid out along its axis. */
export interface LuckWords extends FigureWords {
  readonly scale: LuckScale;
  readonly bins: readonly Bin[];
  /** What stands at the observed values, as it was and with the era taken out. */
  readonly labels: readonly [string, string];
  readonly axis: string;
}

export function luckWords(pictures: StudyPictures, shifts: ShiftPicture): LuckWords {
  const luck = measureLuck(shifts);
  const scale = scaleOf(shifts);
  const bins = binShifts(shifts, scale.domain);
  return {
    scale,
    bins,
    labels: [luck.plain.label, luck.centred.label],
    axis: axisLabel(shifts),
    title: nameFinding(pictures, luck),
    key: KEY,
    alt: describe(shifts, luck),
    footer: [
      `n = ${formatCount(shifts.leaveOneOut.length, 'event')} in ${formatNumber(shifts.plain.length)} placements, all of them`,
      `Source: ${pictures.target?.source ?? 'as listed below'}`,
      pictures.target === null ? '' : `to ${formatDate(pictures.target.dates.at(-1) ?? null)}`,
    ],
    table: tableOf(shifts, bins),
  };
}

function scaleOf(shifts: ShiftPicture): LuckScale {
  const domain = luckDomain(shifts);
  return {
    domain,
    ticks: shifts.outcomeKind === 'return' ? growthTicks(domain) : linearTicks(...domain, 6),
    format: scaleFormat(shifts),
    formatEffect: (v: number) => formatEffect(v, shifts),
  };
}

interface Luck {
  readonly plain: { readonly share: number; readonly count: number; readonly label: string };
  readonly centred: { readonly share: number; readonly count: number; readonly label: string };
  /** The larger share, which is the headline p. */
  readonly p: number;
}

function measureLuck(shifts: ShiftPicture): Luck {
  // A p that is withheld stands in no other words either.
  const isUnstated = (share: number) => shifts.withheld && share <= 0.1;
  const side = (values: readonly number[], observed: number, format: (value: number) => string) => {
    const beyond = shifts.direction === 'up' ? (v: number) => v >= observed - SLACK : (v: number) => v <= observed + SLACK;
    const count = values.filter(beyond).length;
    const share = count / values.length;
    return {
      count,
      share,
      label: isUnstated(share) ? format(observed) : `${format(observed)}, ${formatShareOfPlacements(share)} beyond`,
    };
  };
  const plain = side(shifts.plain, shifts.observedPlain, (v) => formatValue(v, shifts));
  const centred = side(shifts.centred, shifts.observedCentred, (v) => formatEffect(v, shifts));
  return { plain, centred, p: Math.max(plain.share, centred.share) };
}

function formatShareOfPlacements(share: number): string {
  return share < 0.0095 ? formatFrequency(share) : `${formatNumber(share * 100)} in 100`;
}

function scaleFormat(shifts: ShiftPicture): (value: number) => string {
  if (shifts.outcomeKind === 'return') return (v) => `×${String(Number(Math.exp(v).toPrecision(3)))}`;
  if (shifts.outcomeKind === 'hit') return (v) => `${formatNumber(v * 100)} %`;
  return (v) => formatTick(v, false);
}

function growthTicks([low, high]: readonly [number, number]): number[] {
  return logTicks(Math.exp(low), Math.exp(high), 7).map(Math.log);
}

function formatValue(value: number, shifts: ShiftPicture): string {
  if (shifts.outcomeKind === 'return') return formatFactor(Math.exp(value));
  if (shifts.outcomeKind === 'hit') return formatPercent(value);
  return shifts.outcomeKind === 'days' ? formatCount(Math.round(value), 'day') : signedLog(value);
}

// Mean log differences are small: two decimals would make most of them equal.
function signedLog(value: number): string {
  return `${value > 0 ? '+' : ''}${formatNumber(value, 3)}`;
}

/** A value against its era's own mean: for hits in points, for the rest in the measure itself. */
function formatEffect(value: number, shifts: ShiftPicture): string {
  if (shifts.outcomeKind !== 'hit') return formatValue(value, shifts);
  return `${value > 0 ? '+' : ''}${formatNumber(value * 100)} points`;
}

function axisLabel(shifts: ShiftPicture): string {
  return shifts.outcomeKind === 'return' ? `${shifts.label}, as growth (log scale)` : shifts.label;
}

const KEY: readonly (readonly [Swatch, string])[] = [
  ['outline', 'all placements, as it was'],
  ['events', 'the events, as it was'],
  ['band-inner', 'all placements, era taken out'],
  ['events-thick', 'the events, era taken out'],
];

function nameFinding({ shifts, events }: StudyPictures, luck: Luck): string {
  const comparison = shifts?.direction === 'down' ? 'comes as low' : 'does as well';
  if (shifts?.withheld && luck.p <= 0.1) return 'Few random placements of these dates do as well; why no p is stated stands above';
  const finding = `random placement of these dates ${comparison} ${formatFrequency(luck.p)}`;
  const known = events.filter((e) => e.status === 'known').length;
  const since = events.filter((e) => e.status === 'since').length;
  // The verdict rests on what was known; a picture that pools what came since must say so.
  const pooled = since > 0 && (shifts?.leaveOneOut.length ?? 0) > known;
  return pooled ? `With the ${since === 1 ? 'event' : `${since} events`} since the claim counted, a ${finding}` : `A ${finding}`;
}

function describe(shifts: ShiftPicture, luck: Luck): string {
  const total = formatNumber(shifts.plain.length);
  const way = shifts.direction === 'up' ? 'as high or higher' : 'as low or lower';
  const beyond = ({ count, share }: Luck['plain'], words: string) =>
    shifts.withheld && share <= 0.1
      ? '.'
      : `: ${formatNumber(count)} ${words}(p ${formatProbability(share)})${words === '' ? '' : ` are ${way}`}.`;
  const mde = shifts.minimumDetectableEffect;
  const loo = shifts.leaveOneOut.map((l) => `${formatDate(l.date)} ${formatValue(l.observed, shifts)}`);
  return (
    `Histogram of ${shifts.label} over all ${total} placements of the events. Observed ${formatValue(shifts.observedPlain, shifts)}` +
    `${beyond(luck.plain, 'placements ')} With the era taken out ${formatEffect(shifts.observedCentred, shifts)}${beyond(luck.centred, '')}` +
    (mde === null ? '' : ` Smallest visible effect ${formatEffect(mde, shifts)}.`) +
    (loo.length === 0 ? '' : ` Without one event: ${loo.join(', ')}.`)
  );
}

function tableOf(shifts: ShiftPicture, bins: readonly Bin[]): FigureTable {
  const both = bins.filter((b) => b.plain > 0 || b.centred > 0);
  return {
    head: [shifts.label, 'placements as it was', 'era taken out'],
    rows: [
      ...both.map((b) => [
        `${formatValue(b.from, shifts)} to ${formatValue(b.to, shifts)}`,
        formatNumber(b.plain),
        formatNumber(b.centred),
      ]),
      ...shifts.leaveOneOut.map((l) => [`without ${formatDate(l.date)}`, formatValue(l.observed, shifts), '']),
    ],
  };
}
