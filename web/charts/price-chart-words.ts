import { defineWords } from '../words/words.ts';

export const PRICE_CHART = defineWords({
  en: {
    events: 'Events',
    choose: 'Choose an event to bring it into view.',
    span: 'Span',
    all: 'all dates',
    own: 'the target’s life',
    fiveYears: 'five years',
    drag: 'Drag to move, scroll or pinch to zoom.',
  },
  it: {
    events: 'Eventi',
    choose: 'Scegli un evento per portarlo in vista.',
    span: 'Periodo',
    all: 'tutte le date',
    own: 'la vita dell’obiettivo',
    fiveYears: 'cinque anni',
    drag: 'Trascina per spostare, scorri o pizzica per ingrandire.',
  },
  de: {
    events: 'Ereignisse',
    choose: 'Ein Ereignis wählen, um es ins Bild zu holen.',
    span: 'Zeitraum',
    all: 'alle Daten',
    own: 'Lebenszeit des Ziels',
    fiveYears: 'fünf Jahre',
    drag: 'Ziehen zum Verschieben, scrollen oder spreizen zum Zoomen.',
  },
});
