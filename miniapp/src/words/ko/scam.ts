import type { vi } from '../vi';

export const scam: typeof vi.scam = {
  label: '메시지, 전화번호, 계좌, 링크를 붙여넣으세요',
  hint: '앱은 링크를 열지 않고 아무것도 보관하지 않습니다.',
  button: '확인',
};
