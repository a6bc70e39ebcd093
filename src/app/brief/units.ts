import type { Language } from '../../contract/languages.ts';

/** Units of the quantities that packs read, as a reader of the language writes them. One that is not here stays as it is. */
const UNITS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { ratio: '', index: '' },
  it: {
    'USD millions': 'milioni di USD',
    points: 'punti',
    percent: 'per cento',
    'percentage points': 'punti percentuali',
    'basis points a day': 'punti base al giorno',
    days: 'giorni',
    ratio: '',
    index: '',
  },
  de: {
    'USD millions': 'Mio. USD',
    points: 'Punkte',
    percent: 'Prozent',
    'percentage points': 'Prozentpunkte',
    'basis points a day': 'Basispunkte am Tag',
    days: 'Tage',
    ratio: '',
    index: '',
  },
};

/** A unit in the language of the page; empty for one that a sentence leaves out. */
export const unitWords = (unit: string, language: Language): string => UNITS[language][unit] ?? unit;
