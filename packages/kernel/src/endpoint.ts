import type { PageVisit } from './page.ts';
import type { RecordSession } from './record.ts';

/** Header in which the app of the browser sends its form token back with everything that it writes. */
export const FORM_TOKEN_HEADER = 'x-caecilia-form';

/** Something that the app of the browser writes: what a page visit says, and the JSON that was sent, still unread. */
export interface EndpointPost extends PageVisit {
  readonly body: unknown;
}

/** A file that is saved and not shown in the app. */
export interface EndpointFile {
  readonly name: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/**
 * An address below `/desk/api` at which the app of the daily work reads and writes, as JSON. It is for the session of
 * whoever is signed in, as a page is: access and audit are the record session's. What it throws as a `Problem` is
 * answered with its status and sentence; a body is read by the endpoint itself, which throws `Problem('value')` with
 * the place of what is wrong.
 */
export interface Endpoint {
  /** Path with `:names` below `/desk/api`, for instance `/patients/:id/glance`. `:id` after `patients` is a patient. */
  readonly path: string;
  /** Answers GET. */
  read?(session: RecordSession, visit: PageVisit): Promise<object>;
  /** Answers GET with a file to keep, for instance minutes as PDF; instead of `read`. */
  file?(session: RecordSession, visit: PageVisit): Promise<EndpointFile>;
  /** Answers POST. The server has checked where it came from and its form token. */
  write?(session: RecordSession, post: EndpointPost): Promise<object>;
  /** Bytes of what may be sent, where it is more than a form: a file. */
  readonly mostBytes?: number;
  /**
   * Answers GET with server-sent events, for as long as the sign-in holds: one without content whenever resources of
   * these types changed, anywhere in the record. It tells nothing of what was written or of whom; the app asks again by
   * a `read`, under its own access rule and log. The path ends in `/changes`, and has neither `read` nor `write`.
   */
  readonly follow?: readonly string[];
}
