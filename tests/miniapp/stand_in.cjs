// Loaded before Zalo's tool: every https call goes to the stand-in at ZALO_STAND_IN (a port of this
// machine), which is told the host that was meant. Nothing leaves the machine.
const http = require('node:http');
const https = require('node:https');

https.request = (...asked) => {
  const done = asked.find((one) => typeof one === 'function');
  const [address, more] = typeof asked[0] === 'object' && !(asked[0] instanceof URL) ? [null, asked[0]] : asked;
  const meant = address ? new URL(address) : null;
  const options = typeof more === 'object' ? more : {};
  const host = meant?.host ?? options.hostname ?? options.host;
  return http.request(
    {
      method: options.method,
      path: meant ? meant.pathname + meant.search : options.path,
      headers: { ...options.headers, 'x-meant-for': host },
      hostname: '127.0.0.1',
      port: process.env.ZALO_STAND_IN,
    },
    done,
  );
};
https.get = (...asked) => {
  const request = https.request(...asked);
  request.end();
  return request;
};
