/** What the server makes of a scan beside its result; a test holds it against the registry. A claim file only of what survives. */
export const SCAN_FORMATS = ['html', 'pdf', 'markdown', 'csv', 'claim'] as const;
