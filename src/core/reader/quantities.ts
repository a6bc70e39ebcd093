export interface Quantity { readonly start: number; readonly end: number; readonly value: number; readonly to: number | null; readonly unit: string | null; readonly approx: string | null; readonly sign: 1 | -1 | null; readonly inWords: boolean }
export interface NumberTables { x?: number }
export function readQuantities(tokens: any, t: any, taken: any): Quantity[] {
  return tokens.flatMap((k: any, i: number) => {
    if (k.kind !== 'number' || taken.some((x: any) => k.start >= x.start && k.end <= x.end)) return [];
    const n = tokens[i + 1]?.text ?? '', b = tokens[i - 1]?.text ?? '';
    const unit = /^(%|percent|prozent|per|por|pour)/.test(n) ? 'percent' : '$€£¥'.includes(b) && b ? 'USD' : /^(dollar|dollari|euro|miliard|mrd|mld|milliard|bn|billion)/.test(n) ? 'USD' : /^(basis|punti|points|punkte|zahler|basispunkte|puntos|pontos|point)/.test(n) ? 'points' : /^(month|mesi|monat|mois|mes)/.test(n) ? 'months' : /^(day|giorn|tag|jour|dia)/.test(n) ? 'days' : /^(week|settiman|woche|semana|semaine)/.test(n) ? 'weeks': null;
    return [{ start: k.start, end: k.end, value: Number(k.text.replace(',', '.')), to: null, unit, approx: null, sign: null, inWords: false }];
  });
}
