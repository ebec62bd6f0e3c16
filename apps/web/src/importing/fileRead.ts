/** Bytes that the server takes. */
const MOST_BYTES = 5 * 1024 * 1024;

/** A file as it is sent: FHIR as text, a PDF as its bytes in base64. */
export interface FileBody {
  readonly name: string;
  readonly format: 'json' | 'xml' | 'pdf';
  readonly text?: string;
  readonly data?: string;
}

/** Why a file is not sent at all. */
export type FileFault = 'file.none' | 'file.large' | 'file.kind';

/** Reads a file that somebody chose, by what is in it and not by its name. */
export async function fileBody(file: File | undefined): Promise<FileBody | FileFault> {
  if (file === undefined) return 'file.none';
  if (file.size > MOST_BYTES) return 'file.large';
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { name } = file;
  if (startsWith(bytes, '%PDF-')) return { name, format: 'pdf', data: base64(bytes) };
  const text = new TextDecoder().decode(bytes);
  const first = text.trimStart()[0];
  if (first === '{') return { name, format: 'json', text };
  return first === '<' ? { name, format: 'xml', text } : 'file.kind';
}

const startsWith = (bytes: Uint8Array, words: string) =>
  [...words].every((letter, index) => bytes[index] === letter.charCodeAt(0));

function base64(bytes: Uint8Array): string {
  const step = 0x8000;
  let letters = '';
  for (let at = 0; at < bytes.length; at += step)
    letters += String.fromCharCode(...bytes.subarray(at, at + step));
  return btoa(letters);
}
