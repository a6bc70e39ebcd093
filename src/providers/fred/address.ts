/** What an address asks for. */
export interface FredAddress {
  readonly id: string;
  /** Whether every version of every value is wanted, not only today's. */
  readonly hasVintages: boolean;
  /** Wall time in New York of a release on its day, minutes after midnight; 1440 where it is not stated. */
  readonly releaseMinutes: number;
}

const END_OF_DAY = 1440;
const ADDRESS = /^([A-Z0-9_.-]{1,60})(?: (vintages)(?: ([01]\d|2[0-3]):([0-5]\d))?)?$/i;

/** `M2SL`, `M2SL vintages`, `M2SL vintages 13:00`; undefined for anything else. */
export function readAddress(address: string): FredAddress | undefined {
  const match = ADDRESS.exec(address);
  if (!match) return undefined;
  const [, id, vintages, hours, minutes] = match;
  const releaseMinutes = hours === undefined ? END_OF_DAY : 60 * Number(hours) + Number(minutes);
  return { id: (id as string).toUpperCase(), hasVintages: vintages !== undefined, releaseMinutes };
}
