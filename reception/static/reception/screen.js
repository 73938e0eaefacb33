/* ES5: the browsers of old televisions. Asks every three seconds; a board that nobody can reach
   keeps its last numbers and says since when. */
(function () {
  'use strict';
  var SECONDS = 3, LOST = 15, RELOAD = 600, MOST = 6;
  var source = document.body.getAttribute('data-source');
  var etag = '', answered = new Date(), started = new Date();

  function by(id) { return document.getElementById(id); }
  function two(number) { return (number < 10 ? '0' : '') + number; }
  function hour(moment) { return two(moment.getHours()) + ':' + two(moment.getMinutes()); }

  function line(one) {
    var row = document.createElement('p'), desk = document.createElement('span');
    desk.appendChild(document.createTextNode(one.desk));
    row.appendChild(desk);
    row.appendChild(document.createTextNode(one.label));
    return row;
  }

  function show(board) {
    var place = by('called'), number, empty;
    while (place.firstChild) { place.removeChild(place.firstChild); }
    for (number = 0; number < board.called.length && number < MOST; number += 1) {
      place.appendChild(line(board.called[number]));
    }
    if (!board.called.length) {
      empty = document.createElement('p');
      empty.className = 'quiet';
      empty.appendChild(document.createTextNode('Chưa mời số nào.'));
      place.appendChild(empty);
    }
    by('waiting').textContent = String(board.waiting);
    if (by('code').textContent !== board.code) {
      by('code').textContent = board.code;
      by('picture').innerHTML = board.picture;
    }
  }

  function ask() {
    var request = new XMLHttpRequest();
    request.open('GET', source);
    request.timeout = SECONDS * 3000;
    if (etag) { request.setRequestHeader('If-None-Match', etag); }
    request.onload = function () {
      if (request.status === 200) {
        etag = request.getResponseHeader('ETag') || '';
        show(JSON.parse(request.responseText));
      }
      if (request.status === 200 || request.status === 304) { answered = new Date(); }
    };
    request.send();
  }

  function tick() {
    var now = new Date(), lost = by('lost');
    by('clock').textContent = hour(now);
    lost.hidden = now - answered < LOST * 1000;
    by('take').hidden = !lost.hidden;  // the code is too old soon
    lost.textContent = 'Mất kết nối từ ' + hour(answered) + '. Mời nghe cán bộ gọi số.';
    if (now - started > RELOAD * 1000 && lost.hidden) { window.location.reload(); return; }
    ask();
  }

  tick();
  window.setInterval(tick, SECONDS * 1000);
}());
