/** How the price of the target comes about. */
export const WORLDS = ['garch', 'blocks', 'wandering', 'wandering fast'] as const;
export type WorldName = (typeof WORLDS)[number];

/**
 * Where the events come from: an index simulated anew in every world, or the dates on which the Russell 2000 really fired; `turned` are the
 * real dates in worlds whose drift is turned by a random number of days, so that drift and dates meet by chance.
 */
export const TRIGGERS = ['simulated', 'real', 'turned'] as const;
export type TriggerName = (typeof TRIGGERS)[number];

/** Few, some and many events. */
export const LEVELS = ['few', 'some', 'many'] as const;
export type Level = (typeof LEVELS)[number];

/** One kind of world without relation in which error rates are counted. */
export interface Cell {
  readonly world: WorldName;
  readonly trigger: TriggerName;
  readonly level: Level;
}

/** Whether a world has a drift that wanders where Bitcoin's did. */
export const hasDrift = (world: WorldName): world is 'wandering' | 'wandering fast' => world === 'wandering' || world === 'wandering fast';

export const HORIZONS = [30, 90, 180, 365] as const;

/** All cells; turned are only drifts that wander, and only for the few real dates, where it matters most. */
export const CELLS: readonly Cell[] = WORLDS.flatMap((world) =>
  TRIGGERS.flatMap((trigger) => LEVELS.map((level) => ({ world, trigger, level }))),
).filter(({ world, trigger, level }) => trigger !== 'turned' || (hasDrift(world) && level === 'few'));

/** Cells in which power is measured: the events of a simulated index, in worlds with and without a drift that wanders. */
export const POWER_CELLS: readonly Cell[] = CELLS.filter(
  ({ world, trigger }) => trigger === 'simulated' && (world === 'garch' || world === 'wandering'),
);

/** A cell's name, in files and seeds alike. */
export const nameOf = ({ world, trigger, level }: Cell): string => `${world}, ${trigger}, ${level}`;

/** Whether a cell needs the daily prices beside the repository. */
export const needsPrices = ({ world, trigger }: Cell): boolean => world !== 'garch' || trigger !== 'simulated';
