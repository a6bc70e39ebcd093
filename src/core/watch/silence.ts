/** A time in which nobody is told of some rules. */
export interface Silence {
  readonly id: string;
  /** Id of a rule, or the beginning of ids with `*` behind it; `*` alone is every rule. */
  readonly rule: string;
  /** First instant that it covers, and the first one after, milliseconds since 1970-01-01T00:00Z. */
  readonly from: number;
  readonly until: number;
}

/** Whether a silence covers a rule at an instant. */
export function covers({ rule, from, until }: Silence, id: string, at: number): boolean {
  const isMeant = rule.endsWith('*') ? id.startsWith(rule.slice(0, -1)) : id === rule;
  return isMeant && from <= at && at < until;
}
