import { expect, it } from 'vitest';

import { screenOf } from '../src/screens/rate/scanned';

const COUNTER = 'eyJvIjoiY2EtcGh1b25nIn0:1xWaE4:qX4s8pvfbEzOzgSWhJbUfbTRDGzWnL_Hqwhjt98ed9c';
const POSTER = 'p.0123456789abcdef0123456789abcdef.qX4s8pvfbEzOzgSWhJbUfbTRDGzWnL';

it.each([COUNTER, POSTER, ` ${COUNTER}\n`, `https://zalo.me/s/12/?rating=${POSTER}&utm_source=zalo-qr`])('%j is rated', (scanned) => {
  expect(screenOf(scanned)).toMatch(/^\/rate\?code=/);
});

it('another code of ours leads where it says', () => {
  expect(screenOf('https://zalo.me/s/12/?office=ca-phuong-thanh-mieu')).toBe('/offices/ca-phuong-thanh-mieu');
});

it.each([
  ['https://a.example/m/queue/5.ABCDEFGH/', '/visits/spot?code=5.ABCDEFGH'],
  ['https://a.example/m/office/ca-phuong-thanh-mieu/?utm_source=poster', '/offices/ca-phuong-thanh-mieu'],
])('our own address on paper and on screens leads where its deep link does: %s', (scanned, path) => {
  expect(screenOf(scanned)).toBe(path);
});

it.each([
  '00020101021138540010A00000072701240006970422', // a payment
  '025085001234|112233445|Nguyễn Văn An|01011985|Nam|Thanh Miếu|01012022', // an identity card
  'https://example.com/', 'https://example.com/m/queue/x/', '', ' ', 'javascript:alert(1)', 'a:b:c',
])('%j is none of ours', (scanned) => {
  expect(screenOf(scanned)).toBeNull();
});
