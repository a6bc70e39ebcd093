import type { AuditResult } from '../../contract/spaces.ts';
import { aligned } from './aligned.ts';

const LONGEST = 60;
const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** Who did what, a line each, the newest last, where the eye is. */
export function printAudit({ space, entries }: AuditResult): string {
  if (entries.length === 0) return `Nothing in the audit log of ${space}.\n`;
  const rows = entries
    .toReversed()
    .map(({ at, who, face, action, subject, outcome, why, times }) => [
      ...[at.slice(0, 19).replace('T', ' '), who, face, `${action}${times > 1 ? ` ×${times}` : ''}`, outcome],
      short(why || (subject === '{}' ? '' : subject)),
    ]);
  return `${aligned(rows)}\n`;
}
