import type { RecordSession } from './record.ts';

/** What a page is asked with, after the server has taken the request apart. Header names are in lower case. */
export interface PageRequest {
  /** Parts of the path, by the names in `Page.path`. */
  readonly params: Readonly<Record<string, string>>;
  /** Parameters of the address; of one that is given twice, the first. */
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Scheme, host and port by which this house is reached, without a slash at the end; for links on paper. */
  readonly origin: string;
}

/** A whole page. It names its scripts, stylesheets and fonts by address and holds none of them. */
export interface PageAnswer {
  readonly status: number;
  readonly html: string;
}

/**
 * A page that a module renders on the server, answered to GET. It reads through the session of whoever asks, so that
 * access and audit are the session's. It answers problems of the record (404, 410, 503) as a page in words itself;
 * what it throws is a defect.
 */
export interface Page {
  /** Path with `:names`, for instance `/care/patients/:id/emergency`. */
  readonly path: string;
  handler(session: RecordSession, request: PageRequest): Promise<PageAnswer>;
}
