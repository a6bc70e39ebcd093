// Makes docs/reference/operations.md from the registry. `npm run generate` runs it; a test keeps the result fresh.

import { writeFileSync } from 'node:fs';
import type { Operation } from '../src/app/operation.ts';
import { operations } from '../src/app/registry.ts';
import { FORMATS } from '../src/contract/formats.ts';
import { pathOf } from '../src/server/http/paths.ts';
import { markdownTable } from '../src/server/mcp/harmless.ts';
import { toolName } from '../src/server/mcp/tools.ts';

const code = (text: string): string => `\`${text}\``;

function row({ name, summary, access, formats }: Operation): string[] {
  const tool = toolName({ name } as Operation);
  const path = pathOf({ name });
  return [
    code(`harbinger ${name}`),
    `${code(path)}, ${access === 'admin' ? 'POST' : 'GET or POST'}`,
    code(tool),
    summary,
    access,
    ['JSON', ...formats.map((format) => FORMATS[format].extension)].join(', '),
  ];
}

/** The page that lists every operation with its name in each face. */
export const generateOperationsPage = (): string => `# Operations

Made from the registry of operations by \`npm run generate\`; do not edit.

Whatever Harbinger does is an operation, and each has the same name, input, checks and errors in every face: a command, a route of the server, a tool for
language models. \`harbinger COMMAND --help\` shows its options; [the HTTP API](http.md) and [MCP](mcp.md) tell how the others are asked. Beside them stand the commands
that start a face: \`harbinger serve\`, \`harbinger mcp\`, \`harbinger token\`, \`harbinger space\`, \`harbinger completion\`.

${markdownTable(['command', 'route', 'tool', 'what', 'scope', 'forms'], operations.map(row))}

Scopes: \`read\` looks up; \`run\` computes too; \`admin\` writes too, or reaches files and the network. Where a team shares a store, [roles](roles.md) say who may what.
`;

if (import.meta.main) writeFileSync(new URL('../docs/reference/operations.md', import.meta.url), generateOperationsPage());
