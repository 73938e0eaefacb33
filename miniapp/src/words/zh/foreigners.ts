import type { vi } from '../vi';

export const foreigners: typeof vi.foreigners = {
  title: '外国人服务',
  prevails: '以越南文为准。译文仅供参考。',
  emergency: '紧急电话，免费，昼夜可打',
  say: '打电话时说',
  phrases: [
    ['我需要公安。我在……', 'Tôi cần công an. Tôi ở …'],
    ['我的护照丢了。', 'Tôi bị mất hộ chiếu.'],
    ['有人会说中文吗？', 'Có ai nói tiếng Trung không?'],
  ],
  most: '外国人常办的事',
  topics: [
    ['申报暂住', 'khai báo tạm trú người nước ngoài'],
    ['延长停留期', 'gia hạn tạm trú người nước ngoài'],
    ['签证', 'thị thực'],
    ['临时居留卡', 'thẻ tạm trú'],
    ['永久居留卡', 'thẻ thường trú người nước ngoài'],
  ],
  offices: '查找附近的办公点',
  ask: '询问公安人员',
  askText: '可以用中文写；回复可能是越南文。',
};
