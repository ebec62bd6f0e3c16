import { type FhirModel, resourceToXml, XmlError } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import type { FastifyReply } from 'fastify';
import { httpDate } from '../etag.ts';
import type { Answer } from '../exchange.ts';
import { readResource, writeResource } from '../resource-text.ts';
import type { NativeContent } from './binary.ts';
import { CONTENT_TYPE, type Format } from './negotiation.ts';

/** How an answer is written. */
export interface Writing {
  readonly format: Format;
  readonly pretty: boolean;
  readonly model: FhirModel;
}

/** Sends an answer. JSON goes out as it is kept; XML and indented text are made of it here. */
export function sendAnswer(reply: FastifyReply, answer: Answer, writing: Writing): FastifyReply {
  sendHead(reply, answer);
  const json = answer.content ?? answer.outcome;
  if (json === undefined) return reply.send();
  const text = formatted(json, writing);
  return reply.header('content-type', CONTENT_TYPE[writing.format]).send(bodyOf(text));
}

/** Characters from which an answer is made bytes here, once; a short one goes out in one piece with its head. */
const LONG = 4_096;

/** As a text a long answer would be copied three times on its way: to be measured, to stand behind its head, and to be sent. */
function bodyOf(text: string): string | Buffer {
  return text.length < LONG ? text : Buffer.from(text);
}

/** Sends the content of a Binary, to be saved and not to be shown. */
export function sendNative(reply: FastifyReply, answer: Answer, native: NativeContent): FastifyReply {
  sendHead(reply, answer);
  return reply
    .header('content-type', native.contentType)
    .header('content-disposition', 'attachment')
    .send(native.bytes);
}

function sendHead(reply: FastifyReply, { status, headers, lastUpdated }: Answer): void {
  reply.code(status).headers(headers);
  if (lastUpdated !== undefined) reply.header('last-modified', httpDate(lastUpdated));
}

/** The text of an answer in the format asked for. Throws 406 for a resource that XML cannot carry. */
export function formatted(json: string, { format, pretty, model }: Writing): string {
  if (format === 'json')
    return pretty ? writeResource(readResource(json, Number.POSITIVE_INFINITY), true) : json;
  try {
    return resourceToXml(readResource(json, Number.POSITIVE_INFINITY), model, { pretty });
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new Problem('not-supported', 'this resource holds something that XML cannot carry; ask for JSON', {
      status: 406,
      cause: error,
    });
  }
}
