import { inSpaces, separated } from '../separation.ts';

/** What workers share of scans: the series that they read, and what is done of each. Both can be made again, and are dropped once they are old. */
export const scanParts = {
  name: 'scan parts',
  statements: [
    // A Parquet file by the hash of what is in it.
    inSpaces(`CREATE TABLE panels (
  hash text NOT NULL,
  bytes bytea NOT NULL,
  used_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (hash)
)`),
    // The question, how it is cut, and what workers made of slices and blocks.
    inSpaces(`CREATE TABLE scan_parts (
  scan text NOT NULL,
  part text NOT NULL,
  bytes bytea NOT NULL,
  kept_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (scan, part)
)`),
    // The bytes are packed already.
    ...['panels', 'scan_parts'].flatMap((table) => [`ALTER TABLE ${table} ALTER bytes SET STORAGE EXTERNAL`, ...separated(table)]),
    'GRANT DELETE ON panels, scan_parts TO harbinger_worker',
    'GRANT UPDATE (used_at) ON panels TO harbinger_worker',
  ],
};
