// Fail if Zalo could not start what was built, or would not take it:
//   node scripts/startable.mjs FOLDER            after every build
//   node scripts/startable.mjs FOLDER API_URL    before an upload: the files have to call this address
// Zalo makes the page itself, from the lists of app-config.json; the limits are those of zmp-cli 4.0.3.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

const MB = 1024 * 1024;
const [folder, apiUrl] = process.argv.slice(2);
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !/\.(gz|br)$/.test(entry.name))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
const isText = (path) => ['.js', '.css', '.json', '.html'].includes(extname(path));
const holding = (words) => files.filter((path) => isText(path) && readFileSync(path, 'utf8').match(words));

const faults = [];
const config = join(folder, 'app-config.json');
const { listSyncJS = [], listAsyncJS = [], listCSS = [] } = existsSync(config) ? JSON.parse(readFileSync(config, 'utf8')) : {};
if (listSyncJS.length === 0) faults.push('listSyncJS of app-config.json names no script: Zalo would show an empty page');
for (const name of [...listSyncJS, ...listAsyncJS, ...listCSS]) {
  if (!existsSync(join(folder, name))) faults.push(`app-config.json names ${name}, which was not built`);
}
for (const name of [...listSyncJS, ...listAsyncJS]) {
  if (!name.endsWith('.module.js')) faults.push(`${name} must end in .module.js: Zalo would not load it as a module`);
}
const sizes = files.map((path) => statSync(path).size);
files.filter((_, place) => sizes[place] > 3 * MB).forEach((path) => faults.push(`${path} is larger than 3 MB`));
if (sizes.reduce((total, size) => total + size, 0) > 10 * MB) faults.push(`${folder} is larger than 10 MB`);
for (const path of holding(/\/\/(localhost|127\.0\.0\.1|\[::1\])/)) faults.push(`${path} has an address of this machine`);
if (apiUrl !== undefined) {
  const quoted = apiUrl.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  if (!holding(new RegExp(`["'\`]${quoted}["'\`]`)).some((path) => path.endsWith('.js'))) faults.push(`no script calls ${apiUrl}`);
  files.filter((path) => /(index\.html|worker\.js)$/.test(path)).forEach((path) => faults.push(`${path} is not for Zalo`));
}
if (faults.length > 0) {
  console.error(`Zalo could not start this Mini App:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  process.exit(1);
}
