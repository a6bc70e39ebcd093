import { BriefInput, type BriefResult } from '../../contract/brief.ts';
import { composeBrief } from '../brief/compose.ts';
import { contentOf } from '../brief/content.ts';
import { plainText } from '../brief/plain-text.ts';
import { speechIn } from '../brief/speech.ts';
import type { Context } from '../context.ts';
import { indicatorsOf } from '../evidence/indicator-pack.ts';
import { readPack } from '../pack.ts';
import { commandOf } from './check.ts';
import { now } from './now.ts';

/** One page on a pack today in the reader's language, with every number from `now`. */
export async function brief(given: unknown, context: Context): Promise<BriefResult> {
  const { lang, ...asked } = BriefInput.parse(given);
  const { result } = await now(asked, context);
  const { file, text } = await context.readPack(asked.pack);
  const pack = readPack(file, text, context.today);
  const speech = speechIn(lang);
  const content = contentOf(pack, await indicatorsOf(pack, file, context), lang);
  const again = commandOf({ ...asked, name: 'brief' }, context, asked.claim);
  const page = composeBrief(result, { speech, content, command: `${again}${lang === 'en' ? '' : ` --lang ${lang}`}` });
  return { ...page, text: plainText(page, speech.say('foot.command').text) };
}

/** The page as HTML. The report code is loaded only here: it is most of the start-up time. */
export async function briefReport(result: BriefResult): Promise<string> {
  return (await import('../../report/brief-report.ts')).renderBrief(result);
}
