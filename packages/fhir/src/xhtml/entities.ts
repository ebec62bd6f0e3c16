/**
 * The named characters of XHTML 1.0 (http://www.w3.org/TR/xhtml1/dtds.html), written as the name and, where
 * the numbers do not simply go on, its code point.
 */
const NAMES = `nbsp=160 iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn
sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde
Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde
Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil
egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave
uacute ucirc uuml yacute thorn yuml
OElig=338 oelig Scaron=352 scaron Yuml=376 fnof=402 circ=710 tilde=732
Alpha=913 Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho
Sigma=931 Tau Upsilon Phi Chi Psi Omega
alpha=945 beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau
upsilon phi chi psi omega thetasym=977 upsih piv=982
ensp=8194 emsp thinsp=8201 zwnj=8204 zwj lrm rlm ndash=8211 mdash lsquo=8216 rsquo sbquo ldquo=8220 rdquo bdquo
dagger=8224 Dagger bull hellip=8230 permil=8240 prime=8242 Prime lsaquo=8249 rsaquo oline=8254 frasl=8260
euro=8364 image=8465 weierp=8472 real=8476 trade=8482 alefsym=8501 larr=8592 uarr rarr darr harr crarr=8629
lArr=8656 uArr rArr dArr hArr forall=8704 part=8706 exist empty=8709 nabla=8711 isin notin ni=8715 prod=8719
sum=8721 minus lowast=8727 radic=8730 prop=8733 infin ang=8736 and=8743 or cap cup int there4=8756 sim=8764
cong=8773 asymp=8776 ne=8800 equiv le=8804 ge sub=8834 sup nsub sube=8838 supe oplus=8853 otimes=8855
perp=8869 sdot=8901 lceil=8968 rceil lfloor rfloor lang=9001 rang loz=9674 spades=9824 clubs=9827 hearts=9829
diams`;

function readNames(): ReadonlyMap<string, string> {
  const characters = new Map<string, string>();
  let next = 0;
  for (const entry of NAMES.split(/\s+/)) {
    const [name = '', number] = entry.split('=');
    const codePoint = number === undefined ? next : Number(number);
    characters.set(name, String.fromCodePoint(codePoint));
    next = codePoint + 1;
  }
  return characters;
}

/** Name to character, for the 248 names beyond the five of XML itself. */
export const HTML_ENTITIES: ReadonlyMap<string, string> = readNames();

const PREDEFINED = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);

/**
 * The same XHTML with its named HTML characters written as numbers, so that it is well-formed in a document
 * without a DTD. Everything else stays as it is; an unknown name stays too, and is then refused by the parser.
 */
export function withNumericEntities(xhtml: string): string {
  if (!xhtml.includes('&')) return xhtml;
  return xhtml.replace(/&([A-Za-z][A-Za-z0-9]{1,7});/g, (whole, name: string) => {
    if (PREDEFINED.has(name)) return whole;
    const codePoint = HTML_ENTITIES.get(name)?.codePointAt(0);
    return codePoint === undefined ? whole : `&#${codePoint};`;
  });
}
