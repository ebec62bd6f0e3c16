import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { MantineThemeOverride } from '@mantine/core';
import { build, type Plugin } from 'vite';
import { mantineVariables } from './mantine-variables.ts';

/** An app that is built. */
export interface BuiltApp {
  /** Its folder. */
  readonly root: string;
  /** Address under which the built files are served, for instance `/assets/web/`. */
  readonly assets: string;
  readonly theme: MantineThemeOverride;
  /** Name of the colour for doing in the theme. */
  readonly action: string;
}

/** What the screens import by this name is written while the app is built. */
const VARIABLES = 'virtual:mantine-variables.css';

const kitVariables = ({ theme, action }: BuiltApp): Plugin => ({
  name: 'kit-variables',
  resolveId: (id) => (id === VARIABLES ? `\0${VARIABLES}` : undefined),
  load: (id) => (id === `\0${VARIABLES}` ? mantineVariables(theme, action) : undefined),
});

/** A module of the server in the app of the browser is a mistake, and not an empty module. */
const noServerCode: Plugin = {
  name: 'no-server-code',
  enforce: 'pre',
  resolveId(id, importer) {
    if (id.startsWith('node:'))
      throw new Error(`${importer ?? 'the app'} imports ${id}: no browser has that`);
    return undefined;
  },
};

/** Builds an app into a folder, each file with its gzip beside it, so that no request waits for compression. */
export async function buildApp(app: BuiltApp, outDir: string): Promise<void> {
  await build({
    root: app.root,
    configFile: false,
    base: app.assets,
    logLevel: 'warn',
    clearScreen: false,
    plugins: [noServerCode, kitVariables(app)],
    build: {
      outDir,
      emptyOutDir: true,
      assetsDir: '',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      target: 'es2023',
      rolldownOptions: {
        // How long a plugin took says how busy the machine is, and nothing about the app.
        checks: { pluginTimings: false },
        onLog(level, log, tell) {
          // The kit marks its files for servers that render React; we have none.
          if (log.code === 'MODULE_LEVEL_DIRECTIVE') return;
          // How busy the machine is says nothing about what was built.
          if (log.code === 'PLUGIN_TIMINGS') return;
          if (level === 'warn') throw new Error(`the app was not built: ${log.message}`);
          tell(level, log);
        },
      },
    },
  });
  for (const name of globSync('**/*.{js,css,html,svg}', { cwd: outDir })) {
    const file = join(outDir, name);
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
  }
}
