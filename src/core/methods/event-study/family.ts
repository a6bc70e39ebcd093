import { commonDates } from '../../series/curve.ts';
import { type BothSides, largerP, leaveOneOutStandings, shiftedMeans, standing } from '../inference/shift.ts';
import { holmOverGroups, stepDownMaxT } from '../inference/step-down.ts';
import { sameDates } from '../triggers/sequence.ts';
import { type Circle, circleOf } from './circle.ts';
import type { Study } from './study.ts';

/** How one study stands within its family. */
export interface FamilyStanding {
  /** Raw headline p on the family's common circle. */
  readonly raw: BothSides;
  /** After step-down over the family, and Holm over families that could not share a circle. */
  readonly adjusted: BothSides;
  /** Headline p without each event in turn, on the common circle, in the order of the events there. */
  readonly leaveOneOut: readonly { readonly place: number; readonly observed: number; readonly p: BothSides }[];
  /** The common circle on which these p stand. */
  readonly circle: Circle;
  /** Members that share the circle. */
  readonly members: readonly number[];
}

/**
 * Adjusts the p of studies that were asked together. Members on one trigger calendar share a circle: the dates admissible
 * for all, the same shift for all, era means from each member's own dates before the cut. A member of another calendar, or
 * whose addition would cost an event or half of the dates, begins a family of its own; those are joined by Holm.
 *
 * @returns One standing for each study; undefined for a study with too little data, which takes no part.
 */
export function judgeFamily(studies: readonly Study[]): (FamilyStanding | undefined)[] {
  const able = studies.flatMap((study, i) => (study.shifts ? [i] : []));
  const groups = grouped(studies, able);
  const judged = groups.map((group) => judgeGroup(studies, group));
  const up = holmOverGroups(judged.map(({ adjusted }) => adjusted.up));
  const down = holmOverGroups(judged.map(({ adjusted }) => adjusted.down));
  const standings: (FamilyStanding | undefined)[] = studies.map(() => undefined);
  groups.forEach(({ members }, g) => {
    members.forEach((member, m) => {
      const own = judged[g] as ReturnType<typeof judgeGroup>;
      const adjusted = { up: (up[g] as Float64Array)[m] as number, down: (down[g] as Float64Array)[m] as number };
      standings[member] = { ...(own.standings[m] as Omit<FamilyStanding, 'adjusted'>), adjusted };
    });
  });
  return standings;
}

interface Group {
  readonly members: number[];
  /** Indices, in the common trigger calendar, of the dates admissible for all. */
  common: Int32Array;
}

function grouped(studies: readonly Study[], able: readonly number[]): Group[] {
  const groups: Group[] = [];
  for (const i of able) {
    const study = studies[i] as Study;
    const home = groups.find((group) => fits(studies, group, study));
    if (home) {
      home.members.push(i);
      home.common = intersection(home.common, study.circle.indices);
    } else {
      groups.push({ members: [i], common: study.circle.indices });
    }
  }
  return groups;
}

function fits(studies: readonly Study[], group: Group, study: Study): boolean {
  const first = studies[group.members[0] as number] as Study;
  if (!sameDates(first.trigger.dates, study.trigger.dates)) return false;
  const common = intersection(group.common, study.circle.indices);
  if (2 * common.length <= Math.max(group.common.length, study.circle.indices.length)) return false;
  const remaining = new Set(common);
  return [...group.members.map((member) => studies[member] as Study), study].every(({ instances }) =>
    instances.every((index) => remaining.has(index)),
  );
}

const intersection = (a: Int32Array, b: Int32Array): Int32Array => {
  const { left } = commonDates(a, b);
  return left.map((place) => a[place] as number);
};

function judgeGroup(studies: readonly Study[], { members, common }: Group) {
  const cut = members.map((member) => cutToCommon(studies[member] as Study, common));
  const plain = cut.map(({ circle }) => shiftedMeans(circle.outcomes, circle.events));
  const centred = cut.map(({ circle, centredOutcomes }) => shiftedMeans(centredOutcomes, circle.events));
  const adjusted = { up: largerAdjusted(plain, centred, 'upper'), down: largerAdjusted(plain, centred, 'lower') };
  const standings = cut.map(({ circle, centredOutcomes }, m) => ({
    raw: largerP(standing(plain[m] as Float64Array), standing(centred[m] as Float64Array)),
    leaveOneOut: leaveOneOut(circle, centredOutcomes),
    circle,
    members,
  }));
  return { adjusted, standings };
}

function cutToCommon(study: Study, common: Int32Array): { circle: Circle; centredOutcomes: Float64Array } {
  const { left } = commonDates(study.circle.indices, common);
  return {
    circle: circleOf(study.trigger, study.outcomes.values, common),
    centredOutcomes: Float64Array.from(left, (place) => study.centredOutcomes[place] as number),
  };
}

function largerAdjusted(plain: readonly Float64Array[], centred: readonly Float64Array[], side: 'upper' | 'lower'): Float64Array {
  const a = stepDownMaxT(plain, side);
  const b = stepDownMaxT(centred, side);
  return a.map((p, i) => Math.max(p, b[i] as number));
}

function leaveOneOut(circle: Circle, centredOutcomes: Float64Array): FamilyStanding['leaveOneOut'] {
  const plain = leaveOneOutStandings(circle.outcomes, circle.events);
  const centred = leaveOneOutStandings(centredOutcomes, circle.events);
  return plain.map((one, e) => ({
    place: circle.events[e] as number,
    observed: one.observed,
    p: largerP(one, centred[e] as (typeof centred)[number]),
  }));
}
