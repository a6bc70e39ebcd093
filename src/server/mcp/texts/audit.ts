import type { AuditResult } from '../../../contract/spaces.ts';
import { list, type Text } from './text.ts';

const MOST = 20;

export const auditText: Text<AuditResult> = ({ space, entries }) =>
  entries.length === 0
    ? [`Nothing in the audit log of ${space}.`]
    : [
        `The last entries of the audit log of ${space}, newest first.`,
        list(
          entries
            .slice(0, MOST)
            .map(({ at, who, action, outcome, why }) => `${at}: ${who}: ${action}, ${outcome}${why === '' ? '' : ` (${why})`}`),
        ),
      ];
