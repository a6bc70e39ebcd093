export interface DateMention { readonly start: number; readonly end: number; readonly from: number | null; readonly to: number | null; readonly grain: string; readonly relative: boolean; readonly relation: string }
export interface DateTables { x?: number }
export function readDates(tokens: any, t: any, p: any): DateMention[] { return tokens.filter((t: any) => t.kind === 'number' && /^(19|20)\d\d$/.test(t.text)).map((t: any) => ({ start: t.start, end: t.end, from: null, to: null, grain: 'year', relative: false, relation: 'in' })); }
