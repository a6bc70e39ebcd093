import { z } from 'zod';

/** What a member of a space may do: a viewer looks up, a researcher computes and seals too, an admin writes too. */
export const SpaceRole = z.enum(['viewer', 'researcher', 'admin']);
export type SpaceRole = z.infer<typeof SpaceRole>;

/** What came of what somebody did: `begun` stands before what writes, so that nothing written lacks its entry. */
export const AuditOutcome = z.enum(['begun', 'done', 'refused', 'failed']);
export type AuditOutcome = z.infer<typeof AuditOutcome>;

/** What is wanted of the audit log of a space. */
export const AuditInput = z.strictObject({
  limit: z.int().min(1).max(1000).default(50).meta({ description: 'How many of the last entries.' }),
  who: z.string().min(1).max(200).optional().meta({ description: 'Only what this member did, or this login.' }),
  action: z.string().min(1).max(100).optional().meta({ description: 'Only this operation, e.g. `forecast seal`.' }),
  outcome: AuditOutcome.optional().meta({ description: 'Only what came to this.' }),
  since: z.iso.date().optional().meta({ description: 'Only from this date on.' }),
});
export type AuditInput = z.infer<typeof AuditInput>;

/** One thing that somebody did, or was refused. */
export const AuditEntry = z.strictObject({
  at: z.string().meta({ description: 'When; of several that are counted together, when the first was.' }),
  who: z.string().meta({ description: 'The member and their token, the login of the database, or the user of a machine.' }),
  face: z
    .string()
    .meta({ description: 'How it was asked: http, job, mcp or command; login for what a login of the database says of itself.' }),
  action: z.string().meta({ description: 'The operation, or what was done to members and tokens.' }),
  subject: z.string().meta({ description: 'What it was about: the input as JSON, shortened, or a name.' }),
  outcome: AuditOutcome,
  why: z.string().meta({ description: 'Why it was refused or failed; else empty.' }),
  times: z.int().min(1).meta({ description: 'How often, where the same was looked up again and again.' }),
  requestId: z.string().nullable().meta({ description: 'The id of the request, as the log of the server has it.' }),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** The audit log of a space, newest first. */
export const AuditResult = z.strictObject({ space: z.string(), entries: z.array(AuditEntry) });
export type AuditResult = z.infer<typeof AuditResult>;
