/** A sentence in which what stands between backticks is code. */
export function CodeText({ text }: { readonly text: string }) {
  return text.split('`').map((part, i) =>
    i % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change places
      <code key={i} className="rounded bg-wash px-1 font-mono text-[0.9em]">
        {part}
      </code>
    ),
  );
}
