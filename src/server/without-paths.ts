/** Where files lie on the server is nobody's business: of each absolute path in a text the last name is left. */
export const withoutPaths = (text: string): string =>
  text.replace(/(^|[\s"'`(=:])(?:file:\/\/)?(?:[A-Za-z]:)?[/\\](?:[^\s"'`()/\\:;,]+[/\\])+([^\s"'`()/\\:;,]*)/g, '$1$2');
