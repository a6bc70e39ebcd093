import { flag, integer, number, present, text, texts } from '../../search-params.ts';

/** The whole state of the Lab; `b…` is the study beside it. */
export interface LabSearch {
  readonly when?: string;
  readonly then?: readonly string[];
  readonly direction?: 'up' | 'down';
  /** Conditions that may be the reason. */
  readonly given?: readonly string[];
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

const direction = (value: unknown) => (value === 'down' ? ('down' as const) : undefined);

/** Reads the Lab's state from an address; what is none of it is left out. */
export function labSearch(search: Record<string, unknown>): LabSearch {
  const read = {
    when: text(search.when),
    then: texts(search.then),
    direction: direction(search.direction),
    given: texts(search.given),
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
  return present(read);
}
