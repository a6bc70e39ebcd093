// Makes docs/reference/mcp.md from the registry. `npm run generate` runs it; a test keeps the result fresh.
import { writeFileSync } from 'node:fs';
import { operations } from '../src/app/registry.ts';
import { markdownTable } from '../src/server/mcp/harmless.ts';
import { toolDescription, toolName } from '../src/server/mcp/tools.ts';

const tools = markdownTable(
  ['tool', 'what it is good for', 'arguments', 'who may'],
  operations.map((operation) => [
    `\`${toolName(operation)}\``,
    toolDescription(operation),
    Object.keys(operation.input.shape)
      .map((key) => `\`${key}\``)
      .join(', '),
    operation.access,
  ]),
);

/** The reference page of the face for language models. */
export const generateMcpPage = (): string => `# MCP

What a language model gets: a tool for each operation, pages to read, and prompts. Set-up: [Ask from a language model](../how-to/ask-from-a-language-model.md).
This page is made from the program (\`npm run generate\`).

## Tools

Arguments have the names that options have on the command line, \`asOf\` for \`--as-of\`. Over standard input and output all tools are offered; over HTTP
those of the caller's scope: \`read\` looks up, \`run\` computes too, \`admin\` writes too.

${tools}

A mistake in the arguments comes back as the tool's error, in the words of the command line, so that the model can mend it. Progress is told to clients
that ask for it; a call that is cancelled stops where the operation can stop.

## Pages

| address | what |
| --- | --- |
| \`harbinger://claims/{pack}/{claim}\` | a claim: verdict, why, the numbers, what came since (Markdown) |
| \`harbinger://reports/{pack}\` | the report on a pack with its pictures (HTML) |
| \`harbinger://results/{pack}\` | the whole result of a pack, with nothing left out (JSON) |
| \`harbinger://docs/{page}\` | a page of this documentation, e.g. \`harbinger://docs/methods/verdicts\` (Markdown) |
| \`harbinger://language\` | the language of triggers and outcomes (Markdown) |

Names of packs, claims and pages are completed. Claims, reports and results are computed when they are read, so that they are offered to whom \`check\` is.

## Prompts

| prompt | arguments | what |
| --- | --- | --- |
| \`check-sentence\` | \`sentence\` | from a sentence to a trigger, outcomes and a horizon; a family frozen before the look; what to state, and when to say that it cannot be tested |
| \`explain-result\` | \`claim\`, \`pack\` | what was found on a claim, for a reader who knows no statistics |
`;

if (import.meta.main) writeFileSync(new URL('../docs/reference/mcp.md', import.meta.url), generateMcpPage());
