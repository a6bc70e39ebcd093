import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { DevTools } from './devtools.ts';
import { findBrowser } from './find-browser.ts';

const PATIENCE_MS = 120_000;

/** Neither network nor the user's own profile; commands come through a pipe, so no port is open. */
const ALONE = [
  ...['--headless', '--remote-debugging-pipe', '--disable-gpu', '--no-first-run', '--no-default-browser-check', '--disable-extensions'],
  ...['--disable-sync', '--disable-background-networking', '--disable-component-update', '--disable-default-apps', '--mute-audio'],
  // Names are not found and the way out leads nowhere, so that a page can ask for nothing.
  ...['--host-resolver-rules=MAP * ~NOTFOUND', '--proxy-server=127.0.0.1:9'],
];

const FOOT =
  '<div style="font:7px system-ui,sans-serif;color:#5c5952;width:100%;padding:0 14mm;text-align:right">' +
  '<span class="pageNumber"></span> of <span class="totalPages"></span></div>';

/** A4, as the page's own style says, with the headings as bookmarks and pages counted at the foot. */
const PAPER = {
  preferCSSPageSize: true,
  printBackground: true,
  displayHeaderFooter: true,
  headerTemplate: '<span></span>',
  footerTemplate: FOOT,
  generateTaggedPDF: true,
  generateDocumentOutline: true,
};

/**
 * Prints a page by a browser of this machine, in a folder of its own that is gone afterwards.
 *
 * @param page - A whole HTML document that needs nothing but itself.
 * @returns The PDF.
 * @throws RangeError where no browser is found, or it prints nothing; with what it said.
 */
export async function printPdf(page: string): Promise<Uint8Array> {
  const program = findBrowser();
  const folder = await mkdtemp(join(tmpdir(), 'harbinger-pdf-'));
  // A browser's sandbox does not work for the administrator, as in a container; the page runs no script that it could hold back.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...ALONE, ...asRoot, `--user-data-dir=${join(folder, 'profile')}`, 'about:blank'];
  const source = join(folder, 'report.html');
  await writeFile(source, page);
  const browser = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], windowsHide: true });
  const ended = new Promise<void>((resolve) => browser.once('close', () => resolve()).once('error', () => resolve()));
  try {
    return await printBy(browser, pathToFileURL(source).href);
  } catch (cause) {
    throw new RangeError(
      `${program} could not print the report (${(cause as Error).message}): set HARBINGER_BROWSER to another browser, or write the report as .html and print that`,
      { cause },
    );
  } finally {
    browser.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

async function printBy(browser: ChildProcess, url: string): Promise<Uint8Array> {
  const [, , , to, from] = browser.stdio as unknown as [null, null, Readable, Writable, Readable];
  const devTools = new DevTools(to, from);
  const heard = listenTo(browser);
  const stop = (reason: string) => devTools.end(new Error([reason, heard()].filter(Boolean).join('; ')));
  browser.once('error', (error) => stop(error.message));
  browser.once('close', (code) => stop(`it ended with ${code}`));
  const patience = setTimeout(() => stop(`no answer within ${PATIENCE_MS / 1000} s`), PATIENCE_MS);
  try {
    const { targetId } = await devTools.ask<{ targetId: string }>('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await devTools.ask<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
    await devTools.ask('Emulation.setScriptExecutionDisabled', { value: true }, sessionId);
    await devTools.ask('Page.enable', {}, sessionId);
    await Promise.all([devTools.event('Page.loadEventFired'), devTools.ask('Page.navigate', { url }, sessionId)]);
    const { data } = await devTools.ask<{ data: string }>('Page.printToPDF', PAPER, sessionId);
    return Buffer.from(data, 'base64');
  } finally {
    clearTimeout(patience);
  }
}

/** The last line of a program's complaints. */
function listenTo({ stderr }: ChildProcess): () => string {
  let last = '';
  stderr?.setEncoding('utf8').on('data', (text: string) => {
    last = text.trim().split('\n').at(-1) || last;
  });
  return () => last;
}
