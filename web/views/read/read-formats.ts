/** What the page offers of what was read beside its result; a test holds it against the registry. */
export const READ_FORMATS = ['html', 'markdown', 'csv'] as const;
