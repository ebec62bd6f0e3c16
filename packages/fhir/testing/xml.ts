import { xmlToResource } from '../src/xml/read-xml.ts';
import { XmlError } from '../src/xml/xml-error.ts';
import { model } from './r4-model.ts';

/** Reads XML as R4, within limits that only a test of limits reaches. */
export function read(xml: string, limits = { maxLength: 100_000_000, maxDepth: 64 }) {
  return xmlToResource(xml, model, limits);
}

/** The error of XML that something throws; throws when nothing is thrown, or something else. */
export function errorOf(work: () => unknown): XmlError {
  try {
    work();
  } catch (error) {
    if (error instanceof XmlError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
