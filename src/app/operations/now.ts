import type { ClaimResult } from '../../contract/claims.ts';
import { type ClaimState, type Liveness, NowInput, type NowResult } from '../../contract/state.ts';
import { dateOfInstant, endOfDay } from '../../core/series/panel.ts';
import type { ClaimContext } from '../check/claim-context.ts';
import type { Context } from '../context.ts';
import { dataAge } from '../now/data-age.ts';
import { evidenceOf } from '../now/evidence.ts';
import { isRunning, openHorizons, probabilityOf } from '../now/open-horizons.ts';
import { pastOf } from '../now/past.ts';
import { triggerState } from '../now/trigger-state.ts';
import { nowSentence } from '../present/now-sentence.ts';
import { type CheckRun, checkPack, commandOf } from './check.ts';

/** What is on now: each claim's trigger, open horizons, verdict, chance and evidence, the most alive first. */
export async function now(given: unknown, context: Context): Promise<NowResult> {
  const input = NowInput.parse(given);
  const run = await checkPack({ ...input, pictures: false }, context, 'short');
  // Asked of today, the data are as old as they are now; asked of a past date, as they were at its end.
  const at = input.asOf === undefined ? context.data.now() : endOfDay((run.contexts.values().next().value as ClaimContext).asOf);
  const claims = mostAliveFirst(run.result.claims.map((claim) => claimState(claim, run, at)));
  const sides = claims.flatMap(({ evidence }) => evidence.map(({ side }) => side));
  const countOf = (side: (typeof sides)[number]) => sides.filter((other) => other === side).length;
  const counts = { for: countOf('for'), against: countOf('against'), unknown: countOf('unknown') };
  const { pack, title, question, asOf, dataSource, dataHash, version } = run.result;
  return {
    ...{ pack, title, question, asOf, dataSource, dataHash, version },
    summary: nowSentence(claims, counts, asOf),
    counts,
    claims, evidence: null, changes: [],
    command: commandOf({ ...input, name: 'now' }, context, input.claim),
  };
}

function claimState(claim: ClaimResult, { contexts, judged, result }: CheckRun, at: number): ClaimState {
  const context = contexts.get(claim.id) as ClaimContext;
  const open = openHorizons(claim, result.asOf);
  const couldRun = context.claim.check.study === undefined || claim.toDate.length > 0;
  const trigger = triggerState(context, couldRun ? open : undefined);
  const { id, kind, statement, by, madeOn, verdict, verdictKind, why, since, needs, primary, command } = claim;
  return {
    ...{ id, kind, statement, by, madeOn, verdict, verdictKind, why, since, needs, command },
    outlets: claim.outlets.map(({ outlet }) => outlet),
    liveness: livenessOf(claim, { trigger, open: open.filter((horizon) => isRunning(horizon, result.asOf)) }),
    trigger,
    open,
    past: pastOf(judged.get(id)?.known[primary], claim.known[primary]),
    probability: probabilityOf(judged.get(id)?.toDate[primary], claim.toDate[primary]),
    evidence: evidenceOf(context, dateOfInstant(at)),
    data: dataAge(context, at), bearing: [],
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
