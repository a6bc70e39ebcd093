/**
 * The pure methods: typed arrays and records in, the same out. No clock, no chance but a passed seed, no disk, no network; runs in a browser.
 *
 * @remarks New York's calendars ask `Temporal` for daylight saving: Node 26 and new browsers have it; elsewhere import `temporal-polyfill/global` first.
 * @module harbinger/core
 */
import '../engine.ts';

export * from './core/inference.ts';
export * from './core/regression.ts';
export * from './core/series.ts';
export * from './core/study.ts';
