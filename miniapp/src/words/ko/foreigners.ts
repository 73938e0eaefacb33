import type { vi } from '../vi';

export const foreigners: typeof vi.foreigners = {
  title: '외국인 안내',
  prevails: '베트남어 원문이 우선합니다. 번역은 참고용입니다.',
  emergency: '긴급 전화, 무료, 밤낮 가능',
  say: '전화할 때 하는 말',
  phrases: [
    ['공안이 필요합니다. 저는 …에 있습니다.', 'Tôi cần công an. Tôi ở …'],
    ['여권을 잃어버렸습니다.', 'Tôi bị mất hộ chiếu.'],
    ['한국어 하시는 분 있습니까?', 'Có ai nói tiếng Hàn không?'],
  ],
  most: '외국인이 자주 찾는 일',
  topics: [
    ['거주지 신고', 'khai báo tạm trú người nước ngoài'],
    ['체류 연장', 'gia hạn tạm trú người nước ngoài'],
    ['비자', 'thị thực'],
    ['임시 거주증', 'thẻ tạm trú'],
    ['영구 거주증', 'thẻ thường trú người nước ngoài'],
  ],
  offices: '가까운 관서 찾기',
  ask: '담당자에게 묻기',
  askText: '한국어로 쓰셔도 됩니다. 답은 베트남어일 수 있습니다.',
};
