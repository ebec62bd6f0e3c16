import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_OFFICE } from '../apps/global/src/demo/people.ts';
import { environmentOf, permissionsOfGlobal } from '../tools/launch/houses.ts';
import { browserPath, NO_BROWSER, openBrowser } from './browser.ts';
import { freePort } from './server-process.ts';

/** Requests of one browser, with its cookies by host and port. */
class Visitor {
  readonly #cookies = new Map<string, string>();

  /** Follows redirects wherever they lead; answers the last answer and where it was. */
  async go(address: string, init: RequestInit = {}): Promise<{ at: URL; answer: Response; text: string }> {
    let [at, wanted] = [new URL(address), init];
    for (;;) {
      const cookies = [...this.#cookies].filter(([key]) => key.startsWith(`${at.host} `));
      const cookie = cookies.map(([key, value]) => `${key.split(' ')[1]}=${value}`).join('; ');
      const headers = { accept: 'text/html', ...(wanted.headers as Record<string, string>), cookie };
      const answer = await fetch(at, { ...wanted, headers, redirect: 'manual' });
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ''] = line.split(';', 1);
        this.#cookies.set(
          `${at.host} ${pair.slice(0, pair.indexOf('='))}`,
          pair.slice(pair.indexOf('=') + 1),
        );
      }
      const location = answer.headers.get('location');
      const text = location === null ? await answer.text() : '';
      // From a form to another origin a page comes between, which goes on by itself.
      const onward = location ?? /<a [^>]*href="([^"]+)"[^>]*data-continue/.exec(text)?.[1];
      if (onward === undefined) return { at, answer, text };
      [at, wanted] = [new URL(onward.replaceAll('&amp;', '&'), at), {}];
    }
  }
}

describe('both houses, started by one command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'caecilia-houses-'));
  let clinical: string;
  const own = join(folder, 'data-global');
  let launcher: ChildProcess;
  let care: string;
  let global: string;
  let said = '';

  beforeAll(async () => {
    clinical = await emptyRecord('caecilia-clinical-');
    await start();
  });

  async function start(): Promise<void> {
    said = '';
    const ports = [await freePort(), await freePort()];
    [care = '', global = ''] = ports.map((port) => `http://127.0.0.1:${port}`);
    launcher = spawn(process.execPath, ['tools/launch/start.ts'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        CAECILIA_DEMO: 'small',
        CAECILIA_LOG_LEVEL: 'error',
        CAECILIA_DATA_DIR: clinical,
        CAECILIA_GLOBAL_DATA_DIR: own,
        CAECILIA_CARE_PORT: String(ports[0]),
        CAECILIA_GLOBAL_PORT: String(ports[1]),
        CAECILIA_IDENTITY_SECRET: 'a secret of the clinical house that is invented',
        SOMETHING_SECRET: 'of neither',
      },
    });
    launcher.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    for (const house of [care, global]) await untilReady(`${house}/health/ready`);
  }
  afterAll(async () => {
    await stopped();
    for (const each of [folder, clinical]) rmSync(each, { recursive: true, force: true });
  });

  async function stopped(): Promise<void> {
    if (launcher.exitCode !== null) return;
    const gone = once(launcher, 'exit');
    launcher.kill('SIGTERM');
    await gone;
  }

  async function untilReady(address: string): Promise<void> {
    for (;;) {
      if (launcher.exitCode !== null) throw new Error(`the houses ended: ${said}`);
      const answer = await fetch(address).catch(() => undefined);
      if (answer?.ok === true) return;
      await wait(50);
    }
  }

  async function signIn(account: string): Promise<{ visitor: Visitor; at: URL; text: string }> {
    const visitor = new Visitor();
    const asked = await visitor.go(`${global}/sign-in?lang=en`);
    expect(asked.at.origin).toBe(care);
    const action = /action="(\/sign-in\/[^"]*\/demo[^"]*)"/.exec(asked.text)?.[1] ?? '';
    const csrf = /name="csrf" value="([^"]*)"/.exec(asked.text)?.[1] ?? '';
    const chosen = await visitor.go(`${care}${action}`, {
      method: 'POST',
      headers: { origin: care },
      body: new URLSearchParams({ csrf, account }),
    });
    return { visitor, ...chosen };
  }

  it.each(DEMO_OFFICE)(
    'let $subject sign in at Global with one click, as $roles, and see nothing of a patient',
    async ({ subject, roles }) => {
      const { visitor, at, text } = await signIn(subject);
      expect(at.origin, text).toBe(global);
      const me = await visitor.go(`${global}/office/api/me`);
      expect(JSON.parse(me.text)).toMatchObject({ roles });
      // The same browser is known at the care house by then; it has no right there.
      const headers = { accept: 'application/fhir+json' };
      for (const path of ['/fhir/Patient', '/fhir/Consent?patient=Patient/demo-wilhelmina', '/desk/api/work'])
        expect([401, 403, 404], path).toContain(
          (await visitor.go(`${care}${path}`, { headers })).answer.status,
        );
      const page = await visitor.go(`${care}/care/patients/demo-wilhelmina/emergency`);
      expect(page.text).not.toContain('Wilhelmina Voorbeeld');
      const ended = await visitor.go(`${global}/sign-out`, { method: 'POST', headers: { origin: global } });
      expect(ended.at.pathname).toBe('/');
      expect((await visitor.go(`${global}/office/api/me`)).answer.status).toBe(401);
    },
  );

  it.skipIf(browserPath === undefined)(
    `lead a browser from Global to its sign-in and back, offering the people of the office ${browserPath ? '' : NO_BROWSER}`,
    async () => {
      const browser = await openBrowser();
      const page = await browser.context.newPage();
      await page.goto(`${global}/?lang=en`);
      await page.getByRole('link', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: /Lotte Lezer-Verzonnen/ }).waitFor();
      await expect.poll(() => page.getByRole('button', { name: /Waanbeeld/ }).count()).toBe(0);
      await page.getByRole('button', { name: /Lotte Lezer-Verzonnen/ }).click();
      await page.waitForURL(`${global}/**`);
      await page.getByText('Lotte Lezer-Verzonnen').waitFor();
      await page.goto(`${care}/?lang=en`);
      await expect.poll(() => page.getByRole('button', { name: /Lotte Lezer/ }).count()).toBe(0);
      await browser.close();
    },
  );

  it('make somebody a reader whom Global did not know', async () => {
    const { visitor } = await signIn('demo-beheer');
    const me = await visitor.go(`${global}/office/api/me`);
    expect(JSON.parse(me.text)).toMatchObject({ name: 'Bas Beheerder-Proef', roles: ['reader'] });
    expect((await visitor.go(`${global}/office/api/users`)).answer.status).toBe(403);
  });

  const processes = existsSync('/proc/self/environ');

  it.skipIf(!processes)('give Global no variable, no open file and no right of the care house', () => {
    const pid = pidOfGlobal();
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    const names = environment.map((line) => line.split('=', 1)[0]);
    expect(names).toContain('CAECILIA_GLOBAL_OIDC_CLIENT_SECRET');
    expect(
      names.filter((name) => /CLINICAL|IDENTITY|CAECILIA_DATA_DIR|SMTP|^PG|SOMETHING/.test(name ?? '')),
    ).toEqual([]);
    expect(environment.join('\n')).not.toContain('a secret of the clinical house');
    expect(environment.join('\n')).not.toContain(clinical);
    const open = readdirSync(`/proc/${pid}/fd`).map((fd) => target(`/proc/${pid}/fd/${fd}`));
    expect(open.some((path) => path.startsWith(own))).toBe(true);
    expect(open.filter((path) => path.startsWith(`${clinical}/`))).toEqual([]);
    const started = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    const permissions = permissionsOfGlobal({ ...process.env, CAECILIA_GLOBAL_DATA_DIR: own }, process.cwd());
    expect(started.slice(1, 1 + permissions.length)).toEqual(permissions);
  });

  it('keep Global from every file but its program and its own folder, and from starting anything', () => {
    writeFileSync(join(folder, 'secret'), 'clinical');
    const permissions = permissionsOfGlobal({ ...process.env, CAECILIA_GLOBAL_DATA_DIR: own }, process.cwd());
    const attempt = (code: string) => {
      const program = `try { ${code}; console.log('done') } catch (error) { console.log(error.code) }`;
      const env = environmentOf('global', process.env);
      const ran = spawnSync(process.execPath, [...permissions, '-e', program], { encoding: 'utf8', env });
      return `${ran.stdout}${ran.stderr}`.trim();
    };
    const path = (name: string) => JSON.stringify(name);
    expect(attempt(`require('fs').readdirSync(${path(own)})`)).toBe('done');
    for (const denied of [
      `require('fs').readdirSync(${path(clinical)})`,
      `require('fs').readFileSync(${path(join(folder, 'secret'))})`,
      `require('fs').readFileSync('platform/store/src/index.ts')`,
      `require('fs').readFileSync('/proc/self/environ')`,
      `require('fs').writeFileSync('apps/global/src/main.ts', '')`,
      `require('fs').symlinkSync(${path(clinical)}, ${path(join(own, 'way-in'))})`,
      `require('child_process').spawnSync('cat', ['/etc/hostname'])`,
      `new (require('worker_threads').Worker)('1', { eval: true })`,
    ])
      expect(attempt(denied), denied).toBe('ERR_ACCESS_DENIED');
  });

  it('finish what they accepted, both, when they are told to stop; the next start finds what was there', async () => {
    await stopped();
    expect([launcher.exitCode, launcher.signalCode]).toEqual([0, null]);
    expect(said).toMatch(/Stopping: finishing/);
    expect(said).toMatch(/Stopping Global: finishing/);
    expect(said).not.toContain('has ended');
    await start();
    const { visitor } = await signIn('demo-beheer');
    expect(JSON.parse((await visitor.go(`${global}/office/api/me`)).text)).toMatchObject({
      roles: ['reader'],
    });
  });

  it('stop together, and where one ends the other is stopped and it is told why', async () => {
    const ended = once(launcher, 'exit');
    process.kill(pidOfGlobal(), 'SIGKILL');
    await ended;
    expect(launcher.exitCode).not.toBe(0);
    expect(said).toContain('Caecilia Global has ended (143), so the other house is stopped too.');
    await expect(fetch(`${care}/health/live`)).rejects.toThrow();
  });

  /** The process that listens as Global: a child of the launcher. */
  function pidOfGlobal(): number {
    const children = readFileSync(`/proc/${launcher.pid}/task/${launcher.pid}/children`, 'utf8')
      .trim()
      .split(' ');
    const found = children.find((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('apps/global/'),
    );
    if (found === undefined) throw new Error(`Global does not run: ${said}`);
    return Number(found);
  }

  function target(link: string): string {
    try {
      return readlinkSync(link);
    } catch {
      // It was closed in between.
      return '';
    }
  }
});
