import type { ClaimResult } from '../../contract/claims.ts';
import type { Changes, Evidence } from '../../contract/evidence.ts';
import type { IndicatorPack } from '../../contract/indicators.ts';
import { type ClaimState, type Liveness, NowInput, type NowResult } from '../../contract/state.ts';
import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { endOfDay } from '../../core/series/panel.ts';
import { type ClaimContext, dayOf } from '../check/claim-context.ts';
import { type OpenPack, openPack } from '../check/open-pack.ts';
import type { Context } from '../context.ts';
import { evidenceAsOf, readAll } from '../evidence/evidence.ts';
import { bearingOn, indicatorsOf } from '../evidence/indicator-pack.ts';
import { type LoadedEvidence, loadEvidence } from '../evidence/load-evidence.ts';
import { type Compared, changesBetween } from '../now/changes.ts';
import { dataAge } from '../now/data-age.ts';
import { evidenceOf } from '../now/evidence.ts';
import { lastRun } from '../now/last-run.ts';
import { isRunning, openHorizons, probabilityOf } from '../now/open-horizons.ts';
import { pastOf } from '../now/past.ts';
import { triggerState } from '../now/trigger-state.ts';
import { dataHash } from '../present/data-hash.ts';
import { nowSentence } from '../present/now-sentence.ts';
import type { RunFacts } from '../record-run.ts';
import { type CheckRun, checkLoaded, commandOf } from './check.ts';

/** The state of a pack, and what the store keeps of it. */
export interface NowRun {
  readonly result: NowResult;
  /** Undefined where the store has the same state already, or a past date was asked. */
  readonly facts: RunFacts | undefined;
}

/** What is on now: each claim's trigger, open horizons, verdict, chance and evidence, the most alive first; the evidence; what changed. */
export async function now(given: unknown, context: Context): Promise<NowRun> {
  const input = NowInput.parse(given);
  const loaded = await openPack(input, context);
  const indicators = await indicatorsOf(loaded.pack, loaded.file, context);
  const evidential = indicators && { pack: indicators, ...(await loadEvidence(indicators, context)) };
  const run = checkLoaded(loaded, { ...input, pictures: false }, { context, look: 'short' });
  const asOf = dayOf(run.result.asOf);
  // Asked of today, the data are as old as they are now; asked of a past date, as they were at its end.
  const at = input.asOf === undefined ? context.data.now() : endOfDay(asOf);
  const evidence = evidential ? evidenceAsOf(evidential.pack, { ...evidential, asOf, at }, { seed: input.seed, withHistory: false }) : null;
  const claims = mostAliveFirst(run.result.claims.map((claim) => claimState(claim, run, { at, evidence })));
  const sides = claims.flatMap((claim) => claim.evidence.map(({ side }) => side));
  const countOf = (side: (typeof sides)[number]) => sides.filter((other) => other === side).length;
  const counts = { for: countOf('for'), against: countOf('against'), unknown: countOf('unknown') };
  const { pack, title, question, dataSource, version } = run.result;
  const state: Compared = { claims, indicators: evidence?.indicators ?? [], catalysts: evidence?.catalysts ?? [] };
  const kept = input.asOf === undefined ? await lastRun(context, input) : undefined;
  const hash = dataHash(new Map([...loaded.panel.series, ...(evidential?.panel.series ?? [])]), asOf);
  const earlier = (days: number) => stateAt(asOf - days, { loaded, evidential, input, context });
  const result: NowResult = {
    ...{ pack, title, question, asOf: run.result.asOf, dataSource, dataHash: hash, version },
    summary: nowSentence(claims, counts, run.result.asOf),
    counts,
    claims,
    evidence: evidence && input.claim !== undefined ? bearingOn(evidence, input.claim) : evidence,
    changes: [
      { since: 'yesterday', asOf: formatCivilDate(asOf - 1), run: null, changes: changesBetween(earlier(1), state) },
      { since: 'last week', asOf: formatCivilDate(asOf - 7), run: null, changes: changesBetween(earlier(7), state) },
      ...(kept ? [sinceRun(kept, state)] : []),
    ],
    command: commandOf({ ...input, name: 'now' }, context, input.claim),
  };
  const isKept = input.asOf !== undefined || (kept?.dataHash === hash && kept.result.asOf === result.asOf);
  return { result, facts: isKept ? undefined : { asOf, dataHash: hash, verdicts: [] } };
}

interface Earlier {
  readonly loaded: OpenPack;
  readonly evidential: (LoadedEvidence & { readonly pack: IndicatorPack }) | undefined;
  readonly input: NowInput;
  readonly context: Context;
}

/**
 * The state at the end of an earlier date, as known then. Relations without events take long and have no state of their own: they are left out.
 */
function stateAt(date: EpochDay, { loaded, evidential, input, context }: Earlier): Compared {
  const at = endOfDay(date);
  const run = checkLoaded(
    loaded,
    { ...input, asOf: formatCivilDate(date), pictures: false },
    { context, look: 'short', leavesOut: ({ check }) => check.lag !== undefined || check.signal !== undefined },
  );
  const read = evidential ? readAll(evidential.pack, { ...evidential, asOf: date, at }) : { indicators: [], catalysts: [] };
  return { ...read, claims: run.result.claims.map((claim) => claimState(claim, run, { at, evidence: null })) };
}

function sinceRun({ id, result }: NonNullable<Awaited<ReturnType<typeof lastRun>>>, state: Compared): Changes {
  const before = { claims: result.claims, indicators: result.evidence?.indicators ?? [], catalysts: result.evidence?.catalysts ?? [] };
  return { since: 'last run', asOf: result.asOf, run: id, changes: changesBetween(before, state) };
}

interface Now {
  /** The instant to which ages are counted, milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  readonly evidence: Evidence | null;
}

function claimState(claim: ClaimResult, { contexts, judged, result }: CheckRun, { at, evidence }: Now): ClaimState {
  const context = contexts.get(claim.id) as ClaimContext;
  const open = openHorizons(claim, result.asOf);
  const couldRun = context.claim.check.study === undefined || claim.toDate.length > 0;
  const trigger = triggerState(context, couldRun ? open : undefined);
  const { id, kind, statement, by, madeOn, verdict, verdictKind, why, since, needs, primary, command } = claim;
  const bearing = [...(evidence?.indicators ?? []), ...(evidence?.catalysts ?? [])];
  return {
    ...{ id, kind, statement, by, madeOn, verdict, verdictKind, why, since, needs, command },
    outlets: claim.outlets.map(({ outlet }) => outlet),
    liveness: livenessOf(claim, { trigger, open: open.filter((horizon) => isRunning(horizon, result.asOf)) }),
    trigger,
    open,
    past: pastOf(judged.get(id)?.known[primary], claim.known[primary]),
    probability: probabilityOf(judged.get(id)?.toDate[primary], claim.toDate[primary]),
    evidence: evidenceOf(context, at),
    bearing: bearing.filter(({ claims }) => claims.includes(id)).map((one) => one.id),
    data: dataAge(context, at),
  };
}

function livenessOf({ verdictKind, since }: ClaimResult, { trigger, open }: Pick<ClaimState, 'trigger' | 'open'>): Liveness {
  if (trigger?.state === 'on') return 'on';
  if (open.length > 0 || verdictKind === 'open until' || since?.verdictKind === 'open until') return 'open';
  return verdictKind === 'untestable: needs' ? 'untestable' : 'quiet';
}

const LIVENESS: readonly Liveness[] = ['on', 'open', 'quiet', 'untestable'];

/** On, open, quiet, untestable; among the first two the soonest due, among the quiet the nearest to an event; else in the pack's order. */
function mostAliveFirst(claims: readonly ClaimState[]): ClaimState[] {
  const due = ({ open }: ClaimState) => open[0]?.dueDate ?? '9999';
  const away = ({ trigger }: ClaimState) => (trigger?.distance == null ? Number.MAX_VALUE : Math.abs(trigger.distance));
  return claims.toSorted(
    (a, b) => LIVENESS.indexOf(a.liveness) - LIVENESS.indexOf(b.liveness) || due(a).localeCompare(due(b)) || away(a) - away(b),
  );
}
