/** The numbers behind the pictures of one study: made in core and app, drawn in report. All dates are ISO `YYYY-MM-DD`. */

export interface PricePath {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly source: string;
  readonly dates: readonly string[];
  readonly values: readonly number[];
}

export interface EventMark {
  readonly date: string;
  readonly value: number;
  readonly entryDate: string | null;
  /** End of the horizon: exit date, or due date while pending. */
  readonly endDate: string | null;
  readonly outcome: number | null;
  /** complete and known when the claim was made; complete or pending only since; without an outcome (before the target begins). */
  readonly status: 'known' | 'since' | 'pending' | 'no outcome';
}

/** Growth of 1 after entry, by calendar day 0 … horizon. */
export interface ForwardPaths {
  readonly days: readonly number[];
  /** Over all admissible dates, one value for each day. */
  readonly band: {
    readonly p10: readonly number[];
    readonly p25: readonly number[];
    readonly p50: readonly number[];
    readonly p75: readonly number[];
    readonly p90: readonly number[];
  };
  readonly observations: number;
  /** Geometric mean over all admissible dates. */
  readonly baseMean: readonly number[];
  /** One path for each instance; a pending one is shorter than `days`. */
  readonly events: readonly { readonly date: string; readonly status: 'known' | 'since' | 'pending'; readonly growth: readonly number[] }[];
  /** Geometric mean of the complete instances that were known when the claim was made, or null with fewer than two. */
  readonly mean: readonly number[] | null;
  /** The family's horizons in days, for ticks. */
  readonly horizons: readonly number[];
}

export interface ShiftPicture {
  /** What the statistic is, e.g. "mean log return, 180 days". */
  readonly label: string;
  readonly plain: readonly number[];
  readonly centred: readonly number[];
  readonly observedPlain: number;
  readonly observedCentred: number;
  /** Smallest visible effect in the statistic's measure, or null. */
  readonly minimumDetectableEffect: number | null;
  readonly leaveOneOut: readonly { readonly date: string; readonly observed: number }[];
  /** Whether the small p that the picture would show is withheld. */
  readonly withheld: boolean;
  readonly direction: 'up' | 'down';
  readonly outcomeKind: 'return' | 'log difference' | 'hit' | 'days';
}

export interface StudyPictures {
  readonly trigger: PricePath | null;
  readonly target: PricePath | null;
  readonly events: readonly EventMark[];
  readonly horizonLabel: string;
  readonly paths: ForwardPaths | null;
  readonly shifts: ShiftPicture | null;
}
