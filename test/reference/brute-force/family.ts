import { mean, standardDeviation } from './numbers.ts';
import { centred, type Study, shifted, tailOf } from './study.ts';

/**
 * Step-down max-T of statistics whose shift distributions share their k: `shifts[m][k]`, the observed ones at k = 0. A statistic
 * that is the same under every shift has no scale (the text is silent): it is taken to stand at its mean.
 */
export function stepDownMaxT(shifts: readonly (readonly number[])[]): number[] {
  const standardised = shifts.map((all) => {
    const [centre, scale] = [mean(all), standardDeviation(all)];
    const isConstant = Math.max(...all) - Math.min(...all) <= 1e-12;
    return all.map((value) => (isConstant ? 0 : (value - centre) / scale));
  });
  const order = [...standardised.keys()].sort((a, b) => (standardised[b]?.[0] as number) - (standardised[a]?.[0] as number));
  const adjusted: number[] = [];
  let largest = 0;
  for (const [rank, member] of order.entries()) {
    const remaining = order.slice(rank).map((m) => standardised[m] as number[]);
    const maxima = (remaining[0] as number[]).map((_, k) => Math.max(...remaining.map((all) => all[k] as number)));
    const reached = maxima.filter((value) => value >= (standardised[member]?.[0] as number) - 1e-12).length;
    largest = Math.max(largest, reached / maxima.length);
    adjusted[member] = largest;
  }
  return adjusted;
}

/** How a member stands in its family: each p the larger of both shifts, upwards or downwards. */
export interface Standing {
  /** The dates admissible for all members of its family. */
  readonly dates: readonly number[];
  readonly raw: number;
  readonly adjusted: number;
  readonly leaveOneOut: readonly { readonly date: number; readonly p: number }[];
}

/** Members on their common circle: era means from each member's own dates, before the cut. `sign` −1 asks downwards. */
export function judgeOnOneCircle(members: readonly Study[], sign: 1 | -1 = 1): Standing[] {
  const dates = commonDates(members);
  const onCircle = members.map((member) => {
    const own = member.admissible.map(({ date }) => date);
    const values = member.admissible.map(({ y }) => sign * y);
    const around = centred(own, values);
    const wanted = new Set(dates);
    const cut = (all: readonly number[]) => all.filter((_, i) => wanted.has(own[i] as number));
    const places = member.places.map((place) => dates.indexOf(own[place] as number)).filter((place) => place >= 0);
    return { plain: cut(values), around: cut(around), places };
  });
  const plain = onCircle.map((member) => shifted(member.plain, member.places, mean));
  const around = onCircle.map((member) => shifted(member.around, member.places, mean));
  const [byPlain, byCentred] = [stepDownMaxT(plain), stepDownMaxT(around)];
  return onCircle.map((member, m) => ({
    dates,
    raw: Math.max(tailOf(plain[m] as number[]).pUpper, tailOf(around[m] as number[]).pUpper),
    adjusted: Math.max(byPlain[m] as number, byCentred[m] as number),
    leaveOneOut: leftOut(member.places).map(({ left, rest }) => {
      const p = [member.plain, member.around].map((values) => tailOf(shifted(values, rest, mean)).pUpper);
      return { date: dates[left] as number, p: Math.max(...p) };
    }),
  }));
}

function leftOut(places: readonly number[]): { left: number; rest: number[] }[] {
  return places.length < 2 ? [] : places.map((left) => ({ left, rest: places.filter((place) => place !== left) }));
}

/**
 * Members in the order given: each joins the first family whose calendar it shares and where nobody loses an event or half of the
 * dates (of the family's, or of its own); otherwise it begins one. Families are joined by Holm.
 */
export function judge(members: readonly Study[], calendars: readonly (readonly number[])[], sign: 1 | -1 = 1): Standing[] {
  const families: number[][] = [];
  for (const [i, member] of members.entries()) {
    const home = families.find(
      (family) =>
        fits(
          family.map((m) => members[m] as Study),
          member,
        ) && sameCalendar(family[0] as number, i),
    );
    if (home) home.push(i);
    else families.push([i]);
  }
  const judged = families.map((family) =>
    judgeOnOneCircle(
      family.map((m) => members[m] as Study),
      sign,
    ),
  );
  const joined = holmOverFamilies(judged.map((family) => family.map(({ adjusted }) => adjusted)));
  return members.map((_, i) => {
    const f = families.findIndex((family) => family.includes(i));
    const m = (families[f] as number[]).indexOf(i);
    return { ...(judged[f]?.[m] as Standing), adjusted: joined[f]?.[m] as number };
  });
  function sameCalendar(a: number, b: number): boolean {
    return calendars[a]?.join() === calendars[b]?.join();
  }
}

function fits(family: readonly Study[], member: Study): boolean {
  const common = new Set(commonDates([...family, member]));
  const before = Math.max(commonDates(family).length, member.admissible.length);
  const keepsItsEvents = ({ places, admissible }: Study) =>
    places.every((place) => common.has((admissible[place] as { date: number }).date));
  return 2 * common.size > before && [...family, member].every(keepsItsEvents);
}

export function commonDates(members: readonly Study[]): number[] {
  const [first, ...rest] = members.map((member) => member.admissible.map(({ date }) => date));
  const others = rest.map((dates) => new Set(dates));
  return (first as number[]).filter((date) => others.every((dates) => dates.has(date)));
}

/** Classic Holm: the smallest level at which the step-down procedure refuses each hypothesis, tried at every level that matters. */
export function holm(ps: readonly number[]): number[] {
  const levels = ps.flatMap((p) => ps.map((_, i) => Math.min(1, p * (i + 1)))).sort((a, b) => a - b);
  const refusedAt = (level: number) => {
    const refused = new Set<number>();
    for (;;) {
      const left = ps.length - refused.size;
      const next = ps.findIndex((p, i) => !refused.has(i) && p * left <= level * (1 + 1e-12));
      if (next < 0) return refused;
      refused.add(next);
    }
  };
  return ps.map((_, i) => levels.find((level) => refusedAt(level).has(i)) ?? 1);
}

/**
 * Families of their own joined by Holm: a family is spent, and leaves the divisor, only when all of its members are refused.
 * The adjusted p of a member is the smallest level at which this procedure refuses it.
 */
export function holmOverFamilies(groups: readonly (readonly number[])[]): number[][] {
  const levels = groups.flat().flatMap((p) => groups.map((_, i) => Math.min(1, p * (i + 1))));
  const ascending = [...new Set(levels)].sort((a, b) => a - b);
  const refusedAt = (level: number) => {
    const refused = groups.map((group) => group.map(() => false));
    for (;;) {
      const left = refused.filter((group) => group.includes(false)).length;
      let changed = false;
      for (const [g, group] of groups.entries()) {
        for (const [m, p] of group.entries()) {
          if (refused[g]?.[m] || p * left > level * (1 + 1e-12)) continue;
          (refused[g] as boolean[])[m] = changed = true;
        }
      }
      if (!changed) return refused;
    }
  };
  return groups.map((group, g) => group.map((_, m) => ascending.find((level) => refusedAt(level)[g]?.[m]) ?? 1));
}
