/** A page of Markdown by its sections of the second level: what stands before the first is its head. */
export interface Page {
  readonly title: string;
  /** All of it below its title. */
  readonly body: string;
  readonly sections: readonly { readonly title: string; readonly body: string }[];
}

/** Reads a page that begins with its title. Lines inside blocks of code are no headings. */
export function readPage(text: string): Page {
  const lines = text.split('\n');
  const title = /^# (.*)/.exec(lines[0] ?? '')?.[1] ?? '';
  const sections: { title: string; body: string[] }[] = [];
  let isCode = false;
  for (const line of lines.slice(1)) {
    if (line.startsWith('```')) isCode = !isCode;
    const heading = isCode ? undefined : /^## (.*)/.exec(line)?.[1];
    if (heading !== undefined) sections.push({ title: heading, body: [] });
    else sections.at(-1)?.body.push(line);
  }
  return {
    title,
    body: lines.slice(1).join('\n').trim(),
    sections: sections.map((section) => ({ title: section.title, body: section.body.join('\n').trim() })),
  };
}

/** The first sentence of a text, without marks: of its first paragraph, tables, lists, code and pictures left out. */
export function firstSentence(body: string): string {
  const blocks = body.replace(/```.*?```/gs, '').split(/\n\s*\n/);
  const paragraph = blocks.map((block) => block.trim()).find((block) => block !== '' && !/^[|#!<\-*]/.test(block.replace(/^\*\*/, '')));
  const plain = withoutMarks(paragraph ?? '').replaceAll(/\s+/g, ' ');
  return /^.*?[.?!](?=\s|$)/.exec(plain)?.[0] ?? plain;
}

/** A text without links and emphasis. */
export const withoutMarks = (text: string): string =>
  text
    .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll('**', '')
    .replaceAll(/(?<![\w`])_(.+?)_(?![\w`])/gs, '$1');

/** The name of a heading in a link: lower-case letters, digits and hyphens. */
export const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
