import { useNavigate } from '@tanstack/react-router';
import { Marked, type Tokens } from 'marked';
import { type MouseEvent, useMemo } from 'react';

/** A page of Markdown as it is read; links between pages stay in the page. */
export function Article({ id, text, title }: { readonly id: string; readonly text: string; readonly title: string }) {
  const navigate = useNavigate();
  const markup = useMemo(() => toMarkup(id, text, title), [id, text, title]);
  const follow = (event: MouseEvent<HTMLElement>) => {
    const link = (event.target as HTMLElement).closest('a');
    const to = link?.getAttribute('href');
    if (!to?.startsWith('/docs/') || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const [path, hash] = to.split('#') as [string, string?];
    void navigate({ to: '/docs/$', params: { _splat: path.slice('/docs/'.length) }, ...(hash ? { hash } : {}) });
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard's Enter on a link is a click
    <article
      lang="en"
      onClick={follow}
      className="article max-w-[76ch]"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: made from Markdown in which HTML is shown as text
      dangerouslySetInnerHTML={{ __html: markup }}
    />
  );
}

function toMarkup(id: string, text: string, title: string): string {
  const folder = id.includes('/') ? id.slice(0, id.lastIndexOf('/')) : '';
  const marked = new Marked({ gfm: true });
  marked.use({
    renderer: {
      // HTML in a page is shown, not run.
      html: ({ text: raw }: Tokens.HTML | Tokens.Tag) => escapeHtml(raw),
      heading({ tokens, depth }: Tokens.Heading) {
        const inner = this.parser.parseInline(tokens);
        const anchor = slug(tokens.map(({ raw }) => raw).join(''));
        return `<h${depth} id="${anchor}">${inner}</h${depth}>\n`;
      },
      link({ href, tokens }: Tokens.Link) {
        const inner = this.parser.parseInline(tokens);
        const to = linkOf(href, folder);
        return to === undefined ? inner : `<a href="${escapeHtml(to)}"${to.startsWith('http') ? ' rel="noreferrer"' : ''}>${inner}</a>`;
      },
      // A part that scrolls must be reachable by keyboard.
      code: ({ text: program }: Tokens.Code) => `<pre tabindex="0"><code>${escapeHtml(program)}</code></pre>\n`,
      image: ({ text: alt }: Tokens.Image) => (alt === '' ? '' : `<em>${escapeHtml(alt)}</em>`),
      table(token: Tokens.Table) {
        const cells = (row: Tokens.TableCell[], tag: 'th' | 'td') =>
          row.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join('');
        const rows = token.rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('');
        return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(title)}"><table><thead><tr>${cells(token.header, 'th')}</tr></thead><tbody>${rows}</tbody></table></div>`;
      },
    },
  });
  const body = marked.parse(text, { async: false });
  return /^\s*#\s/.test(text) ? body : `<h1>${escapeHtml(title)}</h1>${body}`;
}

/** Where a link of a page leads in the page: to another one, to an anchor, or outside; undefined where it leads nowhere here. */
function linkOf(href: string, folder: string): string | undefined {
  if (/^https?:\/\//.test(href) || href.startsWith('#')) return href;
  if (/^[a-z]+:/i.test(href)) return undefined;
  const { pathname, hash } = new URL(href, `https://docs.invalid/${folder === '' ? '' : `${folder}/`}`);
  return pathname.endsWith('.md') && !pathname.startsWith('/decisions/') ? `/docs${pathname.slice(0, -'.md'.length)}${hash}` : undefined;
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] as string);
