/** What the client would like to get back, and how strict to be with what we do not know (RFC 7240, R4 3.1.0.1.8). */
export interface Prefer {
  readonly return?: 'minimal' | 'representation' | 'OperationOutcome';
  readonly handling?: 'strict' | 'lenient';
}

/** Reads a `Prefer` header. Preferences that are not known are no error (RFC 7240, section 2). */
export function parsePrefer(header: string | undefined): Prefer {
  if (header === undefined) return {};
  const prefer: { -readonly [key in keyof Prefer]: Prefer[key] } = {};
  for (const part of header.split(/[,;]/)) {
    const [name, value] = part.split('=', 2).map((side) => side.trim().replace(/^"(.*)"$/, '$1'));
    if (name === 'return' && prefer.return === undefined && isReturn(value)) prefer.return = value;
    if (name === 'handling' && (value === 'strict' || value === 'lenient')) prefer.handling ??= value;
  }
  return prefer;
}

function isReturn(value: string | undefined): value is 'minimal' | 'representation' | 'OperationOutcome' {
  return value === 'minimal' || value === 'representation' || value === 'OperationOutcome';
}
