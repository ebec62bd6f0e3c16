import type { SignedIn } from '../access/sign-in.ts';

type Language = 'nl' | 'en';

const WORDS = {
  nl: {
    title: 'Caecilia Global',
    about:
      'Het register van partners, overeenkomsten, initiatieven en bezoeken van het internationale kantoor.',
    signIn: 'Aanmelden',
    signOut: 'Afmelden',
    noSignIn: 'Voor dit huis is geen aanmelding ingesteld. Vraag de beheerder.',
    signedInAs: 'Aangemeld als',
    roles: {
      reader: 'lezer',
      officer: 'medewerker',
      head: 'hoofd',
      'security-adviser': 'adviseur kennisveiligheid',
      legal: 'jurist',
      'privacy-officer': 'privacyfunctionaris',
      editor: 'redacteur',
      administrator: 'beheerder',
    },
    api: 'Beschrijving van de koppeling (OpenAPI)',
    other: 'English',
  },
  en: {
    title: 'Caecilia Global',
    about: 'The register of partners, agreements, initiatives and visits of the international office.',
    signIn: 'Sign in',
    signOut: 'Sign out',
    noSignIn: 'No sign-in is set up for this house. Ask its operator.',
    signedInAs: 'Signed in as',
    roles: {
      reader: 'reader',
      officer: 'officer',
      head: 'head',
      'security-adviser': 'knowledge security adviser',
      legal: 'lawyer',
      'privacy-officer': 'privacy officer',
      editor: 'editor',
      administrator: 'administrator',
    },
    api: 'Description of the API (OpenAPI)',
    other: 'Nederlands',
  },
} as const;

/** The language of a page: what the address asks for, else what the browser prefers of the two. */
export function languageOf(asked: unknown, accepted: string | undefined): Language {
  if (asked === 'nl' || asked === 'en') return asked;
  const first = /\b(nl|en)\b/.exec(accepted ?? '')?.[1];
  return first === 'en' ? 'en' : 'nl';
}

/** The start page: who you are here, and the way in and out. */
export function startPage(
  language: Language,
  { signedIn, canSignIn }: { readonly signedIn: SignedIn | undefined; readonly canSignIn: boolean },
): string {
  const words = WORDS[language];
  const other = language === 'nl' ? 'en' : 'nl';
  const way = canSignIn
    ? `<p><a href="/sign-in?lang=${language}&amp;to=%2F%3Flang%3D${language}">${words.signIn}</a></p>`
    : `<p>${words.noSignIn}</p>`;
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${words.title}</title></head>
<body><main>
<h1>${words.title}</h1>
<p>${words.about}</p>
${signedIn === undefined ? way : whoPart(language, signedIn)}
<p><a href="/office/api/openapi.json">${words.api}</a></p>
<p><a href="/?lang=${other}" lang="${other}" hreflang="${other}">${words.other}</a></p>
</main></body>
</html>
`;
}

function whoPart(language: Language, { user }: SignedIn): string {
  const words = WORDS[language];
  const roles = user.roles.map((role) => words.roles[role]).join(', ');
  return `<p>${words.signedInAs} <strong>${escaped(user.name)}</strong> (${roles})</p>
<form method="post" action="/sign-out"><button type="submit">${words.signOut}</button></form>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}
