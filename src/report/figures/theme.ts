/**
 * Colours of the figures. Each is a variable of the page, so that light, dark and print follow without a second
 * drawing; the fallback serves an SVG that is looked at by itself.
 */
export const INK = 'var(--ink, #1b1a18)';
export const MUTED = 'var(--muted, #5c5952)';
export const GRID = 'var(--grid, #e4e0d8)';
export const PAPER = 'var(--paper, #ffffff)';
/** The one accent for the events. */
export const EVENTS = 'var(--events, #a84a00)';
/** The one accent for the target. */
export const TARGET = 'var(--target, #1d5b9e)';
/** All other dates: line, inner band, outer band. */
export const BASE = 'var(--base, #6b675f)';
export const BAND_INNER = 'var(--band-inner, #cfcbc2)';
export const BAND_OUTER = 'var(--band-outer, #e7e4dd)';
/** What was not known when the claim was made, and what is pending. */
export const HATCH = 'var(--hatch, #c9c4b8)';

/** Rings a text so that it reads over lines. */
export const HALO = { stroke: PAPER, strokeWidth: 4 } as const;
