/** What the server makes of a study beside its result; a test holds it against the registry. */
export const STUDY_FORMATS = ['html', 'pdf', 'markdown', 'csv', 'claim'] as const;
