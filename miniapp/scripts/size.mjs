// Fail if what a phone must download is more than old phones on slow networks can bear. Sizes are of gzip.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const KB = 1024;
const size = (path) => gzipSync(readFileSync(path), { level: 9 }).length;
const page = readFileSync('www/index.html', 'utf8');
const first = [...page.matchAll(/(?:src|href)="[^"]*\/(assets\/[^"]+\.js)"/g)].map((found) => join('www', found[1]));
const assets = readdirSync('www/assets').map((name) => join('www/assets', name));
const scripts = assets.filter((path) => path.endsWith('.js'));
const languageOf = (path) => /\/words-(\w\w)/.exec(path)?.[1];
const languages = new Set(scripts.map(languageOf).filter(Boolean));
/** What a phone downloads that speaks one language. */
const spoken = (language) => scripts.filter((path) => (languageOf(path) ?? language) === language);
const sum = (paths) => paths.reduce((total, path) => total + size(path), 0);
const rows = [
  ['script of the first screen', sum(first), 85 * KB],
  ...[...languages].map((language) => [`script of all screens in ${language}, the SDK included`, sum(spoken(language)), 150 * KB]),
  ['style', sum(assets.filter((path) => path.endsWith('.css'))), 8 * KB],
];
for (const [what, bytes, limit] of rows) {
  console.log(`${bytes <= limit ? '✓' : '✗'} ${what}: ${(bytes / KB).toFixed(1)} KB of at most ${limit / KB} KB`);
}
if (first.length === 0 || languages.size === 0 || rows.some(([, bytes, limit]) => bytes > limit)) process.exit(1);
