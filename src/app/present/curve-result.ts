import type { Insufficient } from '../../contract/cross-checks.ts';
import type { SpecificationCurve } from '../../contract/curve.ts';
import { formatCount, formatNumber } from '../../contract/format.ts';
import { isInsufficient } from '../../core/numerics/insufficient.ts';
import type { VariedCurve } from '../curve.ts';

type Choice = VariedCurve['choices'][number];

/** A specification curve in the contract's shape, seen in the study's direction. */
export function presentCurve({
  choices,
  specifications,
  curve,
  direction,
  tried,
  thinned,
  events,
}: VariedCurve): SpecificationCurve | Insufficient {
  if (isInsufficient(curve)) return curve;
  const points = curve.points.map(({ specification, observations, effect, standardised, p }) => ({
    settings: [...(specifications[specification] as readonly number[])],
    observations,
    effect,
    standardised,
    p: p[direction],
    own: specification === 0,
  }));
  const favourable = direction === 'up' ? [...points].reverse() : points;
  // A choice that never makes a difference is none.
  const varied = choices.flatMap((_, c) => (new Set(points.map(({ settings }) => settings[c])).size > 1 ? [c] : []));
  const place = favourable.findIndex(({ own }) => own);
  return {
    choices: varied.map((c) => ({ name: (choices[c] as Choice).name, settings: [...(choices[c] as Choice).settings] })),
    points: points.map((point) => ({ ...point, settings: varied.map((c) => point.settings[c] as number) })),
    tried,
    left: curve.left.length,
    ownRank: place < 0 ? null : place + 1,
    inDirection: points.filter(({ standardised }) => (direction === 'up' ? standardised > 0 : standardised < 0)).length,
    nominallySignificant: points.filter(({ p }) => p <= 0.05).length,
    median: curve.median[direction],
    joint: curve.joint[direction],
    observations: curve.observations,
    notes: [
      ...(tried > specifications.length
        ? [
            `Of ${formatNumber(tried)} combinations ${formatNumber(specifications.length)} differ in their events or outcomes; the others count once.`,
          ]
        : []),
      ...(thinned ? ['The choices were too many to combine in full: those of the trigger were varied one at a time.'] : []),
      ...lostNotes(points, events),
      ...apartNotes(curve.apart, { choices, specifications }),
      ...(curve.left.length > 0
        ? [`${formatCount(curve.left.length, 'specification')} had no event on the ${formatNumber(curve.observations)} shared dates.`]
        : []),
    ],
  };
}

/** Settings that stood apart in whatever company, and how many specifications did. */
function apartNotes(apart: readonly number[], { choices, specifications }: Pick<VariedCurve, 'choices' | 'specifications'>): string[] {
  if (apart.length === 0) return [];
  const apartOf = new Set(apart);
  const settings = choices.flatMap(({ name, settings: own }, c) =>
    own.flatMap((setting, s) => {
      const having = specifications.flatMap((specification, i) => (specification[c] === s ? [i] : []));
      return s > 0 && having.length > 0 && having.every((i) => apartOf.has(i)) ? [`${name} ${setting}`] : [];
    }),
  );
  const named = settings.length === 0 ? '' : ` (${settings.join('; ')})`;
  return [
    `${formatCount(apart.length, 'specification')} took no part${named}: the shared dates would have cost the study two of its events, or half of its dates.`,
  ];
}

/** The asked point on fewer events than the study has. */
function lostNotes(points: SpecificationCurve['points'], events: number): string[] {
  const own = points.find((point) => point.own);
  if (!own || own.observations === events) return [];
  return [`On the shared dates the way it was asked has ${formatNumber(own.observations)} of its ${formatCount(events, 'event')}.`];
}
