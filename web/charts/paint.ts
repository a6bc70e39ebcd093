/** The page's colours for pictures in SVG: variables, so that dark and print need no second drawing. */
export const INK = 'var(--ink)';
export const MUTED = 'var(--muted)';
export const GRID = 'var(--grid)';
export const PAPER = 'var(--paper)';
export const EVENTS = 'var(--events)';
export const TARGET = 'var(--target)';
export const BASE = 'var(--base)';
export const BAND_INNER = 'var(--band-inner)';
export const BAND_OUTER = 'var(--band-outer)';

/** Rings a text so that it reads over lines. */
export const HALO = { stroke: PAPER, strokeWidth: 4 } as const;

/** Size of the figures' text. */
export const FONT = 13;

/** The card under the pointer. */
export const TIP = { fill: PAPER, stroke: BASE, fontSize: FONT, lineHeight: 1.4, pathFilter: 'none' } as const;
