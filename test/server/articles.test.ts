import { join, resolve } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { type Article, CallerError, type Context } from '../../src/app/context.ts';
import { inFolder } from '../../src/server/commands/folder.ts';
import { serveContext } from '../../src/server/pool/serve-context.ts';
import { threadContext } from '../../src/server/pool/thread-context.ts';
import { withoutStandardInput } from '../../src/server/without-standard-input.ts';
import { shipped } from '../app/shipped.ts';

/** Where the command was given. */
const HERE = resolve('some', 'folder');

/** A context that says what it was asked for. */
const context: Context = {
  ...shipped,
  data: {
    ...shipped.data,
    readArticle: async (source): Promise<Article> => ({ name: source, text: `text of ${source}`, notes: ['a note'] }),
    readLexicon: async (own) => [
      ...(await shipped.data.readLexicon(undefined)),
      ...(own === undefined ? [] : [{ file: own, text: 'own' }]),
    ],
  },
};

describe('an article for a command that a server carries out', () => {
  const { readArticle, readLexicon } = inFolder(HERE, context).data;

  test('is a file of the folder of the command, or an address', async () => {
    expect((await readArticle('a.txt')).name).toBe(join(HERE, 'a.txt'));
    expect((await readArticle(resolve('/a.txt'))).name).toBe(resolve('/a.txt'));
    expect((await readArticle('https://news.example/a')).name).toBe('https://news.example/a');
    expect((await readLexicon('mine.yaml')).at(-1)?.file).toBe(join(HERE, 'mine.yaml'));
  });

  test('is none from standard input, which the server has not', async () => {
    await expect(readArticle('-')).rejects.toThrow(CallerError);
    await expect(readArticle('-')).rejects.toThrow('save it as a file and name that');
  });
});

test('standard input that carries a protocol is no article; files and addresses are', async () => {
  const { readArticle } = withoutStandardInput(context, 'here it carries the protocol').data;
  await expect(readArticle('-')).rejects.toThrow(
    'an article cannot come from standard input: here it carries the protocol; save it as a file',
  );
  expect((await readArticle('a.txt')).name).toBe('a.txt');
  expect((await readArticle('http://news.example/')).name).toBe('http://news.example/');
});

test('a thread gets articles and the lexicon from the owner of the data', async () => {
  const { port1, port2 } = new MessageChannel();
  serveContext(port1, context, () => {});
  const { today, version, program, dataOption } = context;
  const facts = { ...{ today, version, program, dataOption, source: '', store: undefined, storePlace: '' }, now: 0, spreads: false };
  const { data } = threadContext({ port: port2, facts, dataVersion: 'x' });
  expect(await data.readArticle('a.txt')).toEqual({ name: 'a.txt', text: 'text of a.txt', notes: ['a note'] });
  expect(await data.readLexicon('mine.yaml')).toEqual(await context.data.readLexicon('mine.yaml'));
  expect((await data.readLexicon(undefined)).map(({ file }) => file)).toContain('lexicon/markets.yaml');
  port1.close();
});
