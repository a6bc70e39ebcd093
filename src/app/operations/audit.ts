import { AuditInput, type AuditResult } from '../../contract/spaces.ts';
import { DAY_MS, parseCivilDate } from '../../core/calendar/civil-date.ts';
import { CallerError, type Context } from '../context.ts';

/** Who did what in the space of the store, newest first. @throws CallerError where the store is one person's. */
export async function auditLog(given: unknown, { data }: Context): Promise<AuditResult> {
  const { limit, who, action, outcome, since } = AuditInput.parse(given);
  if (!data.audit)
    throw new CallerError(
      'the audit log is of a store that a team shares: HARBINGER_STORE=postgres://… names one; this store is one person’s',
    );
  const from = since === undefined ? undefined : (parseCivilDate(since) as number) * DAY_MS;
  const { space, records } = await data.audit({ limit, who, action, outcome, since: from });
  const entries = records.map(({ at, who: by, face, action: done, subject, outcome: end, why, times, requestId }) => ({
    ...{ at: new Date(at).toISOString(), who: by, face, action: done, subject, outcome: end, why, times, requestId },
  }));
  return { space, entries };
}
