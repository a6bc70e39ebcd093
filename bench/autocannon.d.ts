/** What the benchmarks use of autocannon, which has no types of its own. */
declare module 'autocannon' {
  interface Options {
    readonly url: string;
    readonly connections: number;
    readonly duration: number;
    readonly headers?: Readonly<Record<string, string>>;
    /** Requests a second over all connections; default: as many as are answered. */
    readonly overallRate?: number;
    /** Sent in turn. */
    readonly requests?: readonly { readonly path: string; readonly headers?: Readonly<Record<string, string>> }[];
  }
  interface Result {
    readonly requests: { readonly average: number };
    readonly latency: { readonly p50: number; readonly p99: number; readonly max: number };
    readonly non2xx: number;
    readonly errors: number;
  }
  export default function autocannon(options: Options): Promise<Result>;
}
