import { basename } from 'node:path';
import { isAddress, STANDARD_INPUT } from '../app/article-source.ts';
import { type Article, CallerError } from '../app/context.ts';
import { bytesOf } from './bytes.ts';
import { decodeArticle } from './decode-article.ts';

/** What articles are got from. */
export interface ArticleWorld {
  /** A file, piece by piece. Throws CallerError where it cannot be read. */
  readPieces(path: string): AsyncIterable<Uint8Array>;
  /** Standard input. */
  readonly input: AsyncIterable<Uint8Array> & { readonly isTTY?: boolean };
}

/**
 * An article as plain text, from a file, an address, or standard input (`-`). Plain text is given back exactly as it is decoded, without a
 * byte order mark; line ends stay as they are, so that places in it are true.
 *
 * @throws CallerError for what is no article or cannot be read.
 */
export async function readArticle(source: string, world: ArticleWorld): Promise<Article> {
  if (isAddress(source)) throw new CallerError(`${source} is an address: save the page and give the file`);
  return source === STANDARD_INPUT ? fromInput(world) : fromFile(source, world);
}

async function fromFile(path: string, { readPieces }: ArticleWorld): Promise<Article> {
  const bytes = await bytesOf(readPieces(path), path);
  return { name: basename(path), ...decodeArticle(bytes, path) };
}

async function fromInput({ input }: ArticleWorld): Promise<Article> {
  if (input.isTTY) throw new CallerError('- is standard input, and nothing is piped to it: pipe a text to this command, or name a file');
  const name = 'standard input';
  return { name, ...decodeArticle(await bytesOf(input, name), name) };
}
