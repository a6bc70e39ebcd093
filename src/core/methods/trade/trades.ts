import type { EpochDay } from '../../calendar/civil-date.ts';
import type { Study } from '../event-study/study.ts';
import type { Position } from './positions.ts';

/** A trade that is over. */
export interface ClosedTrade {
  /** Dates of the closes. */
  readonly entry: EpochDay;
  readonly exit: EpochDay;
  readonly entryPrice: number;
  readonly exitPrice: number;
  /** Events that it joins. */
  readonly events: number;
  /** Steps held. */
  readonly steps: number;
  /** Exit price / entry price − 1. */
  readonly priceReturn: number;
  /** What the trade made of the wealth, after costs. */
  readonly return: number;
}

/** The trade that is not over: in no statistic. */
export interface OpenTrade {
  readonly entry: EpochDay;
  readonly entryPrice: number;
  /** Events that it joins, those that are complete included. */
  readonly events: number;
  /** Date on which it ends unless an event comes before; null where the horizon is counted in observations. */
  readonly due: EpochDay | null;
  readonly last: EpochDay;
  /** Last price / entry price − 1. */
  readonly priceReturnSoFar: number;
}

/** Events of a study by what became of them as trades. */
export interface TradedEvents {
  /** Complete events within the trades that are over. */
  readonly traded: number;
  /** Those whose horizon does not reach the next close, which are no trade. */
  readonly withoutStep: number;
  /** Those to be entered at a close to come. */
  readonly upcoming: number;
}

/** Counts the events of a study over its positions. */
export function countEvents({ trigger, outcomes: { periods } }: Study, positions: readonly Position[]): TradedEvents {
  const eventsOf = (some: readonly Position[]) => some.reduce((sum, { events }) => sum + events, 0);
  const over = positions.filter(({ open }) => !open);
  return {
    traded: eventsOf(over.filter(({ entry, exit }) => exit > entry)),
    withoutStep: eventsOf(over.filter(({ entry, exit }) => exit === entry)),
    upcoming: trigger.on.filter((on, i) => on === 1 && periods.upcoming[i] === 1).length,
  };
}

type Prices = Study['outcomes']['target'];

/** A position that is over, with its return after costs. */
export function closedTrade({ dates, values }: Prices, { entry, exit, events }: Position, net: number): ClosedTrade {
  const [entryPrice, exitPrice] = [values[entry] as number, values[exit] as number];
  return {
    entry: dates[entry] as number,
    exit: dates[exit] as number,
    entryPrice,
    exitPrice,
    events,
    steps: exit - entry,
    priceReturn: exitPrice / entryPrice - 1,
    return: net,
  };
}

/** A position that is not over, as it stands. */
export function openTrade({ dates, values }: Prices, { entry, exit, events, due }: Position): OpenTrade {
  const entryPrice = values[entry] as number;
  return {
    entry: dates[entry] as number,
    entryPrice,
    events,
    due: due < 0 ? null : due,
    last: dates[exit] as number,
    priceReturnSoFar: (values[exit] as number) / entryPrice - 1,
  };
}
