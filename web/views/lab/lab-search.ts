/** The whole state of the Lab; `b…` is the study beside it. */
export interface LabSearch {
  readonly when?: string;
  readonly then?: readonly string[];
  readonly direction?: 'up' | 'down';
  readonly curve?: boolean;
  readonly trade?: boolean;
  /** Costs of the trade on each side, as shares. */
  readonly cost?: number;
  readonly slippage?: number;
  readonly seed?: number;
  /** Which outcome of a family is looked at, from 0. */
  readonly member?: number;
  /** Whether the study is run at once, as when a result is shared. */
  readonly run?: boolean;
  readonly bWhen?: string;
  readonly bThen?: readonly string[];
  readonly bDirection?: 'up' | 'down';
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const flag = (value: unknown): true | undefined => (value === true || value === 'true' ? true : undefined);
const texts = (value: unknown): string[] | undefined => {
  const list = (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && one !== '');
  return list.length > 0 ? list : undefined;
};
const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
const integer = (value: unknown): number | undefined => (Number.isInteger(value) ? number(value) : undefined);
const direction = (value: unknown) => (value === 'down' ? ('down' as const) : undefined);

/** Reads the Lab's state from an address; what is none of it is left out. */
export function labSearch(search: Record<string, unknown>): LabSearch {
  const read = {
    when: text(search.when),
    then: texts(search.then),
    direction: direction(search.direction),
    curve: flag(search.curve),
    trade: flag(search.trade),
    cost: number(search.cost),
    slippage: number(search.slippage),
    seed: integer(search.seed),
    member: integer(search.member),
    run: flag(search.run),
    bWhen: text(search.bWhen),
    bThen: texts(search.bThen),
    bDirection: direction(search.bDirection),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}
