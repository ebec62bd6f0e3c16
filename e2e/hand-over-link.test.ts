import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MailSink, openMailSink, textOf } from '../platform/mail/src/testing/sink.ts';
import {
  type AtWork,
  type ExchangeHouse,
  OTHER,
  openExchangeHouse,
  PATIENT,
  sending,
  type View,
} from './exchange-house.ts';

/** A plan goes to somebody without an account, by a link in an e-mail and a code by telephone. */

const PRACTICE = 'Organization/demo-gp';
const PERSON = { person: 'dr. Zonder Account', email: 'z.account@praktijk.example', language: 'nl' };
const DAY_MS = 24 * 3_600_000;

type Made = { readonly handOver: View & { readonly isLocked: boolean }; readonly code?: string };

let house: ExchangeHouse;
let sink: MailSink;
let nurse: AtWork;
let ahead = 0;
beforeAll(async () => {
  sink = await openMailSink();
  house = await openExchangeHouse({
    environment: {
      CAECILIA_SMTP_HOST: '127.0.0.1',
      CAECILIA_SMTP_PORT: String(sink.port),
      CAECILIA_SMTP_SECURITY: 'none',
      CAECILIA_MAIL_FROM: 'caecilia@verzonnen.example',
    },
    now: () => new Date(Date.now() + ahead),
  });
  nurse = await house.signedIn(/Iris Imaginair/);
});
afterAll(async () => {
  await house?.close();
  await sink?.close();
});

const sent = async (more: object = {}) =>
  (
    await nurse.post<Made>(
      `/patients/${PATIENT}/hand-overs`,
      sending({ to: PRACTICE, channel: 'link', ...PERSON, ...more }),
    )
  ).body;
const lastText = () => {
  const mail = sink.received.at(-1);
  return mail === undefined ? '' : textOf(mail);
};
const linkIn = (text: string) => /http\S+\/received\/\S+/.exec(text)?.[0] ?? '';
const seen = async (id: string) => {
  const { handOvers } = await nurse.get<{ handOvers: readonly View[] }>(`/patients/${PATIENT}/hand-overs`);
  return handOvers.find((each) => each.id === id);
};

/** A letter about the patient that the nurse signed. */
async function signedLetter(): Promise<string> {
  const { facts, recipients } = await nurse.get<{
    facts: { basis: string };
    recipients: readonly { reference: string }[];
  }>(`/patients/${PATIENT}/letter-facts?language=nl`);
  const { body } = await nurse.post<{ kind: string; letter: { id: string } }>(
    `/patients/${PATIENT}/letters`,
    {
      clientId: crypto.randomUUID(),
      language: 'nl',
      to: recipients[0]?.reference ?? '',
      basis: facts.basis,
      leftOut: [],
      words: { why: 'Mevrouw gaat naar huis (verzonnen).', asked: 'Kom langs (verzonnen).' },
    },
  );
  expect(body).toMatchObject({ kind: 'signed' });
  return `DocumentReference/${body.letter.id}`;
}

/** A browser of its own: it keeps its cookies and follows where it is led. */
function browser() {
  const cookies = new Map<string, string>();
  const ask = async (url: string, form?: Readonly<Record<string, string>>): Promise<Response> => {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(form === undefined
          ? {}
          : { 'content-type': 'application/x-www-form-urlencoded', origin: house.url }),
      },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form).toString() }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const next = answer.headers.get('location');
    return answer.status === 303 && next !== null ? await ask(new URL(next, url).href) : answer;
  };
  return { ask };
}

/** What a link shows in a new browser once the code was given. */
async function openedBy(link: string, code = '') {
  const one = browser();
  const answer = await one.ask(link, { code });
  return { ...one, status: answer.status, html: await answer.text() };
}

describe('a link to a plan', () => {
  it('goes by e-mail without a word of the patient and without the code, which the sender sees once', async () => {
    const form = { clientId: crypto.randomUUID() };
    const before = sink.received.length;
    const [one, two] = [await sent(form), await sent(form)];
    expect(one.handOver.state).toBe('notified');
    expect(one.code).toMatch(/^\d{8}$/);
    // The form that was sent again because its answer was lost: the same code, and no second mail.
    expect([two.handOver.id, two.code]).toEqual([one.handOver.id, one.code]);
    expect(sink.received.length).toBe(before + 1);
    const mail = sink.received.at(-1);
    expect([mail?.from, mail?.to]).toEqual(['caecilia@verzonnen.example', [PERSON.email]]);
    expect(lastText()).toContain('Iris Imaginair');
    for (const words of [mail?.raw ?? '', lastText()])
      expect(words).not.toMatch(new RegExp(`aaltje|bedacht|reanimat|${PATIENT}|${one.code}`, 'i'));
    const list = JSON.stringify(await nurse.get(`/patients/${PATIENT}/hand-overs`));
    expect(list).not.toContain(one.code);
  });

  it('speaks the language of who receives it', async () => {
    await sent({ language: 'en' });
    expect(lastText()).toMatch(/^Dear dr\. Zonder Account,/);
    expect(sink.received.at(-1)?.raw).toMatch(/^Subject: A care plan is ready for you/m);
  });

  it('asks for the code and tells nothing before; the plan is what the sender reads, with a receipt and a line in the log', async () => {
    const made = await sent({ asked: 'Wilt u dit bevestigen?' });
    const link = linkIn(lastText());
    const before = await browser().ask(link);
    const page = await before.text();
    expect([before.status, before.headers.get('cache-control'), before.headers.get('x-robots-tag')]).toEqual([
      200,
      'no-store',
      'noindex, nofollow, noarchive',
    ]);
    expect(page).toContain('Code');
    expect(page).not.toMatch(/aaltje|bevestigen/i);
    expect((await seen(made.handOver.id))?.state).toBe('notified');
    const opened = await openedBy(link, `${made.code?.slice(0, 4)} ${made.code?.slice(4)}`);
    expect(opened.status).toBe(200);
    expect(opened.html).toMatch(/Aaltje/);
    expect(opened.html).toMatch(/Reanimatie[\s\S]*?Niet doen/);
    expect(opened.html).toContain('Wilt u dit bevestigen?');
    expect(await seen(made.handOver.id)).toMatchObject({
      state: 'opened',
      opened: { how: 'link', name: PERSON.person, practice: 'Huisartsenpraktijk De Proefhoek' },
    });
    const officer = await house.signedIn(/Puck Privacy/);
    const log = await officer.page(`/privacy/accesses/list?patient=${PATIENT}`);
    expect(log).toContain('Ontvanger met een link');
    expect(log).toContain(PERSON.person);
    expect(log).not.toContain(new URL(link).pathname.slice('/received/'.length));
    // The same browser reads it again, and answers.
    expect((await opened.ask(link)).status).toBe(200);
    const answered = await opened.ask(link, { answer: 'Ontvangen. Bel mij op 000-555 01 15.' });
    expect(await answered.text()).toContain('Uw antwoord is verstuurd');
    expect(await seen(made.handOver.id)).toMatchObject({
      answers: [{ words: 'Ontvangen. Bel mij op 000-555 01 15.', name: PERSON.person }],
    });
    // Closed by who reads it: the code again.
    expect(await (await opened.ask(link, { close: 'yes' })).text()).not.toMatch(/Aaltje/);
  });

  it('opens in one browser: another is refused with the right code too', async () => {
    const made = await sent();
    const link = linkIn(lastText());
    expect((await openedBy(link, made.code)).status).toBe(200);
    const other = await openedBy(link, made.code);
    expect(other.status).toBe(403);
    expect(other.html).not.toMatch(/Aaltje/);
  });

  it('is closed after five wrong codes; the team gets one task, and a new link opens with a new code only', async () => {
    const made = await sent();
    const link = linkIn(lastText());
    const wrong = made.code === '00000000' ? '00000001' : '00000000';
    const statuses: number[] = [];
    for (const code of [wrong, '', 'abc', wrong, wrong, made.code ?? ''])
      statuses.push((await openedBy(link, code)).status);
    expect(statuses).toEqual([422, 422, 422, 422, 404, 404]);
    expect(await seen(made.handOver.id)).toMatchObject({ isLocked: true, state: 'notified' });
    const { tasks } = await nurse.get<{ tasks: readonly { task: { words: string; handOver?: string } }[] }>(
      '/team/tasks',
    );
    const mine = tasks.filter(({ task }) => task.handOver === made.handOver.id);
    expect(mine.map(({ task }) => task.words)).toEqual([expect.stringContaining('vijf verkeerde codes')]);
    const again = (await nurse.post<Made>(`/hand-overs/${made.handOver.id}/link`)).body;
    const next = linkIn(lastText());
    expect([again.handOver.isLocked, next === link, again.code === made.code]).toEqual([false, false, false]);
    expect((await openedBy(link, again.code)).status).toBe(404);
    expect((await openedBy(next, made.code)).status).toBe(422);
    expect((await openedBy(next, again.code)).status).toBe(200);
  });

  it('is closed when it is withdrawn, and when the patient objects, for who has it open too', async () => {
    const made = await sent();
    const link = linkIn(lastText());
    const opened = await openedBy(link, made.code);
    await nurse.post(`/hand-overs/${made.handOver.id}/withdraw`);
    const after = await opened.ask(link);
    expect([after.status, /Aaltje/.test(await after.text())]).toEqual([404, false]);
    expect((await openedBy(link, made.code)).status).toBe(404);

    const second = await sent({ to: OTHER });
    const open = await openedBy(linkIn(lastText()), second.code);
    expect(open.status).toBe(200);
    await house.says('deny');
    expect((await open.ask(linkIn(lastText()))).status).toBe(404);
    await house.says('nothing');
  });

  it('on the ground of a permission is closed when the patient takes it back, and then nobody is said to have read it', async () => {
    await house.says('permit');
    const made = await sent({ to: OTHER, ground: 'permission' });
    const link = linkIn(lastText());
    const unread = await sent({ to: OTHER, ground: 'permission' });
    const later = linkIn(lastText());
    const open = await openedBy(link, made.code);
    expect(open.status).toBe(200);
    await house.says('nothing');
    expect((await open.ask(link)).status).toBe(404);
    expect((await openedBy(later, unread.code)).status).toBe(404);
    expect((await seen(unread.handOver.id))?.state).toBe('notified');
  });

  it('to an address that is refused says so, and one that found the server busy is sent again', async () => {
    sink.trouble = 'refuses';
    expect((await sent()).handOver).toMatchObject({ state: 'failed', failure: 'address-refused' });
    sink.trouble = 'busy';
    const busy = await sent();
    expect(busy.handOver).toMatchObject({ state: 'failed', failure: 'broken' });
    sink.trouble = 'none';
    const again = (await nurse.post<Made>(`/hand-overs/${busy.handOver.id}/link`)).body;
    expect(again.handOver.state).toBe('notified');
  });

  it.each([
    { email: 'z@praktijk.example\r\nBcc: c@elders.example' },
    { email: 'z@praktijk.example, c@elders.example' },
    { email: 'niemand' },
    { person: 'Zonder\r\nBcc: c@elders.example' },
    { person: '' },
    { language: 'fr' },
  ])('is not made for what is no one person with one address: %j', async (more) => {
    const before = sink.received.length;
    const form = sending({ to: PRACTICE, channel: 'link', ...PERSON, ...more });
    expect((await nurse.post(`/patients/${PATIENT}/hand-overs`, form)).status).toBe(400);
    expect(sink.received.length).toBe(before);
  });

  it('brings a signed letter along, to who may look and as long as they may, and no other document', async () => {
    const letter = await signedLetter();
    const refused = sending({ to: PRACTICE, channel: 'print', along: ['DocumentReference/elders'] });
    expect((await nurse.post(`/patients/${PATIENT}/hand-overs`, refused)).status).toBe(422);
    const toSystem = sending({ along: [letter] });
    expect((await nurse.post(`/patients/${PATIENT}/hand-overs`, toSystem)).status).toBe(400);

    const made = await sent({ along: [letter] });
    const link = linkIn(lastText());
    const id = letter.slice('DocumentReference/'.length);
    const at = (document: string) =>
      `${new URL(link).origin}${new URL(link).pathname}/letters/${document}/download`;
    expect((await browser().ask(at(id))).status).toBe(404);
    const opened = await openedBy(link, made.code);
    expect(opened.html).toContain(`/letters/${id}/download`);
    const file = await opened.ask(at(id));
    expect([file.status, file.headers.get('content-type'), file.headers.get('cache-control')]).toEqual([
      200,
      'application/pdf',
      'no-store',
    ]);
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    for (const other of ['exchange-score', 'elders']) expect((await opened.ask(at(other))).status).toBe(404);
    await nurse.post(`/hand-overs/${made.handOver.id}/withdraw`);
    expect((await opened.ask(at(id))).status).toBe(404);

    const inbox = (
      await nurse.post<Made>(
        `/patients/${PATIENT}/hand-overs`,
        sending({ to: PRACTICE, channel: 'inbox', along: [letter] }),
      )
    ).body.handOver;
    const gp = await house.signedIn(/Pim Proefman/);
    expect((await gp.file(`/inbox/${inbox.id}/letters/${id}`)).status).toBe(200);
    expect((await gp.file(`/inbox/${inbox.id}/letters/elders`)).status).toBe(404);
    const stranger = await house.signedIn(/Gijs Gefingeerd/);
    expect((await stranger.file(`/inbox/${inbox.id}/letters/${id}`)).status).toBe(404);
  });

  it('that nobody made opens nothing', async () => {
    for (const path of ['x', 'A'.repeat(43), '%2e%2e%2f'])
      expect((await browser().ask(`${house.url}/received/${path}`)).status).toBe(404);
  });

  it('is over after a week', async () => {
    const made = await sent();
    const link = linkIn(lastText());
    const open = await openedBy(link, made.code);
    expect(open.status).toBe(200);
    ahead = 8 * DAY_MS;
    expect((await open.ask(link)).status).toBe(404);
    expect((await openedBy(link, made.code)).status).toBe(404);
    ahead = 0;
  });
});
