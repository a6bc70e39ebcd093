import type { RunsResult } from '../../contract/store.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { RunRecord } from '../../store/store.ts';

/** A run that the store keeps, without its result. */
export function presentRun({ id, at, operation, input, asOf, dataHash, version, verdicts }: RunRecord): RunsResult['runs'][number] {
  return {
    ...{ id, operation, input, dataHash, version },
    at: new Date(at).toISOString(),
    asOf: asOf === null ? null : formatCivilDate(asOf),
    verdicts: verdicts.map(({ pack, claim, verdict, p }) => ({ pack, claim, verdict, p })),
  };
}
