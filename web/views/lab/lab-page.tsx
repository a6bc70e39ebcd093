export function LabPage() {
  return <h1>LabPage</h1>;
}
