/** What a p of a study is weighed with before it is stated. */
export interface Reservations {
  readonly clusters: number;
  /** p of the plain shift, in the same direction, of the return over the same span before the events; null where the outcome has none. */
  readonly before: number | null;
}

/** Clusters below which a p counts double. */
export const FEW_CLUSTERS = 6;
/** What came before the events is unremarkable above this p. */
export const BEFORE_LEVEL = 0.1;
const STATED_ABOVE = 0.1;

/** A p at twice its size where fewer than {@link FEW_CLUSTERS} clusters stand behind it. */
export const weighed = (p: number, clusters: number): number => (clusters < FEW_CLUSTERS ? Math.min(1, 2 * p) : p);

/**
 * Why a p that looks like a finding (at most 0.10) is not stated: `before the event` where the target had already moved as unusually before the events
 * (p at most 0.10), `few clusters` where so few cases give a p between 0.025 and 0.10. Null for a p that is stated.
 *
 * @remarks The rule is drawn from the size study (docs/methods/size-study.md): where the target's drift wanders, such p came up among five events
 * without relation more often than they say.
 */
export function whyWithheld(p: number, { clusters, before }: Reservations): 'before the event' | 'few clusters' | null {
  if (p > STATED_ABOVE) return null;
  if (before !== null && before <= BEFORE_LEVEL) return 'before the event';
  return weighed(p, clusters) > 0.05 && clusters < FEW_CLUSTERS ? 'few clusters' : null;
}
