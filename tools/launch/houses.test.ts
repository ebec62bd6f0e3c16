import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentOf, houseOf, permissionsOfGlobal } from './houses.ts';

const GIVEN = {
  PATH: '/bin',
  HOME: '/home/invented',
  LC_ALL: 'C.UTF-8',
  CAECILIA_MODE: 'production',
  CAECILIA_CLINICAL_DATABASE_URL: 'postgresql://care@db/clinical',
  CAECILIA_CLINICAL_OWNER_URL: 'postgresql://owner@db/clinical',
  CAECILIA_IDENTITY_SECRET: 'clinical',
  CAECILIA_DATA_DIR: '/clinical',
  CAECILIA_SMTP_PASSWORD: 'clinical',
  PGPASSWORD: 'clinical',
  CAECILIA_GLOBAL_DATABASE_URL: 'postgresql://global@db/global',
  CAECILIA_GLOBAL_OIDC_CLIENT_SECRET: 'shared',
  CAECILIA_GLOBAL_ORIGIN: 'https://global.example',
  SOME_SECRET: 'neither',
  NODE_OPTIONS: '--allow-fs-read=*',
};

describe('the variables of a house', () => {
  it('are for Global its own and those of every program, and nothing of care', () => {
    expect(Object.keys(environmentOf('global', GIVEN)).sort()).toEqual([
      'CAECILIA_GLOBAL_DATABASE_URL',
      'CAECILIA_GLOBAL_OIDC_CLIENT_SECRET',
      'CAECILIA_GLOBAL_ORIGIN',
      'CAECILIA_MODE',
      'HOME',
      'LC_ALL',
      'PATH',
    ]);
  });

  it('are for care its own, and of Global what it takes to let it sign people in', () => {
    const own = environmentOf('care', GIVEN);
    expect(Object.keys(own).filter((name) => name.startsWith('CAECILIA_GLOBAL_'))).toEqual([
      'CAECILIA_GLOBAL_OIDC_CLIENT_SECRET',
      'CAECILIA_GLOBAL_ORIGIN',
    ]);
    expect(own).toMatchObject({ CAECILIA_IDENTITY_SECRET: 'clinical', PGPASSWORD: 'clinical' });
    expect(own).not.toHaveProperty('SOME_SECRET');
  });
});

describe('the permissions of Global', () => {
  it('name its own program and its own folder, and of what is written its own folder only', () => {
    const data = join(tmpdir(), 'caecilia-test', 'permissions');
    const given = permissionsOfGlobal({ CAECILIA_GLOBAL_DATA_DIR: data }, '/');
    expect(given.filter((each) => each.startsWith('--allow-fs-write'))).toEqual([`--allow-fs-write=${data}`]);
    expect(given[0]).toBe('--permission');
    expect(given.join(' ')).not.toMatch(
      /platform\/store|apps\/care|\/care |=\*|allow-(child|worker|addons|wasi)/,
    );
  });
});

describe('the SQLite of Node, which opens files past the permissions', () => {
  it('is left out where the register is on PostgreSQL, and so no folder has to be locked', () => {
    const data = join(tmpdir(), 'caecilia-test', 'permissions');
    const environment = {
      CAECILIA_GLOBAL_DATA_DIR: data,
      CAECILIA_GLOBAL_DATABASE_URL: 'postgresql://g@db/global',
    };
    const permissions = permissionsOfGlobal(environment, '/');
    const program = `console.log(process.getBuiltinModule('node:sqlite') === undefined)`;
    expect(
      spawnSync(process.execPath, [...permissions, '-e', program], { encoding: 'utf8', env: {} }).stdout,
    ).toBe('true\n');
  });
});

describe('a command', () => {
  it.each([
    [['serve', 'global'], 'global'],
    [['serve', 'care'], 'care'],
    [['serve'], 'care'],
    [['import-ror', 'file'], 'global'],
    [['match', '--mode', 'single'], 'global'],
    [['global-user', 'list'], 'global'],
    [['verify'], 'care'],
    [['help'], 'care'],
    [[], 'care'],
  ] as const)('%j is for %s', (args, house) => expect(houseOf(args)).toBe(house));
});
