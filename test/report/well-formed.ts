const VOID = new Set(['meta', 'br', 'img', 'hr', 'input', 'link', 'col', 'wbr']);

/** Complaints about markup whose tags do not nest, whose ids are not unique or whose attributes are not quoted; none is well. */
export function complaints(markup: string): string[] {
  const found: string[] = [];
  const open: string[] = [];
  const ids = new Set<string>();
  const body = markup.replace(/<!doctype html>/, '').replace(/<style>[\s\S]*?<\/style>/g, '');
  for (const [tag, closing, name = '', attributes = '', selfClosing] of body.matchAll(
    /<(\/?)([a-zA-Z0-9]+)((?:\s+[a-zA-Z][a-zA-Z0-9:-]*(?:="[^"<]*")?)*)\s*(\/?)>/g,
  )) {
    const id = /\sid="([^"]*)"/.exec(attributes)?.[1];
    if (id !== undefined) {
      if (ids.has(id)) found.push(`id ${id} twice`);
      ids.add(id);
    }
    if (closing === '/') {
      const last = open.pop();
      if (last !== name) found.push(`</${name}> closes <${last}>`);
    } else if (selfClosing !== '/' && !VOID.has(name)) open.push(name);
    if (tag.includes('undefined') || tag.includes('NaN')) found.push(tag);
  }
  const rest = body.replace(/<(\/?)([a-zA-Z0-9]+)((?:\s+[a-zA-Z][a-zA-Z0-9:-]*(?:="[^"<]*")?)*)\s*(\/?)>/g, '');
  if (rest.includes('<')) found.push(`a stray < near "${rest.slice(rest.indexOf('<'), rest.indexOf('<') + 40)}"`);
  for (const reference of body.matchAll(/(?:href="#|aria-labelledby="|url\(#)([^")]*)/g)) {
    if (!ids.has(reference[1]!)) found.push(`nothing has the id ${reference[1]}`);
  }
  return [...found, ...open.map((name) => `<${name}> stays open`)];
}

/** The text that a reader sees, without markup. */
export function textOf(markup: string): string {
  return markup
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll('\u00a0', ' ')
    .replace(/\s+/g, ' ');
}
