import { posix } from 'node:path';

const BANNED = /^(utils?|helpers?|managers?|services?|commons?|misc)$/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;

/** Files and folders whose names say nothing of what is in them, as sentences. */
export function emptyNames(paths: Iterable<string>): string[] {
  return (
    Array.from(paths)
      // systemd gives the ending of its units.
      .filter((path) =>
        path
          .replace(/\.service$/, '')
          .split(/[/.-]/)
          .some((word) => BANNED.test(word)),
      )
      .map((path) => `${path}: name the thing, as the field names it`)
  );
}

/** Files whose names are not in kebab-case, as sentences. */
export function oddNames(paths: Iterable<string>): string[] {
  return Array.from(paths)
    .filter((path) => !KEBAB.test(posix.basename(path)))
    .map((path) => `${path} is not in kebab-case`);
}

const MACHINE_FOLDERS = ['work', 'root', 'home', 'Users', 'mnt'];
const MACHINE_PATH = new RegExp(`(?<![\\w.~}-])/(?:${MACHINE_FOLDERS.join('|')})(?=/|$|[\\s'"\`),;])`);

/** Lines that name a folder of one machine, which nobody else has, as sentences. */
export function machinePaths(files: Iterable<readonly [path: string, text: string]>): string[] {
  return Array.from(files).flatMap(([path, text]) =>
    text
      .split('\n')
      .flatMap((line, i) =>
        MACHINE_PATH.test(line) ? [`${path}:${i + 1} names a folder of one machine: ${line.trim().slice(0, 80)}`] : [],
      ),
  );
}
