import { basename } from 'node:path';
import { isAddress, STANDARD_INPUT } from '../app/article-source.ts';
import { type Article, CallerError } from '../app/context.ts';
import { bytesOf } from './bytes.ts';
import { decodeArticle } from './decode-article.ts';
import { fetchPage, type PageNetwork } from './fetch-page.ts';
import { isPage, textOfPage } from './html-text.ts';

/** What articles are got from. */
export interface ArticleWorld {
  /** A file, piece by piece. Throws CallerError where it cannot be read. */
  readPieces(path: string): AsyncIterable<Uint8Array>;
  /** Standard input, opened only when it is wanted. */
  input(): AsyncIterable<Uint8Array> & { readonly isTTY?: boolean };
  network(): PageNetwork;
}

/** Bytes, and what is known of them. */
interface Raw {
  readonly bytes: Uint8Array;
  /** How errors name them. */
  readonly shown: string;
  /** The name of a text that has none of its own. */
  readonly name: string;
  /** Whether it is a page; undefined where its beginning tells. */
  readonly isHtml?: boolean | undefined;
  readonly charset?: string | undefined;
  readonly notes?: readonly string[];
}

/**
 * An article as plain text, from a file, an address, or standard input (`-`). Plain text is given back exactly as it is decoded, without a
 * byte order mark; line ends stay as they are, so that places in it are true. Of a page the text of its article is given, under its title.
 *
 * @throws CallerError for what is no article or cannot be read; ProviderError where the network does not bring it.
 */
export async function readArticle(source: string, world: ArticleWorld): Promise<Article> {
  if (isAddress(source)) return article(await fromAddress(source, world));
  return article(source === STANDARD_INPUT ? await fromInput(world) : await fromFile(source, world));
}

async function fromAddress(source: string, { network }: ArticleWorld): Promise<Raw> {
  const { bytes, isHtml, charset, url } = await fetchPage(source, network());
  const shown = `${url.host}${url.pathname}`.slice(0, 200);
  const isElsewhere = url.href !== URL.parse(source)?.href;
  return { bytes, isHtml, charset, shown, name: shown, notes: isElsewhere ? [`The address led to ${url.href}.`] : [] };
}

async function fromFile(path: string, { readPieces }: ArticleWorld): Promise<Raw> {
  if (/\.mht(ml)?$/i.test(path))
    throw new CallerError(`${path} is an archive of a page: save the page as HTML only, or as text, and give that`);
  const isHtml = /\.(x?html?)$/i.test(path) || undefined;
  return { bytes: await bytesOf(readPieces(path), path), isHtml, shown: path, name: basename(path) };
}

async function fromInput(world: ArticleWorld): Promise<Raw> {
  const input = world.input();
  if (input.isTTY) throw new CallerError('- is standard input, and nothing is piped to it: pipe a text to this command, or name a file');
  const name = 'standard input';
  return { bytes: await bytesOf(input, name), shown: name, name };
}

function article({ bytes, shown, name, isHtml, charset, notes = [] }: Raw): Article {
  const decoded = decodeArticle(bytes, shown, charset ?? (isHtml === false ? undefined : charsetIn(bytes)));
  const all = [...notes, ...decoded.notes];
  if (!(isHtml ?? isPage(decoded.text))) return { name, text: decoded.text, notes: all };
  const page = textOfPage(decoded.text, shown);
  return { name: page.title ?? name, text: page.text, notes: [...all, ...page.notes] };
}

/** The encoding that a page gives itself in its first bytes. */
function charsetIn(bytes: Uint8Array): string | undefined {
  const beginning = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  return (
    /<meta\s[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})/i.exec(beginning)?.[1] ??
    /^<\?xml[^>]{0,100}?encoding=["']([\w.:-]{1,40})/.exec(beginning)?.[1]
  );
}
