import type { CallToolResult, McpServer, ServerContext, StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import { commandOf } from '../../app/command.ts';
import type { Operation } from '../../app/operation.ts';
import type { Answer } from '../execute.ts';
import { failedCall } from './failure.ts';
import { GOOD_FOR } from './good-for.ts';
import { fenced, harmless } from './harmless.ts';
import { fitted } from './leave-out.ts';
import { type Offer, offered } from './offer.ts';
import { isWhole, linksOf } from './places.ts';
import { progressFor } from './progress.ts';
import { inputSchema, outputSchema, shaped } from './schema.ts';
import { textOf } from './texts/texts.ts';

/** `series show` as the name of a tool: `series_show`. */
export const toolName = ({ name }: Operation): string => name.replaceAll(' ', '_');

/** What a tool says of itself: the operation's summary, and what it is good for. */
export const toolDescription = ({ name, summary }: Operation): string => [summary, GOOD_FOR[name]].filter(Boolean).join(' ');

interface Shown {
  readonly input: StandardSchemaWithJSON<unknown, unknown>;
  readonly output: StandardSchemaWithJSON<unknown, unknown>;
}

/** A server may be made for every request; the schemas are made once. */
const schemas = new WeakMap<Operation, Shown>();

function schemasOf(operation: Operation): Shown {
  const made = schemas.get(operation) ?? { input: inputSchema(operation), output: outputSchema(operation) };
  schemas.set(operation, made);
  return made;
}

/** A tool for each operation that the client may use. */
export function offerTools(server: McpServer, offer: Offer): void {
  for (const operation of offered(offer)) {
    const { input, output } = schemasOf(operation);
    server.registerTool(
      toolName(operation),
      {
        title: titleOf(operation),
        description: toolDescription(operation),
        inputSchema: input,
        outputSchema: output,
        annotations: annotationsOf(operation),
      },
      (given, context) => call(operation, { given, offer, context }),
    );
  }
}

const titleOf = ({ name }: Operation): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** Only `admin` writes; only a restore puts something in another's place; only a pull leaves this machine. */
const annotationsOf = ({ name, access }: Operation) => ({
  readOnlyHint: access !== 'admin',
  ...(access === 'admin' ? { destructiveHint: name === 'store restore' } : {}),
  openWorldHint: name === 'pull' || name === 'alerts test',
});

interface Use {
  readonly given: unknown;
  readonly offer: Offer;
  readonly context: ServerContext;
}

async function call(operation: Operation, { given, offer, context }: Use): Promise<CallToolResult> {
  const { signal } = context.mcpReq;
  try {
    signal.throwIfAborted();
    const answer = await offer.execute({ operation, input: given, signal, onProgress: progressFor(context) });
    return await told(operation, answer, { input: (given ?? {}) as Record<string, unknown>, offer });
  } catch (error) {
    // Whoever has gone away reads no answer.
    if (signal.aborted) throw error;
    return failedCall(error, offer);
  }
}

interface Telling {
  readonly input: Readonly<Record<string, unknown>>;
  readonly offer: Offer;
}

/** What came of an operation as a model reads it: a short text, links, and the numbers. */
async function told(operation: Operation, { result, ending }: Answer, { input, offer }: Telling): Promise<CallToolResult> {
  const { name } = operation;
  const { result: structuredContent, leftOut } = fitted(name, shaped(operation, result));
  const paragraphs = textOf(name, result, { data: await offer.describeData() });
  const page = offer.link?.(name, input);
  const links = linksOf(name, input, result);
  const text = [
    ...paragraphs.map(harmless),
    ...(leftOut.length > 0
      ? [
          leftOutText(
            leftOut,
            links.some(({ uri }) => isWhole(uri)),
          ),
        ]
      : []),
    ...(page === undefined ? [] : [`Page: ${page}`]),
    `Reproduce:\n\n${fenced(commandOf(operation, input, offer))}`,
  ].join('\n\n');
  return {
    content: [{ type: 'text', text }, ...links],
    structuredContent: structuredContent as Record<string, unknown>,
    ...(ending === 'caller' || ending === 'data' ? { isError: true } : {}),
  };
}

const leftOutText = (leftOut: readonly string[], isLinked: boolean): string =>
  `Left out of the structured content, which would be too long to read at once: ${leftOut.join('; ')}. The command below with \`--json\` gives the whole${isLinked ? ', and so does the linked result' : ''}.`;
