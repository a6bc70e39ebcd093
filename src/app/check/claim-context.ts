import type { ClaimResult } from '../../contract/claims.ts';
import { formatDate } from '../../contract/format.ts';
import type { Pack } from '../../contract/pack.ts';
import { type EpochDay, parseCivilDate } from '../../core/calendar/civil-date.ts';
import { asOf, endOfDay } from '../../core/series/panel.ts';
import type { Series } from '../../core/series/series.ts';
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
  /** Whether the claim's own study is looked at in every other way too; no verdict rests on it. */
  readonly look: 'close' | 'short';
  /** Families that were run already, by claim and date: the same pack asked as of several dates shares what was known when a claim was made. */
  readonly families: Map<string, JudgedStudy[]>;
}

/** The family of a pattern as it was known when the claim was made, and to date. */
export interface JudgedPattern {
  readonly known: readonly JudgedStudy[];
  readonly toDate: readonly JudgedStudy[];
}

/** What a check finds; the rest of a claim's result comes from the pack. */
export type Finding = Pick<
  ClaimResult,
  | 'verdict'
  | 'verdictKind'
  | 'why'
  | 'facts'
  | 'needs'
  | 'known'
  | 'toDate'
  | 'primary'
  | 'relations'
  | 'howSure'
  | 'gates'
  | 'conditions'
  | 'figures'
  | 'since'
> & {
  readonly notes: readonly string[];
  /** The studies behind a pattern, for pictures. */
  readonly judged?: JudgedPattern;
};

/** A finding with nothing in it but a verdict; spread it and fill in what there is. */
export const emptyFinding: Omit<Finding, 'verdict' | 'verdictKind' | 'why'> = {
  facts: [],
  needs: [],
  known: [],
  toDate: [],
  primary: 0,
  relations: [],
  howSure: [],
  gates: [],
  conditions: [],
  figures: [],
  since: null,
  notes: [],
};

/** `TOTAL3 (crypto market cap without BTC and ETH; harbinger pull TOTAL3)`: what a claim lacks, by name. */
export function namedNeed({ pack }: ClaimContext, id: string): string {
  const base = id.replace(/\.adj$/, '');
  const title = pack.series[base]?.title;
  return `${id}${title ? `: ${title}` : ''} (harbinger pull ${base} brings it or says how to get it; ${base}.csv in a --data folder does as well)`;
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

/** Series that end before a date as known at the question's instant, as needs: `RUT to 31 Jan 2026`. Absent ones are no matter here. */
export function endsBefore({ panel, asOf: date, known }: ClaimContext, ids: readonly string[], until: string): string[] {
  const isShort = (id: string) =>
    known.includes(id) && (asOf(panel.series.get(id) as Series, endOfDay(date)).dates.at(-1) ?? -Infinity) < dayOf(until);
  return ids.filter(isShort).map((id) => `${id} to ${formatDate(until)}`);
}

export const dayOf = (iso: string): EpochDay => parseCivilDate(iso) as EpochDay;
