/** Forms other than the result itself in which an operation can be had: a report, a table, a file. */
export const FORMATS = {
  html: { extension: 'html', type: 'text/html; charset=utf-8', title: 'report as one HTML file' },
  markdown: { extension: 'md', type: 'text/markdown; charset=utf-8', title: 'report as Markdown' },
  pdf: { extension: 'pdf', type: 'application/pdf', title: 'report as PDF' },
  text: { extension: 'txt', type: 'text/plain; charset=utf-8', title: 'plain text of 80 columns' },
  csv: { extension: 'csv', type: 'text/csv; charset=utf-8', title: 'table as CSV' },
  parquet: { extension: 'parquet', type: 'application/vnd.apache.parquet', title: 'table as Parquet' },
  jsonl: { extension: 'jsonl', type: 'application/jsonl; charset=utf-8', title: 'chain as JSON lines' },
  claim: { extension: 'yaml', type: 'application/yaml; charset=utf-8', title: 'claim file' },
} as const;

/** Name of a form. */
export type Format = keyof typeof FORMATS;
