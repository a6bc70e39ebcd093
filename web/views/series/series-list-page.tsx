export function SeriesListPage() {
  return <h1>SeriesListPage</h1>;
}
