/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

/** In the place of a secret that was taken out. */
const TAKEN_OUT = '[key]';
/** A shorter part of a secret is a word such as `Bearer`. */
const SHORTEST_TOKEN = 8;

/** Finds the secrets as they are, and as URLs, forms and JSON write them; of `Bearer abcdefgh` the token alone too. */
export function redactor(secrets: readonly string[]): Redact {
  const tokens = secrets.flatMap((secret) => secret.split(/\s+/).filter((part) => part.length >= SHORTEST_TOKEN));
  const forms = new Set([...secrets.filter((secret) => secret !== ''), ...tokens].flatMap(writtenForms));
  if (forms.size === 0) return (text) => text;
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map((form) => RegExp.escape(form)).join('|'), 'gi');
  return (text) => text.replace(pattern, TAKEN_OUT);
}

function writtenForms(secret: string): string[] {
  const inForm = new URLSearchParams({ secret }).toString().slice('secret='.length);
  return [secret, encodeURIComponent(secret), inForm, JSON.stringify(secret).slice(1, -1)];
}
