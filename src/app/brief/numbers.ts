import type { BriefKind } from '../../contract/brief.ts';
import { factorDecimals, formatDate, formatPercentile, formatProbability, levelDecimals, percentDecimals } from '../../contract/format.ts';
import type { Language } from '../../contract/languages.ts';

/** Never the machine's own: the same page everywhere. */
const LOCALES = { en: 'en-GB', it: 'it-IT', de: 'de-DE' } as const;

/** What stands between a percentage and its sign. */
const PERCENT = { en: '\u00a0%', it: '%', de: '\u00a0%' } as const;

const DAY = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;

/** A number with its decimals as a language writes it, with a real minus sign and never `−0`. */
function decimal(value: number, decimals: number, language: Language): string {
  const format = new Intl.NumberFormat(LOCALES[language], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: 'negative',
    useGrouping: true,
  });
  // Rounded as everywhere else, by the number that the machine holds.
  return format.format(Number(value.toFixed(decimals))).replace('-', '\u2212');
}

const percent = (share: number, language: Language): string =>
  `${decimal(share * 100, percentDecimals(share), language)}${PERCENT[language]}`;

/** A number that another formatter has written in English, in a language's own signs. */
const converted = (english: string, language: Language): string =>
  language === 'en' ? english : english.replace(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'));

function signed(share: number, language: Language): string {
  const text = percent(share, language);
  return share > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** `below 0.0001` is a matter of words. */
const BELOW = { en: 'below', it: 'meno di', de: 'unter' } as const;

/** What a percentile under one per cent is said to be, for words that go on with `of`. */
const LESS_THAN = { en: 'less than\u00a0', it: 'meno dell’', de: 'weniger als\u00a0' } as const;

/** Percentiles are rounded down. */
function percentile(share: number, language: Language): string {
  if (share < 0.01) return `${LESS_THAN[language]}1${PERCENT[language]}`;
  return formatPercentile(share).replace(' %', PERCENT[language]);
}

function date(iso: string, language: Language): string {
  if (language === 'en') return formatDate(iso).replaceAll(' ', '\u00a0');
  return new Intl.DateTimeFormat(LOCALES[language], DAY).format(new Date(`${iso}T00:00Z`)).replaceAll(' ', '\u00a0');
}

/** A number or date of the page as its language writes it: what it means is told by its kind. */
export function writtenAs(kind: BriefKind, value: number | string, language: Language): string {
  if (typeof value === 'string') return kind === 'date' ? date(value, language) : value;
  switch (kind) {
    case 'share':
      return percent(value, language);
    case 'percentile':
      return percentile(value, language);
    case 'change':
      return signed(value, language);
    case 'log change':
      return signed(Math.expm1(value), language);
    case 'factor':
      return `×${decimal(value, factorDecimals(value), language)}`;
    case 'p':
      return converted(formatProbability(value), language).replace('below ', `${BELOW[language]}\u00a0`);
    case 'level':
      return decimal(value, levelDecimals(value), language);
    default:
      return decimal(value, Number.isInteger(value) ? 0 : 1, language);
  }
}
