import type { vi } from '../vi';

export const reportLookup: typeof vi.reportLookup = {
  title: '이름 없는 신고 조회',
  text: '보낼 때 적어 둔 번호와 비밀 코드를 쓰세요. 앱은 둘 다 보관하지 않습니다.',
  number: '신고 번호',
  numberHint: '예: PA26-7K3M9Q',
  numberMissing: '신고 번호를 입력하세요.',
  secret: '비밀 코드',
  secretHint: '글자와 숫자 16자. 복사한 줄을 그대로 붙여넣어도 됩니다.',
  secretMissing: '비밀 코드를 입력하세요.',
  button: '신고 보기',
  notFound: '신고를 찾을 수 없습니다',
  notFoundText: '번호나 비밀 코드가 틀렸습니다. 한 글자씩 확인하세요.',
  open: '30분 동안 보고 보충할 수 있습니다. 그 뒤에는 다시 입력하세요.',
  again: '다시 입력',
};
