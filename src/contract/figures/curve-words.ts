import type { SpecificationCurve } from '../curve.ts';
import { formatCount, formatNumber, formatP, formatProbability } from '../format.ts';
import type { FigureTable, FigureWords } from './figure-words.ts';

type Direction = 'up' | 'down';

/** What picture 4, the choices, says in words. */
export const curveWords = (curve: SpecificationCurve, direction: Direction): FigureWords => ({
  title: finding(curve, direction),
  key: [
    ['target', 'one way of asking'],
    ['events-thick', 'the way asked here'],
    ['base', 'no effect'],
  ],
  alt: describe(curve, direction),
  footer: [`n = ${formatCount(curve.points.length, 'specification')} on ${formatNumber(curve.observations)} shared dates`, ...curve.notes],
  table: tableOf(curve),
});

function finding(curve: SpecificationCurve, direction: Direction): string {
  const n = curve.points.length;
  const place = curve.ownRank === null ? '' : ` The one asked here is number ${formatNumber(curve.ownRank)} from the most favourable.`;
  const way = direction === 'up' ? 'upwards' : 'downwards';
  return `Asked in ${formatCount(n, 'way')}, ${formatNumber(curve.inDirection)} show an effect ${way}, ${formatNumber(curve.nominallySignificant)} with p at most 0.05; all together ${formatP(curve.joint)}.${place}`;
}

const describe = (curve: SpecificationCurve, direction: Direction): string =>
  `Standardised effects of ${formatCount(curve.points.length, 'specification')}, from ${formatNumber(curve.points[0]?.standardised ?? null, 1)} to ${formatNumber(curve.points.at(-1)?.standardised ?? null, 1)}, median ${formatNumber(curve.median, 2)}. ${finding(curve, direction)}`;

/** At most so many rows, evenly from the smallest effect to the largest, with the study's own among them. */
const TABLE_ROWS = 60;

function tableOf({ choices, points }: SpecificationCurve): FigureTable {
  const step = Math.max(1, Math.ceil(points.length / TABLE_ROWS));
  const shown = points.filter(({ own }, i) => own || i % step === 0 || i === points.length - 1);
  return {
    head: ['effect in standard deviations', 'p', 'n', ...choices.map(({ name }) => name)],
    rows: shown.map(({ standardised, p, observations, settings, own }) => [
      `${formatNumber(standardised, 2)}${own ? ' (asked here)' : ''}`,
      formatProbability(p),
      formatNumber(observations),
      ...choices.map((choice, c) => choice.settings[settings[c] as number] as string),
    ]),
  };
}
