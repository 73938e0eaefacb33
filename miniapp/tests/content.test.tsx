import { expect, it } from 'vitest';

import { Content } from '../src/screens/data/Content';
import { en } from '../src/words/en';
import { vi } from '../src/words/vi';
import { show } from './show';

const EXPORTED = {
  phone: '+84912345678', created_at: '2026-11-24T02:00:20Z', last_seen_on: '2026-11-24', granted: true, blocked_reason: '',
  status: 'processing', status_name: 'Đang xử lý', office: { id: 'ca-xa-a', name: 'Công an xã A', contact: {} },
  aspects: { time: 4 }, outside: { dossiers: false }, can_write: true, photos: [{ url: '/x', small_url: '/y', width: 1, height: 1 }],
  of_tomorrow: 'mới',
};

function rows(words: typeof vi) {
  show(<Content value={EXPORTED} />, { words });
  return [...document.querySelectorAll('dl:not(dl dl) > div')].map((row) => [row.querySelector('dt')?.textContent, row.querySelector('dd')?.textContent]);
}

it('names what is held in words, and shows codes by their names', () => {
  expect(rows(vi)).toEqual([
    ['Số điện thoại', '+84912345678'], ['Lập lúc', '09:00 24/11/2026'], ['Dùng lần cuối ngày', '24/11/2026'], ['Đồng ý', 'Có'],
    ['Lý do khoá', 'Không có gì'], ['Tình trạng', 'Đang xử lý'], ['Đơn vị', 'Công an xã A'], ['Đánh giá từng mặt', 'Thời gian giải quyết4'],
    ['Gửi thêm qua Zalo', 'Hồ sơKhông'], ['Ảnh', 'Có trong tệp lấy về'], ['of tomorrow', 'mới'],
  ]);
});

it('names it in English, too', () => {
  expect(rows(en).map(([name]) => name)).toEqual([
    'Phone', 'Made at', 'Last used on', 'Agreed', 'Why blocked', 'Status', 'Office', 'Rating of each part', 'Also sent by Zalo', 'Photos', 'of tomorrow',
  ]);
});
