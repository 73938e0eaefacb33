import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import react from '@vitejs/plugin-react';
import type { Plugin, Rollup } from 'vite';
import { loadEnv } from 'vite';
import { defineConfig } from 'vitest/config';
import zaloMiniApp from 'zmp-vite-plugin';

import { flexGap } from './scripts/flexGap';

// The environment, then .env, where Zalo's own tool keeps APP_ID.
const told = { ...loadEnv('', '.', ['APP_ID', 'API_URL']), ...process.env };
const appId = told.ZALO_MINI_APP_ID || told.APP_ID || 'development';
// The service's own address, for a Mini App that Zalo hosts; empty where the service serves it itself.
const apiUrl = (told.API_URL || '').replace(/\/+$/, '');

const province = JSON.parse(readFileSync('province.json', 'utf8')) as { formerPlace: string; presentPlace: string };
const { browserslist } = JSON.parse(readFileSync('package.json', 'utf8')) as { browserslist: string[] };
/** «ios_saf >= 13.4» as esbuild says it: ios13.4. */
const oldest = browserslist.map((one) => one.replace('_saf', '').replace(' >= ', ''));
const { title } = (JSON.parse(readFileSync('app-config.json', 'utf8')) as { app: { title: string } }).app;

/** Fetch the first screen and its words together with the first script, not after it. */
function preloadFirstScreen(): Plugin {
  const first = ['src/words/vi/first.ts', 'src/start.tsx'];
  return {
    name: 'preload-first-screen',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const wanted = new Set<string>();
        const want = (file: string) => {
          const part = bundle[file];
          if (part?.type !== 'chunk' || html.includes(file) || wanted.has(file)) return;
          wanted.add(file);
          part.imports.forEach(want);
        };
        Object.values(bundle)
          .filter((part) => part.type === 'chunk' && first.some((name) => part.moduleIds.some((id) => id.endsWith(name))))
          .forEach((part) => want(part.fileName));
        return [...wanted].map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/zapps/${appId}/${file}` },
          injectTo: 'head' as const,
        }));
      },
    },
  };
}

const ENTRY = /src\/main\.ts$/;
// What the phone's two sides share is small, and compresses better with the app than alone.
const APP = /src\/(start\.tsx|screens\/home\/Home\.tsx|zalo\/files\.ts)$/;
/** Those of one language only are downloaded, those of the first screen before the rest. */
const WORDS = /src\/words\/(\w\w)\/(first|common|home)?/;
/** Downloaded when it is opened, and only then. */
const RARE = /src\/screens\/forms\/(Ct01|paper|pdf|values)\.tsx?$/;
const REST = /src\/(screens|api|kit)\/|src\/[a-z]+\.ts$|node_modules\/(?!zmp-sdk)/;

/**
 * Few files: the first script with the frame, the app with its first screen, all other screens, each language.
 * Compressed one by one, with their imports, forty small ones were a third larger.
 */
function together(id: string, { getModuleInfo }: Rollup.ManualChunkMeta): string | undefined {
  const [isWords, language, isEarly] = WORDS.exec(id) ?? [];
  if (isWords) return `words-${language}${isEarly ? '-first' : ''}`;
  if (RARE.test(id)) return 'form';
  const isNeededBy = (wanted: RegExp, module: string, seen = new Set<string>()): boolean => {
    if (wanted.test(module)) return true;
    if (seen.has(module)) return false;
    seen.add(module);
    return getModuleInfo(module)?.importers.some((one) => isNeededBy(wanted, one, seen)) ?? false;
  };
  if (isNeededBy(ENTRY, id) || id.endsWith('vite/preload-helper.js')) return 'index';
  if (isNeededBy(APP, id)) return 'app';
  return REST.test(id) ? 'screens' : undefined;
}

/** Zalo's plugin lists what Rollup calls an entry. A chunk that we named, with the entry in it, is not called so. */
function nameEntry(): Plugin {
  return {
    name: 'name-entry',
    generateBundle(_options, bundle) {
      for (const part of Object.values(bundle)) {
        if (part.type === 'chunk' && part.moduleIds.some((id) => ENTRY.test(id))) part.isEntry = true;
      }
    },
  };
}

/**
 * Private fields become ordinary ones in the library of queries. The oldest phones lack them, and what esbuild makes
 * instead, a WeakMap for each, was a tenth of the app and slow.
 */
function plainFields(): Plugin {
  return {
    name: 'plain-fields',
    transform: (code, id) =>
      /@tanstack\/query-core/.test(id) ? { code: code.replace(/^\s*#\w+;$/gm, '').replace(/#(?=[a-z])/g, 'own$'), map: null } : null,
  };
}

const ZOD = /zmp-sdk\/apis\/external\/zod\//;
/** Zalo's SDK without its own copy of zod: scripts/anything.js says why. */
function withoutZod(): Plugin {
  return { name: 'without-zod', load: (id) => (ZOD.test(id) ? readFileSync('scripts/anything.js', 'utf8') : null) };
}

/** Tell src/worker.js what a browser keeps: everything but Zalo's SDK, and of the words one language. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    generateBundle: {
      order: 'post', // after Vite took away what is only an import
      handler(_options, bundle) {
        const words: Record<string, string[]> = {};
        const files: string[] = [];
        for (const part of Object.values(bundle)) {
          const modules = part.type === 'chunk' ? part.moduleIds : [];
          if (!part.fileName.startsWith('assets/') || modules.some((id) => id.endsWith('src/zalo/inside.ts'))) continue;
          const language = modules.map((id) => /src\/words\/(\w+)\/\w+\.ts$/.exec(id)?.[1]).find(Boolean);
          (language ? (words[language] ??= []) : files).push(part.fileName);
        }
        const page = readFileSync('index.html', 'utf8');
        const version = createHash('sha256').update(JSON.stringify([page, files, words])).digest('hex').slice(0, 12);
        const source = readFileSync('src/worker.js', 'utf8').replace('__BUILT__', JSON.stringify({ version, files, words }));
        this.emitFile({ type: 'asset', fileName: 'worker.js', source });
      },
    },
  };
}

export default defineConfig({
  plugins: [react(), zaloMiniApp(), plainFields(), withoutZod(), preloadFirstScreen(), nameEntry(), serviceWorker()],
  base: `/zapps/${appId}/`,
  // Else the units load some packages as CommonJS, with a second copy of Preact.
  ...(process.env.VITEST && { resolve: { mainFields: ['module', 'main'] } }),
  define: {
    'import.meta.env.API_URL': JSON.stringify(apiUrl),
    'import.meta.env.APP_ID': JSON.stringify(appId),
    'import.meta.env.APP_TITLE': JSON.stringify(title),
    'import.meta.env.FORMER_PLACE': JSON.stringify(province.formerPlace),
    'import.meta.env.PRESENT_PLACE': JSON.stringify(province.presentPlace),
    'import.meta.env.OPEN_OUTSIDE': JSON.stringify(process.env.OPEN_OUTSIDE === 'true'),
  },
  build: {
    outDir: 'www',
    target: 'es2015',
    minify: 'terser',
    terserOptions: { ecma: 2015, module: true, compress: { passes: 3 } },
    cssTarget: oldest,
    modulePreload: { polyfill: false },
    rollupOptions: { output: { manualChunks: together } },
  },
  // Zalo may serve the files from another host than the page, so scripts find each other by
  // relative addresses; the page itself may be opened at any depth below /zapps/<id>/.
  experimental: {
    renderBuiltUrl: (file, { hostType }) => (hostType === 'html' ? `/zapps/${appId}/${file}` : { relative: true }),
  },
  esbuild: { mangleProps: /^own\$/ },
  css: { postcss: { plugins: [flexGap()] } },
  server: { port: 5173, proxy: { '/api': process.env.API_URL || 'http://127.0.0.1:8000' } },
  test: {
    environment: 'jsdom',
    include: ['tests/**/*.test.{ts,tsx}'],
    setupFiles: ['tests/setup.ts'],
    server: { deps: { inline: [/react-router/, /@remix-run/, /@tanstack/, /@testing-library/] } },
  },
});
