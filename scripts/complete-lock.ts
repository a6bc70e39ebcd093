// Completes package-lock.json: registries that do not carry the binaries of every platform make npm leave those optional packages
// out of the lock, and `npm ci` then refuses it. Each gets an entry with the platform in its name, so that it is known and skipped.
// Run after every `npm install`: npm run lock
import { readFileSync, writeFileSync } from 'node:fs';

interface LockEntry {
  optionalDependencies?: Record<string, string>;
  dev?: boolean;
}

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, LockEntry> };
const CPUS = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64'];
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32', 'openbsd', 'netbsd', 'aix', 'sunos'];

/** The platform that a package's name tells; a name that tells none is for no machine here. */
function platformOf(name: string): { os: string[]; cpu: string[]; libc?: string[] } {
  const words = name.split(/[-/]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = CPUS.filter((kind) => words.includes(kind));
  const libc = words.includes('musl') ? { libc: ['musl'] } : {};
  return { os: os.length > 0 ? os : ['none'], cpu: cpu.length > 0 ? cpu : ['none'], ...libc };
}

const added: string[] = [];
for (const { optionalDependencies = {}, dev } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const place = `node_modules/${name}`;
    if (place in lock.packages) continue;
    lock.packages[place] = { version, ...platformOf(name), optional: true, ...(dev ? { dev } : {}) } as LockEntry;
    added.push(name);
  }
}
const [root, ...rest] = Object.entries(lock.packages);
lock.packages = Object.fromEntries([root as [string, LockEntry], ...rest.sort(([a], [b]) => (a < b ? -1 : 1))]);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added.length} optional packages of other platforms added to the lock`);
