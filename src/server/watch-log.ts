import { pino } from 'pino';
import { withoutPaths } from './without-paths.ts';

/** A log of lines of JSON into an open file, in the words of the watch; what may hold a place on the disk is shortened. */
export function logTo(fd: number): (level: 'info' | 'warn', facts: Readonly<Record<string, unknown>>, message: string) => void {
  const log = pino({ level: 'info', base: null }, pino.destination({ dest: fd, sync: true }));
  return (level, facts, message) => log[level](shortened(facts), message);
}

/** Facts whose texts name no folder. */
export const shortened = (facts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, typeof value === 'string' ? withoutPaths(value) : value]));
