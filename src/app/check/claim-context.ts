import type { ClaimResult } from '../../contract/claims.ts';
import type { Pack } from '../../contract/pack.ts';
import { type EpochDay, parseCivilDate } from '../../core/calendar/civil-date.ts';
import type { JudgedStudy } from '../family.ts';
import type { Panel } from '../panel.ts';

/** What every kind of check needs. */
export interface ClaimContext {
  readonly pack: Pack;
  readonly claim: Pack['claims'][number];
  readonly panel: Panel;
  /** Ids that the data source has. */
  readonly known: readonly string[];
  readonly asOf: EpochDay;
  /** Date of the claim: the first of its articles. */
  readonly madeOn: EpochDay;
  readonly seed: number;
}

/** What a check finds; the rest of a claim's result comes from the pack. */
export type Finding = Pick<
  ClaimResult,
  'verdict' | 'verdictKind' | 'why' | 'facts' | 'needs' | 'known' | 'toDate' | 'primary' | 'conditions' | 'figures' | 'since'
> & {
  readonly notes: readonly string[];
  /** The studies to date, for pictures. */
  readonly judged?: readonly JudgedStudy[];
};

/** A finding with nothing in it but a verdict; spread it and fill in what there is. */
export const emptyFinding: Omit<Finding, 'verdict' | 'verdictKind' | 'why'> = {
  facts: [],
  needs: [],
  known: [],
  toDate: [],
  primary: 0,
  conditions: [],
  figures: [],
  since: null,
  notes: [],
};

/** `TOTAL3 (crypto market cap without BTC and ETH; harbinger pull TOTAL3)`: what a claim lacks, by name. */
export function namedNeed({ pack }: ClaimContext, id: string): string {
  const base = id.replace(/\.adj$/, '');
  const title = pack.series[base]?.title;
  return `${id}${title ? `: ${title}` : ''} (pull ${base})`;
}

/** The verdict on a claim that lacks data or a method. */
export function untestable(
  context: ClaimContext,
  series: readonly string[],
  other: { data?: readonly string[]; method?: readonly string[] } = {},
): Finding {
  const data = [...series, ...(other.data ?? [])];
  const methods = other.method ?? [];
  const names = [...data, ...methods];
  const needs = [...series.map((id) => namedNeed(context, id)), ...(other.data ?? []), ...methods];
  const lacks = [
    data.length > 0 ? `data that are not here: ${[...series.map((id) => namedNeed(context, id)), ...(other.data ?? [])].join('; ')}` : '',
    methods.length > 0 ? `a method that this version does not have yet: ${methods.join('; ')}` : '',
  ];
  return {
    ...emptyFinding,
    verdict: `untestable: needs ${names.join(', ')}`,
    verdictKind: 'untestable: needs',
    why: `It needs ${lacks.filter(Boolean).join('; and ')}.`,
    needs,
  };
}

export const dayOf = (iso: string): EpochDay => parseCivilDate(iso) as EpochDay;
