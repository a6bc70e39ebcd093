import { keepTogether } from '../../src/contract/format.ts';

/** What is known of an event, beside its line. */
export function EventCard({ x, title, lines }: { readonly x: number; readonly title: string; readonly lines: readonly string[] }) {
  return (
    <div
      className="pointer-events-none absolute top-8 z-10 w-60 max-w-full rounded border border-base bg-paper px-3 py-2 text-[13px] leading-5 shadow-md"
      style={{ left: `min(max(0px, ${Math.round(x) + 10}px), calc(100% - 15rem - 4rem))` }}
    >
      <p className="font-semibold">{keepTogether(title)}</p>
      {lines.map((line) => (
        <p key={line}>{keepTogether(line)}</p>
      ))}
    </div>
  );
}
