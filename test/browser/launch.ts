import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium as playwright } from 'playwright-core';

/**
 * Starts the Chromium that comes inside the npm package `@sparticuz/chromium`: no download, no system install.
 * Where the machine lacks shared libraries that it needs, those in the package are used.
 */
export async function launchBrowser(): Promise<Browser> {
  try {
    return await launch(false);
  } catch (error) {
    if (!/error while loading shared libraries|missing dependencies/.test(String(error))) throw error;
    return await launch(true);
  }
}

/** The same browser as a program with its arguments and environment, for who starts it by itself. */
export async function browserCommand(): Promise<{ program: string; args: string[]; env: Record<string, string> }> {
  for (const withLibraries of [false, true]) {
    const command = await commandOf(withLibraries);
    const { status } = spawnSync(command.program, ['--version'], { env: { ...process.env, ...command.env } });
    if (status === 0 || withLibraries) return { ...command, args: ['--single-process', '--no-zygote', '--no-sandbox'] };
  }
  throw new Error('unreachable');
}

// The package unpacks its libraries only where it believes itself to be on Amazon Linux 2023, and only together with
// the browser; so each way has its own folder, filled aside and then renamed, for test workers may come at once.
async function commandOf(withLibraries: boolean): Promise<{ program: string; env: Record<string, string> }> {
  const home = join(tmpdir(), `harbinger-chromium${withLibraries ? '-al2023' : ''}`);
  if (!existsSync(home)) await unpack(home, withLibraries);
  const env: Record<string, string> = { FONTCONFIG_PATH: process.env.FONTCONFIG_PATH ?? fontsOf(home) };
  if (withLibraries) env.LD_LIBRARY_PATH = join(home, 'al2023', 'lib');
  return { program: join(home, 'chromium'), env };
}

async function launch(withLibraries: boolean): Promise<Browser> {
  const { program, env } = await commandOf(withLibraries);
  const { default: chromium } = await import('@sparticuz/chromium');
  return await playwright.launch({
    executablePath: program,
    // As one process, as the package would have it, the browser ends with the first page that is closed.
    args: [...chromium.args.filter((arg) => arg !== '--single-process'), '--no-sandbox', '--disable-gpu'],
    headless: true,
    env: { ...stringsOf(process.env), ...env },
  });
}

async function unpack(home: string, withLibraries: boolean): Promise<void> {
  const aside = await mkdtemp(join(tmpdir(), 'harbinger-unpack-'));
  const before = { TMPDIR: process.env.TMPDIR, AWS_LAMBDA_JS_RUNTIME: process.env.AWS_LAMBDA_JS_RUNTIME };
  try {
    process.env.TMPDIR = aside;
    if (withLibraries) process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs24.x';
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
    await rename(aside, home).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
      await rm(aside, { recursive: true });
    });
  } finally {
    restore(before);
  }
}

function restore(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

// A machine that has fonts of its own keeps them.
function fontsOf(home: string): string {
  return existsSync('/etc/fonts/fonts.conf') ? '/etc/fonts' : join(home, 'fonts');
}

function stringsOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
