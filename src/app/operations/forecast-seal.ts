import { SealInput, type SealResult } from '../../contract/forecast.ts';
import { capitalise, formatCount } from '../../contract/format.ts';
import type { Forecast } from '../../contract/ledger.ts';
import { DAY_MS, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { madeOn, openPack } from '../check/open-pack.ts';
import type { Context } from '../context.ts';
import { sha256 } from '../forecast/chain.ts';
import { carryOn, forecastsIn, ledgerStore, questionKey } from '../forecast/ledger.ts';
import { openQuestions } from '../forecast/open-questions.ts';
import { knownBy } from '../panel.ts';
import { dataHash } from '../present/data-hash.ts';

/** Seals a forecast for each open question of a pack that has none yet. */
export async function sealForecasts(given: unknown, context: Context): Promise<SealResult> {
  const { dryRun, ...asked } = SealInput.parse(given);
  const store = ledgerStore(context);
  const { pack, open, notSealed } = await openForecasts(asked, context);
  const isFresh = (sealed: ReadonlySet<string>) => (forecast: Forecast) => !sealed.has(questionKey(forecast));
  const { chain, added, head, at } = await carryOn(store, context, (found) => {
    const fresh = open.filter(isFresh(new Set(forecastsIn(found).map(questionKey))));
    return dryRun ? [] : fresh.map((forecast) => ({ kind: 'forecast' as const, ...forecast }));
  });
  const sealed = dryRun
    ? open.filter(isFresh(new Set(forecastsIn(chain).map(questionKey))))
    : added.map(({ kind: _, ...forecast }) => forecast);
  const already = open.length - sealed.length;
  return {
    ...{ pack, at: new Date(at).toISOString(), dataSource: context.series.description, dryRun, sealed, already, notSealed, head },
    sentence: sentenceOf({ sealed: sealed.length, already, dryRun }),
  };
}

/** The open questions of a pack now, each with its forecast. */
async function openForecasts(
  asked: { readonly pack: string; readonly claim?: string | undefined },
  context: Context,
): Promise<{ pack: string; open: Forecast[]; notSealed: SealResult['notSealed'] }> {
  const { pack, text, claims, panel: all, known } = await openPack(asked, context);
  const at = context.data.now();
  const panel = knownBy(all, at);
  const asOf = Math.floor(at / DAY_MS);
  const found = claims.map((claim) => openQuestions({ claim, panel, known, asOf, madeOn: madeOn(pack, claim) }, at));
  const origin = {
    ...{ pack: pack.pack, asOf: formatCivilDate(asOf), dataHash: dataHash(panel.series, asOf) },
    ...{ packHash: sha256(text), version: context.version },
  };
  return {
    pack: pack.pack,
    open: found.flatMap(({ open }) => open.map((question) => ({ ...question, ...origin }))),
    notSealed: found.flatMap(({ notOpen }) => notOpen.map((none) => ({ ...none }))),
  };
}

function sentenceOf({ sealed, already, dryRun }: { readonly sealed: number; readonly already: number; readonly dryRun: boolean }): string {
  const before =
    already === 0 ? '' : ` ${capitalise(formatCount(already, 'open question'))} ${already === 1 ? 'is' : 'are'} in the ledger already.`;
  if (sealed === 0) return already === 0 ? 'No question is open: nothing was sealed.' : `Nothing new is open.${before}`;
  return `${formatCount(sealed, 'forecast')} ${dryRun ? 'would be' : sealed === 1 ? 'was' : 'were'} sealed.${before}`;
}
