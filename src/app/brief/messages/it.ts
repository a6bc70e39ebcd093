import type { Messages } from './en.ts';

/** The page in Italian. No article or preposition that would have to elide stands before a number or a date. */
export const it: Messages = {
  heading: 'Nota del giorno, {date}',
  'lead.state':
    '{all, plural, one {# tesi} other {# tesi}}: {on, plural, one {# attiva} other {# attive}}, {open, plural, one {# aperta} other {# aperte}}, {quiet, plural, one {# ferma} other {# ferme}}, {untestable, plural, one {# non verificabile} other {# non verificabili}} con questi dati.',
  'lead.notMade': 'Le tesi sono state formulate più tardi (la prima: {date}); a questa data nessuna si può verificare.',

  'section.fired': 'Che cosa è scattato',
  'section.before': 'Che cosa è successo in passato',
  'section.for': 'Che cosa parla a favore',
  'section.against': 'Che cosa parla contro',
  'section.changed': 'Che cosa è cambiato',
  'section.view': 'Che cosa cambierebbe il quadro',
  'section.sure': 'Quanto si può essere sicuri',

  'fired.on': '{trigger}: {date}; giorno {day, number} di {days, number} dell’orizzonte aperto più lungo.',
  'fired.open': '{trigger}: {date}; l’orizzonte è aperto.',
  'fired.recent': '{trigger}: {date}.',
  'fired.none': 'Negli ultimi sette giorni non è scattato nulla, e dopo gli eventi precedenti non resta aperto nulla.',

  'fired.noneRecent':
    'Per quanto si può dire, negli ultimi sette giorni non è scattato nulla; non tutte le condizioni si possono leggere fino a quel giorno.',

  'trigger.recordAfter': '{series}, massimo storico in chiusura, il primo dopo almeno {span}',
  'trigger.record': '{series}, massimo storico in chiusura',
  'trigger.firstAbove': '{series}, prima chiusura sopra quota {level}',
  'trigger.breakout': '{series}, rottura al rialzo della vecchia fascia di prezzo',
  'trigger.retest': '{series}, ritorno su un livello già superato',
  'trigger.other': 'evento {expression}',

  'span.days': '{n, plural, one {# giorno} other {# giorni}}',
  'span.weeks': '{n, plural, one {# settimana} other {# settimane}}',
  'span.months': '{n, plural, one {# mese} other {# mesi}}',
  'span.years': '{n, plural, one {# anno} other {# anni}}',
  'span.observations': '{n, plural, one {# osservazione} other {# osservazioni}}',

  'case.return':
    '{series}: {span} dopo, valore più {direction, select, down {basso} other {alto}} in {n, plural, one {{hits, number} caso precedente su #} other {{hits, number} casi precedenti su #}}',
  'case.excess':
    '{series} contro {other}: {span} dopo, andamento {direction, select, down {peggiore} other {migliore}} del primo in {n, plural, one {{hits, number} caso precedente su #} other {{hits, number} casi precedenti su #}}',
  'case.record':
    '{series}: un proprio massimo storico entro {span} in {n, plural, one {{hits, number} caso precedente su #} other {{hits, number} casi precedenti su #}}',
  'case.other':
    'come affermato ({expression}) in {n, plural, one {{hits, number} caso precedente su #} other {{hits, number} casi precedenti su #}}',
  'before.counted': '{case}; tasso di base {base}{p}.',
  'before.clustered': '{case}, di cui indipendenti {clusters, number}; tasso di base {base}{p}.',
  'before.uncounted': '{n, plural, one {# caso precedente} other {# casi precedenti}}.',
  'before.none': 'nessun caso precedente è concluso.',
  'p.stated': ', p\u00a0{p}',
  'p.few': '; p non indicato, perché con così pochi casi indipendenti il caso dà valori piccoli troppo spesso',
  'p.moved': '; p non indicato, perché altrettanto era già successo prima degli eventi',

  'this.change': 'Questa volta finora {value}, giorno {day, number} di {days, number}; scadenza: {due}.',
  'this.dated': 'Questa volta finora {value}; scadenza: {due}.',
  'this.hit': 'Questa volta non ancora, giorno {day, number} di {days, number}; scadenza: {due}.',
  'this.overdue': 'Questa volta {value} all’ultima chiusura disponibile; scadenza: {due}, e i dati finiscono prima.',
  'this.waiting': 'Questa volta l’ingresso deve ancora avvenire.',
  'this.over': 'Su un orizzonte di {span} {rest}',
  'since.came': 'Concluso da quando la tesi è stata formulata (evento: {date}): {value}, come affermato.',
  'since.failed': 'Concluso da quando la tesi è stata formulata (evento: {date}): {value}, non come affermato.',
  chance: 'Probabilità che il prossimo caso vada come affermato: {chance} (tra {low} e {high}); tasso di base {base}, n\u00a0{n, number}.',
  'forecast.target': '{series} {value} (punto di partenza: {date})',
  'forecast.based': '{series} {value} (punto di partenza: {date}; tasso di base {base}, tutti i periodi di pari durata)',
  'forecast.open': '{targets}; scadenza: {due}.',

  'evidence.reading': '{title}: {value} ({date}); valori passati pari o inferiori: {percentile} (n\u00a0{n, number}){age}.',
  'evidence.age': '; dato di {days, plural, one {# giorno} other {# giorni}} fa',
  'evidence.farthest':
    '{n, plural, one {# indicatore} other {# indicatori}} in tutto; questi sono i più lontani dal centro del proprio passato.',

  'evidence.thesis': 'Tesi: {thesis}',
  'changed.since': 'Rispetto a prima (confronto: {date}):',
  'changed.none': 'Nessun evento, verdetto o indicatore ha cambiato stato (confronto: {date}).',
  'changed.trigger':
    '{trigger}: {is, select, on {attivo} off {non attivo} other {non determinabile}}; prima: {was, select, on {attivo} off {non attivo} other {non determinabile}}.',
  'changed.verdict': 'Prima: {was}.',
  'changed.begun': 'Si è aperto almeno un orizzonte.',
  'changed.over': 'È finito almeno un orizzonte; il risultato è riportato sopra.',
  'changed.indicator':
    '{title}: {is, select, for {a favore} against {contro} other {non leggibile}}; prima: {was, select, for {a favore} against {contro} other {non leggibile}}.',
  'changed.catalyst':
    '{title}: {is, select, happened {avvenuto} overdue {scadenza passata} other {atteso}}; prima: {was, select, happened {avvenuto} overdue {scadenza passata} other {atteso}}.',
  'changed.step': '{title}: è noto un passo ulteriore.',

  'view.due': '{date}: si conoscerà l’esito a {span} ({series}; evento: {event}).',
  'view.dueOther': '{date}: finisce il prossimo orizzonte aperto.',
  'view.away': '{trigger}: la chiusura dovrebbe spostarsi di {distance}.',
  'view.ahead': '{title}: {date}, tra {days, plural, one {# giorno} other {# giorni}}.',
  'view.deadline': 'Annunciato entro questa data, {date}: {title}.',
  'view.today': '{title}: oggi, {date}.',
  'view.overdue': '{title}: annunciato entro questa data, {date}; nulla di noto dice che sia avvenuto.',
  'view.needs': '{n, plural, one {# tesi non si può} other {# tesi non si possono}} verificare con questi dati. Serie mancanti: {list}.',
  'view.needsOther': '{n, plural, one {# tesi non si può} other {# tesi non si possono}} verificare con questi dati.',

  'would.noBetter': 'Nuovi casi che vadano come affermato nettamente più spesso del tasso di base.',
  'would.tooFew': 'Altri casi che non si sovrappongano; fino ad allora non si può giudicare.',
  'would.unseen': 'Altri casi: quelli che ci sono non avrebbero potuto mostrare un effetto, qualunque cosa fosse successa.',
  'would.suggestive': 'Il superamento della prova da cui dipende; nuovi casi contrari farebbero cadere l’indizio.',
  'would.standsOut': 'Nuovi casi contrari, o una prova non più superata.',
  'would.contradicted': 'Nuovi casi che vadano come affermato, tanti da pesare più di quelli contrari.',
  'would.open': 'Soltanto la scadenza.',

  'sure.tally': 'Verdetti: {list}.',
  'sure.tallied': '{verdict}: {n, number}',
  'means.noBetter':
    'Date scelte a caso danno troppo spesso lo stesso risultato. Questo non dimostra che non ci sia nulla: un effetto piccolo può nascondersi in così pochi casi.',
  'means.tooFew': 'Troppo pochi casi indipendenti per giudicare, comunque siano andati.',
  'means.unseen': 'Questi casi non avrebbero potuto mostrare un effetto, qualunque cosa fosse successa.',
  'means.suggestive': 'Un indizio e niente di più: una prova che un risultato deve superare non è stata superata.',
  'means.standsOut':
    'Più di quanto dia il solo caso, secondo tutte le prove che si potevano chiedere. Non è una dimostrazione, e non dice nulla sul perché.',
  'means.contradicted': 'I dati dicono il contrario.',
  'means.open': 'Prima della scadenza nulla è deciso.',
  'means.standing': 'Riguarda l’insieme dei dati, non questa giornata.',
  'power.up':
    '{series}, {span}: un effetto di {factor} o più si sarebbe visto quattro volte su cinque; uno più piccolo può esserci e restare nascosto.',
  'power.down':
    '{series}, {span}: un effetto di {factor} o meno si sarebbe visto quattro volte su cinque; uno più piccolo può esserci e restare nascosto.',
  'reading.count':
    '{for, plural, one {# indicatore parla} other {# indicatori parlano}} a favore della tesi e {against, number} contro; {unknown, plural, one {# non si può} other {# non si possono}} leggere. È un conteggio, non una previsione.',
  'reading.level': 'Con pesi uguali gli indicatori stanno a quota {level} su una scala in cui la metà non è né a favore né contro.',
  'reading.weights': 'Dalla stessa parte della metà con {draws, number} serie di pesi estratte a caso: {same} delle volte.',
  'reading.tested':
    'Dopo che la stessa lettura aveva superato la metà dal basso, {series} {span} dopo era più in alto in questa quota di casi: {hitRate} ({n, plural, one {# caso} other {# casi}}, indipendenti {clusters, number}); tasso di base {base}{p}.',
  'reading.signal': 'Il livello della lettura in tutte le settimane, a confronto con lo stesso esito: p\u00a0{p}.',
  'reading.untested': 'Se questa lettura dica qualcosa su ciò che verrà, non si può ancora verificare.',
  'data.fresh': 'Dati aggiornati ({date}); non è atteso nulla di più recente.',
  'data.old':
    'Dati fino alla data {date}; la serie meno aggiornata in uso, {series}, è di {days, plural, one {# giorno} other {# giorni}} fa.',

  'foot.advice': 'Conteggi, e probabilità accanto al loro tasso di base. Qui non si prevede alcun prezzo e non si consiglia nulla.',
  'foot.numbers': 'I numeri sono quelli del comando harbinger now con lo stesso pacchetto, la stessa data e gli stessi dati.',
  'foot.command': 'Prodotta da',
};
