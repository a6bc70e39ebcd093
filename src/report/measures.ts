// Written once for the report and the page.
export * from '../contract/measures.ts';
