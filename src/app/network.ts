import type { HttpListener } from '../providers/http.ts';
import type { Http } from '../providers/http-port.ts';
import type { Provider } from '../providers/provider.ts';

/** The outside world as an operation may ask it. */
export interface Network {
  readonly providers: readonly Provider[];
  /** Requests with manners, and what goes on while they are under way. */
  http(listener: HttpListener): Http;
  /** The key that the user has set in an environment variable. */
  keyOf(variable: string): string | undefined;
}
