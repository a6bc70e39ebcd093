import { formatInUnit, formatLevel } from '../../../src/contract/format.ts';

/** A value with the unit of its series, where the data state one. */
export const inUnit = (value: number | null, unit: string): string =>
  unit === 'unit not stated' ? formatLevel(value) : formatInUnit(value, unit);
