import type { Caller } from './caller.ts';
import { HTTP_STATUS, Problem } from './problem.ts';
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

/** Name of the hidden field in which a form sends its `PageVisit.formToken` back. */
export const FORM_TOKEN_FIELD = '_form';

/** A page of the house by its address and, in both languages, what it is. */
export interface PlaceLink {
  readonly href: string;
  readonly label: { readonly nl: string; readonly en: string };
}

/** Somebody who is signed in, as pages show them. Words in both languages. */
export interface PageOwner {
  readonly name: string;
  readonly role: { readonly nl: string; readonly en: string };
  /** Parts of the house that are theirs. */
  readonly places: readonly PlaceLink[];
}

/** A request of somebody whom the server knows. */
export interface PageVisit extends PageRequest {
  /** Who asks, with the scope that the record session of this page has too. */
  readonly caller: Caller;
  /** Who is signed in, for the bar of the page; absent for local tools. */
  readonly who?: PageOwner;
  /** The account behind the caller; absent for who has none (a developer at their own machine). */
  readonly accountId?: string;
  /**
   * Proof that a form came from a page of ours: each form that posts carries it in `FORM_TOKEN_FIELD`. The server
   * makes it and checks it; a page only passes it on.
   */
  readonly formToken: string;
}

/** What a form sent. The server has checked its token and taken the token out. */
export interface PagePost extends PageVisit {
  /** Values by field name, in the order they were sent. A field that was not sent is absent. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

/** What a page answers. */
export type PageAnswer =
  /** A whole page. It names its scripts, stylesheets and fonts by address and holds none of them. */
  | { readonly status: number; readonly html: string }
  /** See another page of this house: the answer to a form that was taken (303), so that reloading sends nothing twice. */
  | { readonly seeOther: string }
  /** A file to keep, for instance a list as CSV or a plan as PDF. */
  | {
      readonly status: 200;
      readonly file: { readonly name: string; readonly contentType: string } & (
        | { readonly text: string }
        | { readonly content: Uint8Array }
      );
    };

/**
 * A page that a module renders on the server, answered to GET. It reads through the session of whoever asks, so that
 * access and audit are the session's. It answers problems of the record (404, 410, 503) as a page in words itself;
 * what it throws is a defect.
 */
export interface Page {
  /** Path with `:names`, for instance `/care/patients/:id/emergency`. */
  readonly path: string;
  handler(session: RecordSession, visit: PageVisit): Promise<PageAnswer>;
  /**
   * Takes a form that was posted to the same path (`application/x-www-form-urlencoded`). It answers `seeOther` when it
   * did what was asked, and otherwise the page again with what was filled in and what is wrong (422). A page without
   * it answers 405 to a post.
   */
  submit?(session: RecordSession, post: PagePost): Promise<PageAnswer>;
}

/** The answer of a page. A problem becomes a page in words; anything else is a defect and goes on to the server. */
export async function answerInWords(
  answer: () => Promise<PageAnswer>,
  inWords: (problem: Problem) => PageAnswer,
): Promise<PageAnswer> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof Problem && error.status !== HTTP_STATUS.exception) return inWords(error);
    throw error;
  }
}

/** What a module's page consists of. `Asked` is one request with all that the page needs to answer it. */
export interface PageParts<Asked extends object> {
  /** Looks at who asks, and at what they ask for. Throws the `Problem` with which it refuses. */
  readonly admit: (visit: PageVisit, session: RecordSession) => Promise<Asked>;
  readonly show: (asked: Asked) => Promise<PageAnswer>;
  /** Takes the form of the page, where it has one. */
  readonly take?: (posted: Asked & Pick<PagePost, 'fields'>) => Promise<PageAnswer>;
  /** The page on which a problem is said. */
  readonly inWords: (problem: Problem, visit: PageVisit) => PageAnswer;
}

/** A page that lets nobody see or send anything before it admitted them, and answers problems in words. */
export function guardedPage<Asked extends object>(
  path: string,
  { admit, show, take, inWords }: PageParts<Asked>,
): Page {
  const answered = (
    session: RecordSession,
    visit: PageVisit,
    answer: (asked: Asked) => Promise<PageAnswer>,
  ) =>
    answerInWords(
      async () => await answer(await admit(visit, session)),
      (problem) => inWords(problem, visit),
    );
  return {
    path,
    handler: (session, visit) => answered(session, visit, show),
    ...(take
      ? {
          submit: (session, post) =>
            answered(session, post, (asked) => take({ ...asked, fields: post.fields })),
        }
      : {}),
  };
}
