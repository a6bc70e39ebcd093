import type { Language } from '../../contract/languages.ts';

/** Units of the quantities that packs read, as a reader of the language writes them. One that is not here stays as it is. */
const UNITS: Readonly<Record<Exclude<Language, 'en'>, Readonly<Record<string, string>>>> = {
  it: {
    'USD millions': 'milioni di USD',
    'USD billions': 'miliardi di USD',
    'million USD': 'milioni di USD',
    'billion USD': 'miliardi di USD',
    points: 'punti',
    'percentage points': 'punti percentuali',
    ratio: '',
    index: '',
  },
  de: {
    'USD millions': 'Mio. USD',
    'USD billions': 'Mrd. USD',
    'million USD': 'Mio. USD',
    'billion USD': 'Mrd. USD',
    points: 'Punkte',
    'percentage points': 'Prozentpunkte',
    ratio: '',
    index: '',
  },
};

/** A unit in the language of the page. */
export const unitWords = (unit: string, language: Language): string => (language === 'en' ? unit : (UNITS[language][unit] ?? unit));
