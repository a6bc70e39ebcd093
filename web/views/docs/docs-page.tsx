export function DocsPage() {
  return <h1>DocsPage</h1>;
}
