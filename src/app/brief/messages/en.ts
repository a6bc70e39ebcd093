/** The page in English, as ICU messages. Each says no more than the verdict that stands before it. */
export const en = {
  heading: 'Daily brief, {date}',
  'lead.state':
    '{all, plural, one {# statement} other {# statements}}: {on, number} on, {open, number} open, {quiet, number} quiet, {untestable, number} that cannot be tested with these data.',
  'lead.notMade': 'The statements were made later, the first of them on {date}; none can be checked as of this day.',

  'section.fired': 'What fired',
  'section.before': 'What it did before',
  'section.for': 'What speaks for it',
  'section.against': 'What speaks against it',
  'section.changed': 'What has changed',
  'section.view': 'What would change the view',
  'section.sure': 'How sure one can be',

  'fired.on': '{trigger}: {date}; day {day, number} of {days, number} of its longest open horizon.',
  'fired.open': '{trigger}: {date}; its horizon is open.',
  'fired.recent': '{trigger}: {date}.',
  'fired.none': 'No trigger fired in the last seven days, and nothing is open after an earlier event.',

  'fired.noneRecent': 'As far as can be told, no trigger fired in the last seven days; not all of them can be read to that day.',

  'trigger.recordAfter': '{series}, first record close in at least {span}',
  'trigger.record': '{series}, record close',
  'trigger.firstAbove': '{series}, first close above {level}',
  'trigger.breakout': '{series}, breakout above its former range',
  'trigger.retest': '{series}, retest of a level once broken',
  'trigger.other': 'trigger {expression}',

  'span.days': '{n, plural, one {# day} other {# days}}',
  'span.weeks': '{n, plural, one {# week} other {# weeks}}',
  'span.months': '{n, plural, one {# month} other {# months}}',
  'span.years': '{n, plural, one {# year} other {# years}}',
  'span.observations': '{n, plural, one {# observation} other {# observations}}',

  'case.return':
    '{series} stood {direction, select, down {lower} other {higher}} {span} later in {hits, number} of {n, plural, one {# earlier case} other {# earlier cases}}',
  'case.excess':
    '{span} later {series} was {direction, select, down {behind} other {ahead of}} {other} in {hits, number} of {n, plural, one {# earlier case} other {# earlier cases}}',
  'case.record':
    '{series} made a record of its own within {span} in {hits, number} of {n, plural, one {# earlier case} other {# earlier cases}}',
  'case.other': 'it went as claimed ({expression}) in {hits, number} of {n, plural, one {# earlier case} other {# earlier cases}}',
  'before.counted': '{case}; base rate {base}{p}.',
  'before.clustered': '{case}, {clusters, number} of them independent; base rate {base}{p}.',
  'before.uncounted': '{n, plural, one {# earlier case} other {# earlier cases}}.',
  'before.none': 'no earlier case is complete.',
  'p.stated': ', p\u00a0{p}',
  'p.few': '; p withheld, since with so few independent cases luck gives small values too often',
  'p.moved': '; p withheld, since as much had already happened before the events',

  'this.change': 'This time {value} so far, on day {day, number} of {days, number}; due on {due}.',
  'this.dated': 'This time {value} so far; due on {due}.',
  'this.hit': 'This time not yet, on day {day, number} of {days, number}; due by {due}.',
  'this.overdue': 'This time {value} at the last close held; it was due on {due}, and the data end before.',
  'this.waiting': 'This time the entry is still to come.',
  'this.over': 'Over {span} {rest}',
  'since.came': 'Settled since the claim was made, the case of {date}: {value}, as claimed.',
  'since.failed': 'Settled since the claim was made, the case of {date}: {value}, not as claimed.',
  chance: 'Chance that the next case goes as claimed: {chance} ({low} to {high}); base rate {base}, n\u00a0{n, number}.',
  'forecast.target': '{series} {value} since {date}',
  'forecast.based': '{series} {value} since {date} (base rate {base}, all spans of that length)',
  'forecast.open': '{targets}; due on {due}.',

  'evidence.reading': '{title}: {value} on {date}, at or above {percentile} of its own past (n\u00a0{n, number}){age}.',
  'evidence.age': '; {days, plural, one {# day} other {# days}} old',
  'evidence.farthest': '{n, plural, one {# indicator} other {# indicators}} in all; these stand farthest from the middle of their past.',

  'evidence.thesis': 'Thesis: {thesis}',
  'changed.since': 'Since {date}:',
  'changed.none': 'No trigger, verdict or reading has changed sides since {date}.',
  'changed.trigger':
    '{trigger}: {is, select, on {on} off {off} other {not to be told}}; before: {was, select, on {on} off {off} other {not to be told}}.',
  'changed.verdict': 'Before: {was}.',
  'changed.begun': 'At least one horizon has opened.',
  'changed.over': 'At least one horizon has ended; what came of it stands above.',
  'changed.indicator':
    '{title}: {is, select, for {for} against {against} other {not to be read}}; before: {was, select, for {for} against {against} other {not to be read}}.',
  'changed.catalyst':
    '{title}: {is, select, happened {has happened} overdue {overdue} other {ahead}}; before: {was, select, happened {had happened} overdue {overdue} other {ahead}}.',
  'changed.step': '{title}: a further step is known.',

  'view.due': 'On {date} it will be known how {series} stands {span} after {event}.',
  'view.dueOther': 'On {date} the next open horizon ends.',
  'view.away': '{trigger}: the close would have to move {distance}.',
  'view.ahead': '{title}: {date}, in {days, plural, one {# day} other {# days}}.',
  'view.deadline': 'Said to come by {date}: {title}.',
  'view.today': '{title}: today, {date}.',
  'view.overdue': '{title}: said to come by {date}; nothing known says that it has.',
  'view.needs': '{n, plural, one {# statement cannot} other {# statements cannot}} be tested with these data. Missing series: {list}.',
  'view.needsOther': '{n, plural, one {# statement cannot} other {# statements cannot}} be tested with these data.',

  'would.noBetter': 'New cases that go as claimed clearly more often than the base rate.',
  'would.tooFew': 'More cases that do not overlap; until then it cannot be judged.',
  'would.unseen': 'More cases: those there are could not have shown an effect, whatever had happened.',
  'would.suggestive': 'Passing the gate that it hangs on; new cases that go against it would end the hint.',
  'would.standsOut': 'New cases that go against it, or a gate that it no longer passes.',
  'would.contradicted': 'New cases that go as claimed, enough to outweigh those that went against it.',
  'would.open': 'Only its due date.',

  'sure.tally': 'Verdicts: {list}.',
  'sure.tallied': '{verdict}: {n, number}',
  'means.noBetter':
    'Dates picked at random do as well too often for it to count. That does not show that there is nothing: a small effect could hide in so few cases.',
  'means.tooFew': 'Too few independent cases to judge, whatever they did.',
  'means.unseen': 'These cases could not have shown an effect, whatever had happened.',
  'means.suggestive': 'A hint and no more: a gate that a finding must pass was not passed.',
  'means.standsOut': 'More than luck alone gives, by every gate that could be asked. That is no proof, and says nothing of why.',
  'means.contradicted': 'The data say the opposite.',
  'means.open': 'Nothing is settled before the date on which it is due.',
  'means.standing': 'Said of all the data, not of this day.',
  'power.up':
    '{series}, {span}: an effect of {factor} or more would have been seen four times in five; a smaller one could be there and stay hidden.',
  'power.down':
    '{series}, {span}: an effect of {factor} or less would have been seen four times in five; a smaller one could be there and stay hidden.',
  'reading.count':
    '{for, plural, one {# indicator speaks} other {# indicators speak}} for the thesis and {against, number} against it; {unknown, number} cannot be read. A count, not a forecast.',
  'reading.level': 'Weighed alike, the indicators stand at {level} on a scale on which one half is neither for nor against.',
  'reading.weights': 'On the same side of one half under {same} of {draws, number} random weightings.',
  'reading.tested':
    'After the same reading passed its middle from below, {series} stood higher {span} later in {hitRate} of {n, plural, one {# case} other {# cases}} ({clusters, number} independent); base rate {base}{p}.',
  'reading.signal': 'The level of the reading in all weeks, set against the same outcome: p\u00a0{p}.',
  'reading.untested': 'Whether this reading says anything of what comes cannot be tested yet.',
  'data.fresh': 'Data to {date}; nothing newer is due.',
  'data.old': 'Data to {date}; the oldest series in use, {series}, {days, plural, one {is # day} other {is # days}} old.',

  'foot.advice': 'What was counted, and chances beside their base rates. No price is foretold here, and nothing is advised.',
  'foot.numbers': 'The numbers are those of the command harbinger now with the same pack, date and data.',
  'foot.command': 'Made by',
} as const;

export type MessageKey = keyof typeof en;
export type Messages = Readonly<Record<MessageKey, string>>;
