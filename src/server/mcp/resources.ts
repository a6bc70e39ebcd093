import {
  type McpServer,
  ProtocolError,
  ProtocolErrorCode,
  type ReadResourceResult,
  ResourceTemplate,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { CheckResult } from '../../contract/claims.ts';
import type { Format } from '../../contract/formats.ts';
import type { PacksResult } from '../../contract/state.ts';
import { claimPage } from './claim-page.ts';
import { failureText } from './failure.ts';
import { type Offer, operationOf } from './offer.ts';
import { claimUri, LANGUAGE_URI, pageUri, reportUri } from './places.ts';

const MARKDOWN = 'text/markdown';

/** Pages that a model may read: the language, the documentation, and where packs may be checked, their claims and reports. */
export function offerResources(server: McpServer, offer: Offer): void {
  offerDocs(server, offer);
  if (operationOf(offer, 'check') && operationOf(offer, 'packs')) offerPacks(server, offer);
}

function offerDocs(server: McpServer, offer: Offer): void {
  const { docs } = offer;
  server.registerResource(
    'language',
    LANGUAGE_URI,
    { title: 'The language', description: 'How triggers and outcomes are written.', mimeType: MARKDOWN },
    (uri) => guarded(offer, async () => textAt(uri, MARKDOWN, await docs.read('reference/language'))),
  );
  server.registerResource(
    'docs',
    new ResourceTemplate('harbinger://docs/{+page}', {
      list: async () => ({
        resources: (await docs.pages()).map((page) => ({ uri: pageUri(page), name: page, mimeType: MARKDOWN })),
      }),
      complete: { page: async (value) => beginning(await docs.pages(), value) },
    }),
    { title: 'Documentation', description: 'How each method works, and how things are done.', mimeType: MARKDOWN },
    (uri, { page }) => guarded(offer, async () => textAt(uri, MARKDOWN, await docs.read(decoded(page)))),
  );
}

function offerPacks(server: McpServer, offer: Offer): void {
  const names = async () => (await packsOf(offer)).packs.map(({ pack }) => pack);
  server.registerResource(
    'claims',
    new ResourceTemplate('harbinger://claims/{pack}/{claim}', {
      list: async () => ({
        resources: (await packsOf(offer)).packs.flatMap(({ pack, claims }) =>
          claims.map(({ id, statement }) => ({
            uri: claimUri(pack, id),
            name: `${pack}/${id}`,
            description: statement,
            mimeType: MARKDOWN,
          })),
        ),
      }),
      complete: {
        pack: async (value) => beginning(await names(), value),
        claim: async (value, context) => beginning(await claimsOf(offer, context?.arguments?.pack), value),
      },
    }),
    { title: 'Claims', description: 'A claim of a pack: its verdict, why, the numbers, what came since.', mimeType: MARKDOWN },
    (uri, { pack, claim }, context) =>
      guarded(offer, async () => {
        const { result } = await checked(offer, { pack: decoded(pack), claim: decoded(claim) }, { context });
        return textAt(uri, MARKDOWN, claimPage(result));
      }),
  );
  server.registerResource(
    'reports',
    new ResourceTemplate('harbinger://reports/{pack}', {
      list: async () => ({
        resources: (await names()).map((pack) => ({ uri: reportUri(pack), name: `Report on ${pack}`, mimeType: 'text/html' })),
      }),
      complete: { pack: async (value) => beginning(await names(), value) },
    }),
    { title: 'Reports', description: 'A checked pack as one HTML file with its pictures.', mimeType: 'text/html' },
    (uri, { pack }, context) =>
      guarded(offer, async () => {
        const { rendered } = await checked(offer, { pack: decoded(pack) }, { context, format: 'html' });
        return textAt(uri, 'text/html', String(rendered));
      }),
  );
  server.registerResource(
    'results',
    new ResourceTemplate('harbinger://results/{pack}', {
      list: undefined,
      complete: { pack: async (value) => beginning(await names(), value) },
    }),
    { title: 'Whole results', description: 'A checked pack with nothing left out, as JSON.', mimeType: 'application/json' },
    (uri, { pack }, context) =>
      guarded(offer, async () => {
        const { result } = await checked(offer, { pack: decoded(pack) }, { context });
        return textAt(uri, 'application/json', JSON.stringify(result));
      }),
  );
}

/** The packs that ship, with their claims. */
async function packsOf(offer: Offer): Promise<PacksResult> {
  const operation = operationOf(offer, 'packs');
  if (!operation) return { packs: [] };
  return (await offer.execute({ operation, input: {} })).result as PacksResult;
}

/** Ids of the claims of a pack; of all packs where none is named. */
export async function claimsOf(offer: Offer, pack: string | undefined): Promise<string[]> {
  const { packs } = await packsOf(offer);
  return packs.filter((one) => pack === undefined || one.pack === pack).flatMap(({ claims }) => claims.map(({ id }) => id));
}

/** Names of the packs that ship. */
export const packNames = async (offer: Offer): Promise<string[]> => (await packsOf(offer)).packs.map(({ pack }) => pack);

interface Reading {
  readonly context: ServerContext;
  readonly format?: Format;
}

async function checked(offer: Offer, input: Record<string, string>, { context, format }: Reading) {
  const operation = operationOf(offer, 'check');
  if (!operation) throw new Error('a pack is read only where it may be checked');
  const { result, rendered } = await offer.execute({ operation, input, format, signal: context.mcpReq.signal });
  return { result: result as CheckResult, rendered };
}

/** Those of some names that begin so. */
export const beginning = (names: readonly string[], start: string): string[] => names.filter((name) => name.startsWith(start));

const textAt = (uri: URL, mimeType: string, text: string): ReadResourceResult => ({ contents: [{ uri: uri.href, mimeType, text }] });

/** A part of an address in plain letters; what is badly written stays, and is then not found. */
function decoded(part: string | readonly string[] | undefined): string {
  const text = [part ?? ''].flat().join(',');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Tells a failure in the words of every face. */
async function guarded(offer: Offer, read: () => Promise<ReadResourceResult>): Promise<ReadResourceResult> {
  try {
    return await read();
  } catch (error) {
    const { code, text } = failureText(error, offer);
    throw new ProtocolError(code === 'internal' ? ProtocolErrorCode.InternalError : ProtocolErrorCode.InvalidParams, text);
  }
}
