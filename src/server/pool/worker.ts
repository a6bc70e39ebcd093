import { enableCompileCache } from 'node:module';
import type { Task, TaskEnd } from './messages.ts';

enableCompileCache();

/** Loaded as the thread starts, after Temporal where the engine has none of its own. */
const loading = load();

async function load(): Promise<(task: Task) => Promise<TaskEnd>> {
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
  return (await import('./carry-out.ts')).carryOut;
}

/** The body of a thread of the pool: carries out one task after another. */
export default async function perform(task: Task): Promise<TaskEnd> {
  return (await loading)(task);
}
