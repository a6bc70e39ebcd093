import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const ON_PATH = [
  ...['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'],
  ...['microsoft-edge-stable', 'microsoft-edge', 'brave-browser', 'chrome'],
];

const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'];

const WINDOWS_PROGRAMS = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['BraveSoftware', 'Brave-Browser', 'Application', 'brave.exe'],
];

/** What is needed to know of a machine to find its browsers. */
export interface Machine {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  exists(path: string): boolean;
}

/** This machine. */
export const thisMachine = (): Machine => ({ platform: process.platform, env: process.env, exists: existsSync });

/**
 * A browser that can print to a file: the one that HARBINGER_BROWSER names, else the first Chrome, Chromium, Edge or Brave at its usual
 * place.
 *
 * @throws RangeError where HARBINGER_BROWSER names nothing, or there is none; it says what to do.
 */
export function findBrowser(machine: Machine = thisMachine()): string {
  const named = machine.env.HARBINGER_BROWSER;
  if (named) {
    if (machine.exists(named)) return named;
    throw new RangeError(`HARBINGER_BROWSER must be the path of a Chrome, Chromium or Edge, was ${named}, where there is no file`);
  }
  const found = usualPlaces(machine).find((place) => machine.exists(place));
  if (found !== undefined) return found;
  throw new RangeError(
    'no browser was found that prints to PDF (Chrome, Chromium, Edge, Brave): set HARBINGER_BROWSER to its path, or write the report as .html and print that from your browser',
  );
}

function usualPlaces({ platform, env }: Machine): string[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', join(env.HOME ?? homedir(), 'Applications')];
    return MAC_APPS.flatMap((app) => folders.map((folder) => join(folder, `${app}.app`, 'Contents', 'MacOS', app)));
  }
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((root) => root !== undefined);
    return WINDOWS_PROGRAMS.flatMap((parts) => roots.map((root) => join(root, ...parts)));
  }
  const folders = [...(env.PATH ?? '').split(delimiter).filter(Boolean), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  return ON_PATH.flatMap((name) => folders.map((folder) => join(folder, name)));
}
