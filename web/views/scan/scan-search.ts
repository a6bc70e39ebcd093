import { flag, integer, number, present, text, texts } from '../../search-params.ts';

/** The whole state of a scan; what is left out is as the program has it. */
export interface ScanSearch {
  readonly targets?: readonly string[];
  readonly horizons?: readonly string[];
  readonly direction?: 'up' | 'down';
  readonly outcome?: string;
  /** Triggers of the reader's own, in place of the templates. */
  readonly triggers?: readonly string[];
  /** What the templates are tried of; default: all there are. */
  readonly series?: readonly string[];
  readonly level?: number;
  readonly fewest?: number;
  readonly rows?: number;
  /** Whether it is run at once, as when a result is shared. */
  readonly run?: boolean;
  /** Group of near-identical triggers that is open. */
  readonly group?: number;
}

/** Reads the state from an address; what is none of it is left out. */
export const scanSearch = (search: Record<string, unknown>): ScanSearch =>
  present({
    targets: texts(search.targets),
    horizons: texts(search.horizons),
    direction: search.direction === 'down' ? ('down' as const) : undefined,
    outcome: text(search.outcome),
    triggers: texts(search.triggers),
    series: texts(search.series),
    level: number(search.level),
    fewest: integer(search.fewest),
    rows: integer(search.rows),
    run: flag(search.run),
    group: integer(search.group),
  });
