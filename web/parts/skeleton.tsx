/** Grey lines where text will be, so that the layout stays; said to who cannot see it. */
export function SkeletonLines({ lines = 3, label }: { readonly lines?: number; readonly label: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <div key={i} aria-hidden="true" className={`mb-3 h-4 rounded bg-wash ${i % 3 === 2 ? 'w-2/3' : 'w-full'}`} />
      ))}
    </div>
  );
}

/** A grey box of the height of what will stand there. */
export function SkeletonBox({ height, label }: { readonly height: number; readonly label: string }) {
  return <div role="status" aria-label={label} className="w-full rounded bg-wash" style={{ height }} />;
}
