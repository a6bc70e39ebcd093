const WIDTH = 120;

/** Where a value stands among its own past: a bar from the lowest to the highest, a tick for now, and a fainter one for before. */
export function PercentileBar({ share, before = null }: { readonly share: number; readonly before?: number | null }) {
  const at = (part: number) => 2 + part * (WIDTH - 4);
  return (
    <svg viewBox={`0 0 ${WIDTH} 14`} width={WIDTH} height="14" aria-hidden="true" className="flex-none">
      <path d={`M2,7H${WIDTH - 2}`} stroke="var(--band-inner)" strokeWidth="4" />
      <path d={`M${at(0.5)},3V11`} stroke="var(--base)" strokeWidth="1" />
      {before !== null && <path d={`M${at(before)},2V12`} stroke="var(--events)" strokeWidth="2" strokeOpacity="0.45" />}
      <path d={`M${at(share)},1V13`} stroke="var(--events)" strokeWidth="3" />
    </svg>
  );
}
