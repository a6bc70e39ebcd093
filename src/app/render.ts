import { FORMATS, type Format } from '../contract/formats.ts';
import type { Context } from './context.ts';
import type { Done } from './operation.ts';

/** The forms that every operation with a report has: the other two are made from its HTML. */
export const REPORT_FORMATS: readonly Format[] = ['html', 'markdown', 'pdf'];

/** Adds the forms that are made from another form. */
export function withDerivedForms(done: Done, { printPdf }: Pick<Context, 'printPdf'>): Done {
  const html = done.render?.html;
  if (!html) return done;
  const page = async (): Promise<string> => String(await html());
  return {
    ...done,
    render: {
      markdown: async () => (await import('../report/markdown.ts')).markdownOf(await page()),
      pdf: async () => printPdf(await page()),
      ...done.render,
    },
  };
}

/** What an operation did in one of its forms. */
export async function renderAs(format: Format, { render }: Done): Promise<string | Uint8Array> {
  const make = render?.[format];
  if (!make) throw new Error(`the operation does not make a ${FORMATS[format].title}`);
  return make();
}
