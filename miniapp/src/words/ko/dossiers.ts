import type { vi } from '../vi';

export const dossiers: typeof vi.dossiers = {
  title: '내 신청',
  why: '내신 신청과 다음 할 일을 보려면 로그인하세요.',
  actNow: '지금 하실 일',
  all: '낸 신청',
  others: '다른 신청',
  none: '신청이 없습니다',
  noneText: (phone) => `${phone} 번호로 낸 신청이 없습니다. 다른 번호를 적으셨다면 신청 번호로 조회하세요.`,
  share: '전화번호로 신청 찾기',
  sharePhone: '전화번호가 필요합니다',
  shareText: '내 전화번호로 낸 신청이 여기에 저절로 나타납니다. Zalo가 먼저 여쭙니다.',
  shareButton: '동의하고 번호 알리기',
  shareRefused: '전화번호가 없습니다. 괜찮습니다. 접수증의 번호로 볼 수 있습니다.',
  lookUp: '신청 번호로 조회',
  lookUpText: '번호는 접수증에 있습니다. 로그인이 필요 없습니다.',
  lookUpButton: '번호로 조회',
};
