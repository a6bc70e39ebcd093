import type { Pack } from '../../contract/pack.ts';
import type { Checked } from '../../core/language/check.ts';
import { eventOf } from '../pack.ts';
import { readExpression } from '../panel.ts';

/** An expression of a claim that is evaluated with and without what was found. */
export type Probe = { readonly claim: string } & (
  | { readonly kind: 'events'; readonly trigger: Checked; readonly outcomes: readonly Checked[]; readonly home?: Checked }
  | { readonly kind: 'condition'; readonly trigger: Checked }
  | { readonly kind: 'series'; readonly series: Checked }
);

/** Every expression of a pack's claims, by what it does there. */
export const probesOf = ({ claims }: Pack): Probe[] => claims.flatMap(probesOfClaim);

function probesOfClaim({ id: claim, check }: Pack['claims'][number]): Probe[] {
  const { study, signal, lag, event, gain, condition, since } = check;
  const trigger = (text: string) => readExpression(text, 'trigger');
  const fires = (text: string): Probe => ({ claim, kind: 'events', trigger: trigger(text), outcomes: [] });
  const reads = (text: string): Probe => ({ claim, kind: 'series', series: readExpression(text, 'series') });
  const home = gain ? readExpression(gain.target, 'series') : undefined;
  const probes: Probe[] = [
    ...(study
      ? [
          {
            claim,
            kind: 'events' as const,
            trigger: trigger(study.when),
            outcomes: study.then.map((text) => readExpression(text, 'outcome')),
          },
        ]
      : []),
    ...(event?.readings.map(({ when }) => fires(when)) ?? []),
    ...(gain?.readings.map(({ when }) => ({ ...fires(when), ...(home && { home }) })) ?? []),
    ...(gain ? [reads(gain.target)] : []),
    ...(lag?.when === undefined ? [] : [fires(lag.when)]),
    ...(lag?.event === undefined ? [] : lag.follow.map((id) => fires(eventOf(lag.event as string, id)))),
    ...(lag ? [lag.lead, ...lag.follow].map(reads) : []),
    ...(signal ? [signal.signal, ...signal.targets].map(reads) : []),
    ...(since?.targets.map(reads) ?? []),
    ...(condition?.conditions.flatMap(({ holds, value }): Probe[] => [
      { claim, kind: 'condition', trigger: trigger(holds) },
      reads(value),
    ]) ?? []),
  ];
  return [...new Map(probes.map((probe) => [`${probe.kind} ${expressionOf(probe).text}`, probe])).values()];
}

/** The expression that a probe evaluates. */
export const expressionOf = (probe: Probe): Checked => (probe.kind === 'series' ? probe.series : probe.trigger);

/** Everything that a probe may read. */
export function partsOf(probe: Probe): readonly Checked[] {
  if (probe.kind === 'series') return [probe.series];
  if (probe.kind === 'condition') return [probe.trigger];
  return [probe.trigger, ...probe.outcomes, ...(probe.home ? [probe.home] : [])];
}
