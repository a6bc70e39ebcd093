import { type LookupOptions, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An address leads anywhere but into the open network. Its words hold nothing of it. */
export class InternalAddressError extends Error {
  constructor() {
    super('it leads into this machine or its network');
    this.name = 'InternalAddressError';
  }
}

/** Finds all addresses of a name, as `lookup` of `node:dns` does. */
export type FindAddresses = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, found: { address: string; family: number }[]) => void,
) => void;

/** Addresses that look public and answer with what is inside a cloud. */
const METADATA = new Set(['168.63.129.16', '169.254.169.254', 'fd00:ec2::254']);

/** Whether an address leads anywhere but into the open network: this machine, private, shared or link-local networks, groups, metadata. */
export function isInternal(address: string): boolean {
  if (!ipaddr.isValid(address)) return true;
  const parsed = ipaddr.process(address);
  return METADATA.has(parsed.toString()) || parsed.range() !== 'unicast';
}

/** Refuses a host that is written as an internal address: no name is looked up for it. Throws InternalAddressError. */
export function refuseInternalHost(hostname: string): void {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && isInternal(host)) throw new InternalAddressError();
}

/** Looks a name up and gives a connection only such an address as was found open: the one that was checked is the one that is used. */
export const lookupOpenBy =
  (find: FindAddresses): LookupFunction =>
  (hostname, options, callback) => {
    find(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      const [first] = found;
      if (first === undefined || found.some(({ address }) => isInternal(address))) return callback(new InternalAddressError(), '', 0);
      return options.all ? callback(null, found) : callback(null, first.address, first.family);
    });
  };

/** The same by the names that this machine knows. */
export const lookupOpen: LookupFunction = lookupOpenBy(lookup);
