import { encode } from 'uqr';

/** A QR code as its dark cells, in rows from the top, without the quiet zone. Error correction M: a fold may go through it. */
export function qrCells(text: string): readonly (readonly boolean[])[] {
  return encode(text, { ecc: 'M', border: 0 }).data;
}

/** The same as a picture in SVG, with the quiet zone that scanners need. */
export function qrSvg(text: string): string {
  const quiet = 4;
  const cells = qrCells(text);
  const side = cells.length + 2 * quiet;
  const path = cells
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + quiet} ${y + quiet}h1v1h-1z` : '')))
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><path d="${path}" fill="#000"/></svg>`;
}
