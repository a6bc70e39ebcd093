import type { CatalystReading, Change, IndicatorReading } from '../../contract/evidence.ts';
import { formatDate } from '../../contract/format.ts';
import { withUnit } from '../../contract/measures.ts';
import type { ClaimState, OpenHorizon } from '../../contract/state.ts';

/** A state of affairs that is compared with another one. */
export interface Compared {
  readonly claims: readonly ClaimState[];
  readonly indicators: readonly IndicatorReading[];
  readonly catalysts: readonly CatalystReading[];
}

/** What is not as it was: triggers, horizons, verdicts, sides of indicators, catalysts. What only one of the two knows is left out. */
export function changesBetween(before: Compared, now: Compared): Change[] {
  return [
    ...pairs(before.claims, now.claims).flatMap(([then, claim]) => claimChanges(then, claim)),
    ...pairs(before.indicators, now.indicators).flatMap(([then, indicator]) => indicatorChanges(then, indicator)),
    ...pairs(before.catalysts, now.catalysts).flatMap(([then, catalyst]) => catalystChanges(then, catalyst)),
  ];
}

function pairs<T extends { readonly id: string }>(before: readonly T[], now: readonly T[]): [T, T][] {
  const known = new Map(before.map((one) => [one.id, one]));
  return now.flatMap((one) => {
    const then = known.get(one.id);
    return then ? [[then, one]] : [];
  });
}

function claimChanges(before: ClaimState, now: ClaimState): Change[] {
  const { id, trigger, verdict, verdictKind } = now;
  const changes: Change[] = [];
  if (trigger && before.trigger && trigger.state !== before.trigger.state)
    changes.push({
      kind: 'trigger',
      id,
      was: before.trigger.state,
      is: trigger.state,
      sentence: `${before.trigger.state} before, ${trigger.state} now: ${trigger.sentence}`,
    });
  if (verdict !== before.verdict)
    changes.push({ kind: 'verdict', id, was: before.verdictKind, is: verdictKind, sentence: `${before.verdict} before, ${verdict} now` });
  for (const horizon of without(now.open, before.open))
    changes.push({
      kind: 'horizon',
      id,
      was: 'none',
      is: 'open',
      sentence: `${horizonWords(horizon)} is open since, until ${formatDate(horizon.dueDate)}`,
    });
  for (const horizon of without(before.open, now.open))
    changes.push({ kind: 'horizon', id, was: 'open', is: 'over', sentence: `${horizonWords(horizon)} is over` });
  return changes;
}

const horizonWords = ({ outcome, eventDate }: OpenHorizon): string => `${outcome} after ${formatDate(eventDate)}`;

const without = (all: readonly OpenHorizon[], others: readonly OpenHorizon[]): OpenHorizon[] =>
  all.filter((one) => !others.some(({ outcome, eventDate }) => outcome === one.outcome && eventDate === one.eventDate));

function indicatorChanges(before: IndicatorReading, { id, side, now, unit }: IndicatorReading): Change[] {
  if (side === before.side) return [];
  const value = now ? `, ${withUnit(now.value, unit)} on ${formatDate(now.date)}` : '';
  return [
    { kind: 'indicator', id, was: before.side, is: side, sentence: `${sideWords(before.side)} before, ${sideWords(side)} now${value}` },
  ];
}

const sideWords = (side: IndicatorReading['side']): string => (side === 'unknown' ? 'not to be read' : side);

function catalystChanges(before: CatalystReading, { id, status, step, sentence }: CatalystReading): Change[] {
  if (status === before.status && step === before.step) return [];
  return [{ kind: 'catalyst', id, was: before.status, is: status, sentence }];
}
