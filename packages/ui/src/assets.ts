import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A file that pages ask for by an address of their own house. */
export interface AssetFile {
  /** Path of the address, for instance `/assets/ui/tokens.css`. */
  readonly path: string;
  /** Where it is on this machine. */
  readonly file: string;
  readonly contentType: string;
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

/** The files of a folder with these names, served under a path. */
export function assetsIn(folder: string, path: string, names: readonly string[]): readonly AssetFile[] {
  return names.map((name) => ({
    path: `${path}/${name}`,
    file: join(folder, name),
    contentType: TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
  }));
}

const FONT_PACKAGES = ['@fontsource-variable/literata', '@fontsource-variable/atkinson-hyperlegible-next'];

/** The first three are on every page; the others on the screens of a module. */
const STYLES = ['fonts.css', 'tokens.css', 'base.css', 'screens.css', 'forms.css'];

const [SIGN] = assetsIn(join(import.meta.dirname, '..', 'images'), '/assets/ui', ['favicon.svg']) as [
  AssetFile,
];
/** The sign of the house, also where browsers look for it without being told: beside what is not a page. */
const SIGNS: readonly AssetFile[] = [SIGN, { ...SIGN, path: '/favicon.ico' }];

/** Stylesheets of the house and the font files they name, wherever the packages were installed. */
export function uiAssets(): readonly AssetFile[] {
  const require = createRequire(import.meta.url);
  const fonts = FONT_PACKAGES.flatMap((name) => {
    const folder = join(dirname(require.resolve(name)), 'files');
    const files = readdirSync(folder).filter((file) => file.endsWith('-wght-normal.woff2'));
    return assetsIn(folder, '/assets/ui/fonts', files);
  });
  const styles = join(import.meta.dirname, '..', 'styles');
  const scripts = join(import.meta.dirname, '..', 'scripts');
  return [
    ...assetsIn(styles, '/assets/ui', STYLES),
    ...assetsIn(scripts, '/assets/ui', ['session.js', 'print.js']),
    ...SIGNS,
    ...fonts,
  ];
}
