import type { Messages } from './en.ts';

/** The page in German. Spans stand in the dative: every phrase puts a preposition before them that asks for it. */
export const de: Messages = {
  heading: 'Tagesbericht, {date}',
  'lead.state':
    '{all, plural, one {# These} other {# Thesen}}: {on, number} aktiv, {open, number} offen, {quiet, number} ruhend, {untestable, number} mit diesen Daten nicht prüfbar.',
  'lead.notMade': 'Die Thesen wurden erst später aufgestellt, die erste am {date}; zu diesem Tag lässt sich noch keine prüfen.',

  'section.fired': 'Was ausgelöst hat',
  'section.before': 'Was früher danach geschah',
  'section.for': 'Was dafür spricht',
  'section.against': 'Was dagegen spricht',
  'section.changed': 'Was sich geändert hat',
  'section.view': 'Was das Bild ändern würde',
  'section.sure': 'Wie sicher man sein kann',

  'fired.on': '{trigger}: {date}; Tag {day, number} von {days, number} der längsten offenen Frist.',
  'fired.open': '{trigger}: {date}; die Frist läuft.',
  'fired.recent': '{trigger}: {date}.',
  'fired.none': 'In den letzten sieben Tagen hat nichts ausgelöst, und nach früheren Ereignissen ist nichts mehr offen.',

  'fired.noneRecent':
    'Soweit sich das sagen lässt, hat in den letzten sieben Tagen nichts ausgelöst; nicht alle Auslöser lassen sich bis zu diesem Tag lesen.',

  'trigger.recordAfter': '{series}, erster Rekordschluss seit mindestens {span}',
  'trigger.record': '{series}, Rekordschluss',
  'trigger.firstAbove': '{series}, erster Schluss über {level}',
  'trigger.breakout': '{series}, Ausbruch über die alte Spanne',
  'trigger.retest': '{series}, Rückkehr zu einer überwundenen Marke',
  'trigger.other': 'Auslöser {expression}',

  'span.days': '{n, plural, one {# Tag} other {# Tagen}}',
  'span.weeks': '{n, plural, one {# Woche} other {# Wochen}}',
  'span.months': '{n, plural, one {# Monat} other {# Monaten}}',
  'span.years': '{n, plural, one {# Jahr} other {# Jahren}}',
  'span.observations': '{n, plural, one {# Beobachtung} other {# Beobachtungen}}',

  'case.return':
    '{series} stand nach {span} in {hits, number} von {n, plural, one {# früheren Fall} other {# früheren Fällen}} {direction, select, down {tiefer} other {höher}}',
  'case.excess':
    '{series} war nach {span} in {hits, number} von {n, plural, one {# früheren Fall} other {# früheren Fällen}} {direction, select, down {schlechter} other {besser}} gelaufen als {other}',
  'case.record':
    '{series} erreichte innerhalb von {span} in {hits, number} von {n, plural, one {# früheren Fall} other {# früheren Fällen}} einen eigenen Rekord',
  'case.other': 'in {hits, number} von {n, plural, one {# früheren Fall} other {# früheren Fällen}} kam es wie behauptet ({expression})',
  'before.counted': '{case}; Basisrate {base}{p}.',
  'before.clustered': '{case}, davon {clusters, number} unabhängig; Basisrate {base}{p}.',
  'before.uncounted': '{n, plural, one {# früherer Fall} other {# frühere Fälle}}.',
  'before.none': 'noch kein früherer Fall ist abgeschlossen.',
  'p.stated': ', p\u00a0{p}',
  'p.few': '; p wird nicht genannt, weil der Zufall bei so wenigen unabhängigen Fällen zu oft kleine Werte liefert',
  'p.moved': '; p wird nicht genannt, weil schon vor den Ereignissen ebenso viel geschehen war',

  'this.change': 'Diesmal bisher {value}, Tag {day, number} von {days, number}; Ergebnis am {due}.',
  'this.dated': 'Diesmal bisher {value}; Ergebnis am {due}.',
  'this.hit': 'Diesmal noch nicht, Tag {day, number} von {days, number}; Ergebnis spätestens am {due}.',
  'this.overdue': 'Diesmal {value} beim letzten vorliegenden Schluss; fällig war es am {due}, die Daten enden vorher.',
  'this.waiting': 'Diesmal steht der Einstieg noch aus.',
  'this.over': 'Auf Sicht von {span} {rest}',
  'since.came': 'Abgeschlossen, seit die These aufgestellt wurde, ist der Fall vom {date}: {value}, wie behauptet.',
  'since.failed': 'Abgeschlossen, seit die These aufgestellt wurde, ist der Fall vom {date}: {value}, nicht wie behauptet.',
  chance: 'Chance, dass es im nächsten Fall wie behauptet kommt: {chance} ({low} bis {high}); Basisrate {base}, n\u00a0=\u00a0{n, number}.',
  'forecast.target': '{series} {value} seit {date}',
  'forecast.based': '{series} {value} seit {date} (Basisrate {base}, alle Zeiträume dieser Länge)',
  'forecast.open': '{targets}; Ergebnis am {due}.',

  'evidence.reading': '{title}: {value} ({date}); nicht darüber lagen {percentile} der früheren Werte (n\u00a0=\u00a0{n, number}){age}.',
  'evidence.age': '; {days, plural, one {# Tag} other {# Tage}} alt',
  'evidence.farthest':
    '{n, plural, one {# Indikator} other {# Indikatoren}} insgesamt; diese stehen am weitesten von der Mitte ihrer Vergangenheit.',

  'evidence.thesis': 'These: {thesis}',
  'changed.since': 'Seit dem {date}:',
  'changed.none': 'Seit dem {date} hat kein Auslöser, kein Urteil und kein Indikator gewechselt.',
  'changed.trigger':
    '{trigger}: {is, select, on {aktiv} off {nicht aktiv} other {nicht feststellbar}}; vorher: {was, select, on {aktiv} off {nicht aktiv} other {nicht feststellbar}}.',
  'changed.verdict': 'Vorher: {was}.',
  'changed.begun': 'Mindestens eine Frist hat begonnen.',
  'changed.over': 'Mindestens eine Frist ist zu Ende; was daraus wurde, steht oben.',
  'changed.indicator':
    '{title}: {is, select, for {dafür} against {dagegen} other {nicht lesbar}}; vorher: {was, select, for {dafür} against {dagegen} other {nicht lesbar}}.',
  'changed.catalyst':
    '{title}: {is, select, happened {geschehen} overdue {überfällig} other {steht aus}}; vorher: {was, select, happened {geschehen} overdue {überfällig} other {stand aus}}.',
  'changed.step': '{title}: ein weiterer Schritt ist bekannt.',

  'view.due': 'Am {date} zeigt sich, wo {series} nach {span} steht (Ereignis vom {event}).',
  'view.dueOther': 'Am {date} endet die nächste offene Frist.',
  'view.away': '{trigger}: dafür müsste sich der Schluss um {distance} bewegen.',
  'view.ahead': '{title}: {date}, in {days, plural, one {# Tag} other {# Tagen}}.',
  'view.deadline': 'Angekündigt bis {date}: {title}.',
  'view.today': '{title}: heute, {date}.',
  'view.overdue': '{title}: angekündigt bis {date}; dass es geschehen ist, ist nicht bekannt.',
  'view.needs':
    '{n, plural, one {# These lässt} other {# Thesen lassen}} sich mit diesen Daten nicht prüfen. Es fehlen die Reihen: {list}.',
  'view.needsOther': '{n, plural, one {# These lässt} other {# Thesen lassen}} sich mit diesen Daten nicht prüfen.',

  'would.noBetter': 'Neue Fälle, in denen es deutlich öfter wie behauptet kommt, als die Basisrate erwarten lässt.',
  'would.tooFew': 'Mehr Fälle, die sich nicht überschneiden; bis dahin ist kein Urteil möglich.',
  'would.unseen': 'Mehr Fälle: Die vorhandenen hätten keinen Effekt zeigen können, was auch immer geschehen wäre.',
  'would.suggestive': 'Die Hürde, an der es hängt, müsste genommen werden; neue Gegenfälle würden den Hinweis entkräften.',
  'would.standsOut': 'Neue Gegenfälle oder eine Hürde, die nicht mehr genommen wird.',
  'would.contradicted': 'Neue Fälle wie behauptet, die schwerer wiegen als die Gegenfälle.',
  'would.open': 'Allein der Tag der Fälligkeit.',

  'sure.tally': 'Urteile: {list}.',
  'sure.tallied': '{verdict}: {n, number}',
  'means.noBetter':
    'Zufällig gewählte Tage schneiden zu oft ebenso gut ab. Das zeigt nicht, dass nichts da ist: Ein kleiner Effekt kann sich in so wenigen Fällen verbergen.',
  'means.tooFew': 'Zu wenige unabhängige Fälle für ein Urteil, wie auch immer sie ausgingen.',
  'means.unseen': 'Diese Fälle hätten keinen Effekt zeigen können, was auch immer geschehen wäre.',
  'means.suggestive': 'Ein Hinweis, mehr nicht: Eine Hürde, die ein Befund nehmen muss, wurde nicht genommen.',
  'means.standsOut':
    'Mehr, als der Zufall allein hergibt, nach jeder Hürde, die sich prüfen ließ. Das ist kein Beweis und sagt nichts über das Warum.',
  'means.contradicted': 'Die Daten sagen das Gegenteil.',
  'means.open': 'Vor dem Tag der Fälligkeit ist nichts entschieden.',
  'means.standing': 'Gilt für die Daten insgesamt, nicht für diesen Tag.',
  'power.up':
    '{series}, nach {span}: Ein Effekt von {factor} oder mehr wäre in vier von fünf Fällen aufgefallen; ein kleinerer kann da sein und verborgen bleiben.',
  'power.down':
    '{series}, nach {span}: Ein Effekt von {factor} oder weniger wäre in vier von fünf Fällen aufgefallen; ein kleinerer kann da sein und verborgen bleiben.',
  'reading.count':
    '{for, plural, one {# Indikator spricht} other {# Indikatoren sprechen}} für die These, {against, number} dagegen; {unknown, number} nicht lesbar. Eine Zählung, keine Vorhersage.',
  'reading.level': 'Gleich gewichtet stehen die Indikatoren bei {level} auf einer Skala, deren Mitte weder dafür noch dagegen spricht.',
  'reading.weights': 'Auf derselben Seite der Mitte: {same} von {draws, number} zufälligen Gewichtungen.',
  'reading.tested':
    'Nachdem derselbe Stand die Mitte von unten überschritten hatte, stand {series} nach {span} in {hitRate} von {n, plural, one {# Fall} other {# Fällen}} höher ({clusters, number} unabhängig); Basisrate {base}{p}.',
  'reading.signal': 'Die Höhe des Standes in allen Wochen, demselben Ergebnis gegenübergestellt: p\u00a0{p}.',
  'reading.untested': 'Ob dieser Stand etwas über das Kommende sagt, lässt sich noch nicht prüfen.',
  'data.fresh': 'Daten bis {date}; Neueres steht noch nicht an.',
  'data.old': 'Daten bis {date}; die älteste benutzte Reihe, {series}, ist {days, plural, one {# Tag} other {# Tage}} alt.',

  'foot.advice': 'Was gezählt wurde, und Chancen neben ihrer Basisrate. Hier wird kein Kurs vorhergesagt und nichts empfohlen.',
  'foot.numbers': 'Die Zahlen sind die des Befehls harbinger now mit demselben Paket, demselben Tag und denselben Daten.',
  'foot.command': 'Erstellt mit',
};
