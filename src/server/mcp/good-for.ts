/** What each tool is good for, beside its summary: when to take it, and what to mind. An operation without an entry has its summary alone. */
export const GOOD_FOR: Readonly<Record<string, string>> = {
  check:
    'Take it for a claim that a pack holds already. Without `claim` it gives the table of verdicts, with `claim` one claim whole. A verdict rests on what could be known when the claim was made; what came since tests it.',
  study:
    'Take it for a sentence that no pack holds: `when` is the trigger, `then` the outcomes (several form one family and pay for each other). Decide on the family before you look; every further try makes a small p worth less. Read the expressions with `parse` first.',
  lag: 'Take it for "a leads b": which of two series moves first, by how much, how steadily. It says nothing of rare events; that is what `study` is for.',
  scan: 'Take it for "what foretold X": it tries every trigger at once and counts all of them. Name markets, not your guess; a single guess is for `study`. Quote the sentence with how many were tried; a row that does not survive is no finding. `dryRun` says how long it takes.',
  read: 'Take it for an article, a post or a paragraph: it finds what is claimed, ties it to claims that were checked before, and checks what is new. Give the words themselves as `text`. What you find yourself goes in as `extracted` (the prompt `extract-claims` has its schema) and is held to the same checks. Quote verdicts whole; a draft is one reading of a sentence.',
  parse:
    'Take it before `study`: it says whether an expression can be read, which series it needs, whether they are there and how often it fires. Counting events is no test.',
  language: 'Take it to write a trigger or an outcome. Functions that look ahead are outcomes only.',
  packs: 'Take it first, to see whether a claim like the one at hand has been checked already.',
  series: 'Take it to see what can be tested at all. A series that is not there cannot be made up: say that the claim needs it.',
  'series show': 'Take it to quote a level with its date and the instant at which it could be known.',
  doctor: 'Take it before you trust a surprising result: faults in the data, and which claims hang on them.',
  now: 'Take it for "is it on now": triggers that are on, horizons still open, evidence for and against with its age.',
  brief:
    'Take it for a page that somebody is to read. Quote its lines whole: each bears its verdict, and a share without its base rate and n says more than was found.',
  'forecast show':
    'Take it for "has this been right before": sealed forecasts, their scores beside the base rate and 50 %, and the sources of the claims. Few independent cases rank nobody; say so.',
  'forecast backcast':
    'Take it to see how the forecasts of a pack are made, on dates of the past. It proves nothing: the pack was written afterwards. Never tell its scores beside those of sealed forecasts.',
  'forecast seal':
    'It writes to the ledger for good: what is sealed is scored when it is due. `dryRun` shows what would be sealed. Ask the user first.',
  'forecast score': 'It writes the scores of what is due to the ledger. Data are not brought up to date: `pull` comes before.',
  'forecast verify':
    'Take it before you rely on the ledger; with `head`, a hash that was noted earlier, it finds a tail that was cut off as well.',
  explain: 'Take it to say in plain words what a verdict, a gate or a method means, before you explain a result.',
  alerts: 'Take it for "what fires": alert rules that somebody has watched, which of them fire since when, and which cannot be read.',
  'alerts dry-run':
    'Take it before a rule is watched: when it would have fired, each time on what was known then. It tests nothing; `study` does.',
  jobs: 'Take it to see whether what was asked of a team is done, runs or waits.',
  'jobs retry': 'It has work done again that failed. Ask the user first.',
  'jobs drop': 'What is dropped is gone. Ask the user first.',
  pull: 'It asks servers on the network and writes to the store. `dryRun` says what it would ask of whom.',
  import: 'It reads files of this machine into the store. `dryRun` shows how they would be read; `yes` stores them so.',
  unprofitable:
    'Take it for "so many companies of the index lose money". It reads files of this machine, and writes to the store with `keep` alone. Quote the coverage with the share; where there is no share, none can be quoted.',
  store: 'Take it to see how fresh the stored data are and where each series came from.',
  'store runs': 'Take it to see what has been asked before: studies of the same two series count against a new one.',
  audit: 'Take it for "who did what": it is of a store that a team shares, and for its admins.',
  'store move': 'It copies the whole store to another place and leaves this one as it is. Ask the user before you take it.',
  'store restore': 'It puts another store in the place of this one. Ask the user before you take it.',
};
