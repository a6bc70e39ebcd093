/** A label that wants to stand at a place along one axis. */
export interface Wish {
  /** Where its anchor is, in units of the drawing. */
  readonly at: number;
  /** Room that it takes along the axis. */
  readonly size: number;
}

/**
 * Moves labels apart along one axis so that none overlaps another, each as near its wish as that allows.
 * Returns the new centres in the order given. Too many for the room are packed evenly.
 */
export function spread(wishes: readonly Wish[], low: number, high: number): number[] {
  const order = wishes.map((_, i) => i).sort((a, b) => wishes[a]!.at - wishes[b]!.at || a - b);
  const needed = wishes.reduce((sum, w) => sum + w.size, 0);
  const squeeze = needed > high - low ? (high - low) / needed : 1;
  const placed = new Array<number>(wishes.length).fill(0);
  let edge = low;
  for (const i of order) {
    const half = (wishes[i]!.size * squeeze) / 2;
    placed[i] = Math.max(wishes[i]!.at, edge + half);
    edge = placed[i]! + half;
  }
  edge = high;
  for (const i of order.toReversed()) {
    const half = (wishes[i]!.size * squeeze) / 2;
    placed[i] = Math.min(placed[i]!, edge - half);
    edge = placed[i]! - half;
  }
  return placed;
}

/** A label in a lane, from `from` on; `lane` is null where none was free. */
export interface Laned {
  readonly from: number;
  readonly lane: number | null;
  /** Whether it stands before its place, for want of room after it. */
  readonly turned: boolean;
}

/**
 * Puts labels that stand like flags, after their place or before it where they would run over `high`, into as few
 * lanes as hold them without overlap. The order keeps a flag from being crossed by the pole of another one.
 */
export function intoLanes(wishes: readonly Wish[], lanes: number, high: number): Laned[] {
  const taken: { from: number; to: number }[][] = Array.from({ length: lanes }, () => []);
  const placed: Laned[] = wishes.map((w) => {
    const turned = w.at + w.size > high;
    return { from: turned ? w.at - w.size : w.at, lane: null, turned };
  });
  const order = wishes.map((_, i) => i).sort((a, b) => wishes[a]!.at - wishes[b]!.at || a - b);
  const after = order.filter((i) => !placed[i]!.turned).toReversed();
  const before = order.filter((i) => placed[i]!.turned);
  for (const i of [...before, ...after]) {
    const { from, turned } = placed[i]!;
    const to = from + wishes[i]!.size;
    const lane = taken.findIndex((row) => row.every((t) => to <= t.from || from >= t.to));
    if (lane >= 0) taken[lane]!.push({ from, to });
    placed[i] = { from, lane: lane >= 0 ? lane : null, turned };
  }
  return placed;
}

/** A cautious estimate of a text's width: figures and letters of a wide system face. */
export function textWidth(text: string, fontSize: number): number {
  return text.length * fontSize * 0.62;
}
