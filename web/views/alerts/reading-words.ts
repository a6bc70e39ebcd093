import { formatLevel, MISSING } from '../../../src/contract/format.ts';

/** A value that was read, as words. */
export const readingWords = (reading: number | string | null): string =>
  reading === null ? MISSING : typeof reading === 'number' ? formatLevel(reading) : reading;
