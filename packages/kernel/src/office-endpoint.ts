import type { z } from 'zod';
import type { OfficeCaller } from './office-caller.ts';
import { Problem } from './problem.ts';

/** What was asked: each part already read by its schema. */
export interface OfficeCall<Params, Query, Body> {
  readonly caller: OfficeCaller;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Revision that `If-Match` names; undefined where the request has none. */
  readonly ifMatch: number | undefined;
  readonly now: Date;
}

/** An answer: JSON by the schema of the endpoint, with the revision that becomes its `ETag`. */
export interface OfficeAnswer<Answer> {
  readonly body: Answer;
  readonly rev?: number;
  /** 200 unless another is named, for instance 201 with the place of what was made. */
  readonly status?: 200 | 201 | 202;
  readonly location?: string;
}

/** A file as an answer, for instance a programme as PDF or a calendar. */
export interface OfficeFile {
  readonly name: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/**
 * One address of the office API, below `/office/api`. The same definition reads what is sent, answers by its schema, and
 * stands in the OpenAPI document. What it throws as a `Problem` is answered as problem details (RFC 9457). Who may not
 * call it gets 403 before anything is read; what of an answer is whose is decided inside, per field.
 */
export interface OfficeEndpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** For instance `/organisations/:id`. */
  readonly path: string;
  /** One sentence for who reads the OpenAPI document. */
  readonly summary: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly answer: Answer;
  /** Bytes of what may be sent, where it is more than a form. */
  readonly mostBytes?: number;
  may(caller: OfficeCaller): boolean;
  handle(
    call: OfficeCall<z.output<Params>, z.output<Query>, z.output<Body>>,
  ): Promise<OfficeAnswer<z.input<Answer>> | OfficeFile>;
}

/** Gives an endpoint the types of its schemas, and forgets them: a list holds endpoints of every shape. */
export function officeEndpoint<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(endpoint: OfficeEndpoint<Params, Query, Body, Answer>): OfficeEndpoint {
  return endpoint as unknown as OfficeEndpoint;
}

/**
 * The revision that a change was made on. Throws `Problem('required')` with 428 (RFC 6585) where the request does not
 * name it: nobody changes what they have not seen.
 */
export function revisionSeen({ ifMatch }: Pick<OfficeCall<unknown, unknown, unknown>, 'ifMatch'>): number {
  if (ifMatch !== undefined) return ifMatch;
  throw new Problem(
    'required',
    'send the revision that you saw as If-Match: it is the ETag of what you read',
    {
      status: 428,
    },
  );
}
