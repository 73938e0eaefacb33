// Keeps the built files of one version, so that a browser starts the app without network and without asking for the
// page. The service's answers are not its matter: the app knows which of them may be kept. The build sets the values.
const { version, files, words } = __BUILT__;
const NAME = `mini-app:${version}`;
const PAGE = self.registration.scope;
const LANGUAGE = new URL(self.location.href).searchParams.get('language');
// A page of the version before may still be open, and want its files.
const VERSIONS = 2;

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(tidy()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(PAGE)) return;
  if (request.mode === 'navigate') event.respondWith(answer(request, PAGE));
  else if (request.url.startsWith(`${PAGE}assets/`)) event.respondWith(answer(request, request));
});

async function install() {
  const cache = await caches.open(NAME);
  await cache.addAll([PAGE, ...[...files, ...(words[LANGUAGE] || [])].map((file) => PAGE + file)]);
  await self.skipWaiting();
}

async function tidy() {
  const names = (await caches.keys()).filter((name) => name.startsWith('mini-app:') && name !== NAME);
  const old = names.slice(0, Math.max(0, names.length - (VERSIONS - 1)));
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** The newest version's copy, else an older one's; what nobody has is asked for. */
async function answer(request, wanted) {
  const cache = await caches.open(NAME);
  return (await cache.match(wanted, { ignoreVary: true })) || (await caches.match(wanted, { ignoreVary: true })) || fetch(request);
}
