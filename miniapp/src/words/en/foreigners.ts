import type { vi } from '../vi';

export const foreigners: typeof vi.foreigners = {
  title: 'For foreigners',
  prevails: 'The Vietnamese text prevails. Translations are for reference only.',
  emergency: 'Emergency calls, free, day and night',
  say: 'What to say',
  phrases: [
    ['I need the police. I am at …', 'Tôi cần công an. Tôi ở …'],
    ['I lost my passport.', 'Tôi bị mất hộ chiếu.'],
    ['Does anybody speak English?', 'Có ai nói tiếng Anh không?'],
  ],
  most: 'What foreigners often need',
  topics: [
    ['Declaring where you stay', 'khai báo tạm trú người nước ngoài'],
    ['Extending your stay', 'gia hạn tạm trú người nước ngoài'],
    ['Visas', 'thị thực'],
    ['Temporary residence card', 'thẻ tạm trú'],
    ['Permanent residence card', 'thẻ thường trú người nước ngoài'],
  ],
  offices: 'Find an office near me',
  ask: 'Ask an officer',
  askText: 'You may write in English; the answer may come in Vietnamese.',
};
