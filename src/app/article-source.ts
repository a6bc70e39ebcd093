/** What stands for standard input in the place of a file. */
export const STANDARD_INPUT = '-';

/** Whether the name of an article is an address, with any scheme. */
export const isAddress = (source: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(source);

/** Whether an article comes from anywhere but a file: an address, or standard input. */
export const isElsewhere = (source: string): boolean => source === STANDARD_INPUT || isAddress(source);
