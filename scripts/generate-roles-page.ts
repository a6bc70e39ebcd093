// Makes docs/reference/roles.md from the registry. `npm run generate` runs it; a test keeps the result fresh.
import { writeFileSync } from 'node:fs';
import { needed, REACH, reaches } from '../src/app/reach.ts';
import { operations } from '../src/app/registry.ts';
import { SpaceRole } from '../src/contract/spaces.ts';
import { markdownTable } from '../src/server/mcp/harmless.ts';

const roles = SpaceRole.options;

/** The page that says which member of a space may use which operation. */
export const generateRolesPage = (): string => `# Roles in a space

Made from the registry of operations by \`npm run generate\`; do not edit.

Where a team shares a store, each member of a [space](../how-to/share-a-desk.md) has a role, and each of their tokens goes at most as far. Whoever may not use
an operation is refused over every route, job and tool, before it is looked at, and the audit log of the space has the attempt.

${markdownTable(
  ['operation', ...roles, 'connection'],
  operations.map((operation) => [
    `\`${operation.name}\``,
    ...roles.map((role) => (reaches(REACH[role], needed(operation, true)) ? 'yes' : '–')),
    operation.access === 'read' ? 'reader' : 'worker',
  ]),
)}

The connection is the role of PostgreSQL by which the server carries it out: a \`reader\` has the right to select and no other, a \`worker\` may insert too. Neither may
change or delete a row, and both see the rows of their space alone.

What is no operation over the network: spaces, members, logins and tokens are kept on the command line (\`harbinger space\`, \`harbinger token\`), by a login that
serves all spaces.
`;

if (import.meta.main) writeFileSync(new URL('../docs/reference/roles.md', import.meta.url), generateRolesPage());
