import { Link } from '@tanstack/react-router';

/** Leads to a series, with its name. */
export function SeriesLink({ id }: { readonly id: string }) {
  return (
    <Link
      to="/series/$id"
      params={{ id }}
      search={(all: { asOf?: string }) => (all.asOf === undefined ? {} : { asOf: all.asOf })}
      className="inline-block max-w-36 font-mono text-[14px] break-all whitespace-normal underline md:max-w-none md:break-normal"
    >
      {id}
    </Link>
  );
}
