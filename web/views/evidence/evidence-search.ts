import { present } from '../../search-params.ts';
import { SPANS, type Span } from '../series/series-search.ts';

/** The state of the pages of the evidence: how much of the chart is in sight. */
export interface EvidenceSearch {
  readonly span?: Span;
}

/** Reads the state of a page of the evidence from an address. */
export const evidenceSearch = ({ span }: Record<string, unknown>): EvidenceSearch =>
  present({ span: SPANS.find((one) => one === String(span)) });
