// Pictures side by side, fetched one after the other: the service decodes few at once, and each fetch is one look.
"use strict";
(() => {
  const TRIES = 5;
  const PAUSE = 2_000; // milliseconds, as the service asks for when it is busy
  const load = (picture, left) =>
    new Promise((done) => {
      picture.onload = done;
      picture.onerror = () => (left > 1 ? setTimeout(() => load(picture, left - 1).then(done), PAUSE) : done());
      picture.src = `${picture.dataset.src}?lan=${left}`;
    });
  document.addEventListener("DOMContentLoaded", async () => {
    for (const picture of document.querySelectorAll("img[data-src]")) await load(picture, TRIES);
  });
})();
