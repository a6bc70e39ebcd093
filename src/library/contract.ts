/**
 * The contract: schemas (zod) and types of what goes in and comes out of every operation, and how its numbers are written.
 *
 * @module harbinger/contract
 */
export * from '../contract/alerts.ts';
export * from '../contract/belief.ts';
export * from '../contract/brief.ts';
export * from '../contract/claims.ts';
export * from '../contract/confounders.ts';
export * from '../contract/cross-checks.ts';
export * from '../contract/curve.ts';
export * from '../contract/doctor.ts';
export * from '../contract/evidence.ts';
export * from '../contract/explain.ts';
export * from '../contract/expression.ts';
export * from '../contract/forecast.ts';
export * from '../contract/format.ts';
export * from '../contract/formats.ts';
export * from '../contract/import.ts';
export * from '../contract/indicators.ts';
export * from '../contract/job-queue.ts';
export * from '../contract/jobs.ts';
export * from '../contract/lag.ts';
export * from '../contract/languages.ts';
export * from '../contract/lead-lag-scan.ts';
export * from '../contract/ledger.ts';
export * from '../contract/lexicon.ts';
export * from '../contract/operations.ts';
export * from '../contract/outcome-kind.ts';
export * from '../contract/pack.ts';
export * from '../contract/pack-parts.ts';
export * from '../contract/pictures.ts';
export * from '../contract/problem.ts';
export * from '../contract/pull.ts';
export * from '../contract/queued-job.ts';
export * from '../contract/read.ts';
export * from '../contract/scan.ts';
export * from '../contract/scan-words.ts';
export * from '../contract/spaces.ts';
export * from '../contract/state.ts';
export * from '../contract/store.ts';
export * from '../contract/study.ts';
export * from '../contract/trade.ts';
export * from '../contract/triggers.ts';
export * from '../contract/unprofitable.ts';
export * from '../contract/verdict.ts';
export * from '../contract/watch.ts';
