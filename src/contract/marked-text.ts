/** A place in a text, in UTF-16 units. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/** A stretch of a line that the same claims cover from end to end. */
export interface Stretch {
  readonly text: string;
  /** Claims that cover it, by number, in order of where they begin; empty where nothing is claimed. */
  readonly claims: readonly number[];
  /** The shortest of them; null where there is none. */
  readonly inner: number | null;
  /** Those that are seen here first. */
  readonly opens: readonly number[];
}

/** A line of a text in stretches. */
export interface MarkedLine extends Place {
  readonly stretches: readonly Stretch[];
  /** Claims that are seen here first, by number. */
  readonly opens: readonly number[];
}

/** A text in lines, with the claims marked in place. */
export interface MarkedText {
  readonly lines: readonly MarkedLine[];
  /** Claims that stand nowhere in it: their place is outside or empty. */
  readonly unplaced: readonly number[];
}

/**
 * The lines of a text, each in stretches that the same claims cover. Claims may overlap, lie in one another and go over several lines;
 * lines of nothing but blanks are left out. Joined, the stretches of a line are the line.
 */
export function markText(text: string, claims: readonly Place[]): MarkedText {
  const waiting = claims
    .map(({ start, end }, claim) => ({ claim, start: Math.max(0, start), end: Math.min(text.length, end) }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const seen = new Set<number>();
  let open: Covering[] = [];
  let at = 0;
  const lines = linesOf(text).map((line): MarkedLine => {
    open = open.filter(({ end }) => end > line.start);
    for (; at < waiting.length && (waiting[at] as Covering).start < line.end; at++) {
      const next = waiting[at] as Covering;
      if (next.end > line.start) open.push(next);
    }
    const stretches = stretchesOf(text, line, { open, seen });
    return { ...line, stretches, opens: stretches.flatMap(({ opens }) => opens) };
  });
  return { lines, unplaced: claims.flatMap((_, claim) => (seen.has(claim) ? [] : [claim])) };
}

interface Covering extends Place {
  readonly claim: number;
}

function linesOf(text: string): Place[] {
  const lines: Place[] = [];
  for (const { 0: line, index } of text.matchAll(/[^\n\r\u2028\u2029]+/g)) {
    if (line.trim() !== '') lines.push({ start: index, end: index + line.length });
  }
  return lines;
}

function stretchesOf(text: string, line: Place, { open, seen }: { open: readonly Covering[]; seen: Set<number> }): Stretch[] {
  const inside = (at: number) => at > line.start && at < line.end;
  const cuts = [...new Set([line.start, line.end, ...open.flatMap(({ start, end }) => [start, end]).filter(inside)])].sort((a, b) => a - b);
  const stretches: Stretch[] = [];
  let next = 0;
  let covering: Covering[] = [];
  for (const [i, from] of cuts.slice(0, -1).entries()) {
    covering = covering.filter(({ end }) => end > from);
    for (; open[next] !== undefined && (open[next] as Covering).start <= from; next++) covering.push(open[next] as Covering);
    const opens = covering.flatMap(({ claim }) => (seen.has(claim) ? [] : [claim]));
    for (const claim of opens) seen.add(claim);
    stretches.push({ text: text.slice(from, cuts[i + 1]), claims: covering.map(({ claim }) => claim), inner: innermost(covering), opens });
  }
  return stretches;
}

function innermost(covering: readonly Covering[]): number | null {
  let best: Covering | undefined;
  for (const one of covering) if (best === undefined || one.end - one.start <= best.end - best.start) best = one;
  return best?.claim ?? null;
}
