import type { APIResponse, BrowserContext } from 'playwright-core';

/** Where the sign-in leads: a page that shows nothing of any patient. */
const END = '/account';

/**
 * Signs somebody of the demo in, by the forms of the sign-in and without drawing its pages: what they show is tested in
 * `sign-in.test.ts`. The cookies stand in the profile afterwards.
 */
export async function signInTo(
  url: string,
  name: RegExp,
  { request }: Pick<BrowserContext, 'request'>,
): Promise<void> {
  const page = await request.get(`${url}/web/start?to=${END}`);
  const address = new URL(page.url());
  const known = (await personIn(page, name)) ?? (await personIn(await request.get(atHome(address)), name));
  if (known === undefined) throw new Error(`nobody of the demo is called ${name.source}`);
  const answer = await request.post(`${address.origin}${address.pathname}/demo`, {
    form: known,
    headers: { origin: url },
  });
  if (new URL(answer.url()).pathname !== END)
    throw new Error(`the sign-in of ${name.source} ended with ${answer.status()} at ${answer.url()}`);
}

/** Whether somebody is signed in in this profile, with a session that is neither locked nor ended. */
export async function isSignedIn(
  url: string,
  { request }: Pick<BrowserContext, 'request'>,
): Promise<boolean> {
  return (await request.get(`${url}${END}`, { maxRedirects: 0 })).status() === 200;
}

/** Patients and who is near to them have an entrance of their own. */
const atHome = ({ origin, pathname }: URL) => `${origin}${pathname}?as=patient`;

/** The fields of the form that signs this person in, where it stands on the page. */
async function personIn(
  page: APIResponse,
  name: RegExp,
): Promise<{ csrf: string; account: string } | undefined> {
  const html = await page.text();
  const csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1];
  if (csrf === undefined) throw new Error(`no sign-in stands at ${page.url()}: ${page.status()}`);
  const people = html.matchAll(/<button[^>]* value="([^"]+)" name="account">(.*?)<\/button>/gs);
  const person = [...people].find(([, , words = '']) => name.test(words.replace(/<[^>]+>/g, '')));
  return person?.[1] === undefined ? undefined : { csrf, account: person[1] };
}
