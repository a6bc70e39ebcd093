import type { AlertRule } from '../../contract/watch.ts';
import type { AlertState } from '../../core/watch/alert-state.ts';
import type { KeptAlert } from '../../store/alerts.ts';

/** What is kept of a rule beside its state: whether readers were told of what is still so. */
export interface AlertRecord {
  readonly alert: AlertState;
  readonly isEpisodeTold: boolean;
  readonly isTroubleTold: boolean;
  /** Whether the rule is no longer in the file. */
  readonly isClosed: boolean;
}

/** A rule as the store has it. */
export interface RecordedAlert extends Omit<KeptAlert, 'state' | 'definition'> {
  readonly definition: AlertRule;
  readonly state: AlertRecord;
}

/** What the store gives back is what this program put in. */
export const recorded = (kept: KeptAlert): RecordedAlert => kept as RecordedAlert;
