/** Whether a place of a store is an address of PostgreSQL, not a file. */
export const isAddress = (place: string): boolean => /^postgres(?:ql)?:/.test(place);

/** An address as it may be shown: without its password and what else its parameters hold. */
export function shownAddress(url: string, space?: string): string {
  const { hostname, port, pathname, username } = new URL(url);
  const who = username === '' ? '' : `${username}@`;
  const where = `${hostname || 'localhost'}${port === '' ? '' : `:${port}`}${pathname}`;
  return `postgres://${who}${where}${space === undefined ? '' : ` (space ${space})`}`;
}
