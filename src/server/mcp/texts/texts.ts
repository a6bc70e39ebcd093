import type { BriefResult } from '../../../contract/brief.ts';
import type { MoveResult } from '../../../contract/store.ts';
import { alertHistoryText, alertsText, dryRunText } from './alerts.ts';
import { auditText } from './audit.ts';
import { checkText } from './check.ts';
import { doctorText, importText, pullText, runsText, storeText, writtenText } from './data.ts';
import { backcastText, forecastsText, sealText } from './forecast.ts';
import { lagText } from './lag.ts';
import { explainText, languageText, packsText, parseText, seriesShowText, seriesText } from './look-up.ts';
import { nowText } from './now.ts';
import { readText } from './read.ts';
import { studyText } from './study.ts';
import type { Text, Told } from './text.ts';

/** How each operation's result reads; one without an entry gives the sentence that it carries. */
const TEXTS = {
  check: checkText,
  study: studyText,
  lag: lagText,
  read: readText,
  now: nowText,
  brief: ({ text }: BriefResult): readonly string[] => [text],
  'forecast seal': sealText,
  'forecast show': forecastsText,
  'forecast backcast': backcastText,
  parse: parseText,
  language: languageText,
  packs: packsText,
  explain: explainText,
  series: seriesText,
  'series show': seriesShowText,
  doctor: doctorText,
  pull: pullText,
  import: importText,
  store: storeText,
  'store runs': runsText,
  audit: auditText,
  'store init': writtenText,
  'store move': ({ from, to, note }: MoveResult): readonly string[] => [`From ${from} to ${to}.`, note],
  'store backup': writtenText,
  'store restore': writtenText,
  'store export': writtenText,
  alerts: alertsText,
  'alerts history': alertHistoryText,
  'alerts dry-run': dryRunText,
} as const;

/** A result in a few sentences. */
export function textOf(operation: string, result: unknown, told: Told): readonly string[] {
  const text = (TEXTS as Readonly<Record<string, Text<never>>>)[operation];
  return text ? text(result as never, told) : [sentenceIn(result)];
}

/** The sentence that a result says of itself. */
function sentenceIn(result: unknown): string {
  const { sentence, summary } = result as { readonly sentence?: unknown; readonly summary?: unknown };
  return [sentence, summary].find((text) => typeof text === 'string') ?? 'Done; the numbers are in the structured content.';
}
