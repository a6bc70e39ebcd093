/** Signs of a language within a figure. */
export interface FigureSigns {
  readonly decimal: '.' | ',';
  readonly group: '.' | ',';
}

const MOST_DIGITS = 25;
const SPACES_AND_STROKES = /[\u00A0\u202F'’]/g;
const PLAIN = /^[0-9.,\u00A0\u202F'’]+$/;
const GROUPED = /^[1-9][0-9]{0,2}(?:,[0-9]{3})+$/;

/** The signs that `Intl` writes for a language. */
export function signsOf(language: string): FigureSigns {
  const parts = new Intl.NumberFormat(language, { useGrouping: true }).formatToParts(1_234_567.5);
  const decimal = parts.find(({ type }) => type === 'decimal')?.value === ',' ? ',' : '.';
  return { decimal, group: decimal === ',' ? '.' : ',' };
}

/**
 * The value of a figure as it stands in a text: `2.600` is 2600 where the comma is the decimal sign, and 2.6 elsewhere.
 *
 * A sign that cannot group (`3.4`, `12.50`, `0.500`) is read as the decimal sign in every language, as are two different signs in a row
 * (`1,234.5`). Null where the grouping makes no sense (`1.23.4`, an address of the internet), for leading zeros and for more than 25 digits.
 */
export function figureValue(text: string, { decimal, group }: FigureSigns): number | null {
  if (text.length > 2 * MOST_DIGITS || !PLAIN.test(text)) return null;
  if (text.replace(/[^0-9]/g, '').length > MOST_DIGITS) return null;
  const strokes = text.replace(SPACES_AND_STROKES, '\u00A0');
  if (strokes.includes('\u00A0')) return spacedValue(strokes, decimal);
  const points = text.split('.').length - 1;
  const commas = text.split(',').length - 1;
  if (points + commas === 0) return whole(text);
  if (points > 0 && commas > 0) return mixedValue(text, text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',');
  const sign = points > 0 ? '.' : ',';
  const isGrouped = GROUPED.test(text.replaceAll('.', ','));
  if (points + commas > 1) return isGrouped && sign === group && !isAddress(text) ? whole(text.replaceAll(sign, '')) : null;
  return isGrouped && sign !== decimal ? whole(text.replace(sign, '')) : decimalValue(text.replace(sign, '.'));
}

const whole = (digits: string): number | null => (digits.length > 1 && digits.startsWith('0') ? null : Number(digits));

function decimalValue(text: string): number | null {
  return text.startsWith('0') && !text.startsWith('0.') ? null : Number(text);
}

/** Four groups that are all below 256 are an address of a computer. */
const isAddress = (text: string): boolean => {
  const groups = text.split('.');
  return groups.length === 4 && groups.every((group) => Number(group) < 256);
};

function mixedValue(text: string, decimal: '.' | ','): number | null {
  const group = decimal === '.' ? ',' : '.';
  const [front = '', back = '', more] = text.split(decimal);
  if (more !== undefined || back.includes(group) || !GROUPED.test(front.replaceAll('.', ','))) return null;
  return Number(`${front.replaceAll(group, '')}.${back}`);
}

function spacedValue(text: string, decimal: '.' | ','): number | null {
  const at = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  const front = at < 0 ? text : text.slice(0, at);
  const back = at < 0 ? '' : text.slice(at + 1);
  if (!GROUPED.test(front.replaceAll('\u00A0', ','))) return null;
  const digits = front.replaceAll('\u00A0', '');
  if (at < 0) return Number(digits);
  // A last group behind another sign, as in `1 234.567` where the point groups, makes no sense.
  return back.includes('\u00A0') || (back.length === 3 && text[at] !== decimal) ? null : Number(`${digits}.${back}`);
}
