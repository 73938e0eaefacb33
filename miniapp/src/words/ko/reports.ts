import type { vi } from '../vi';

export const reports: typeof vi.reports = {
  title: '내 신고',
  anew: '새 신고',
  why: '보내신 신고를 보려면 로그인하세요.',
  mine: '보낸 신고',
  none: '신고가 없습니다',
  noneText: '이름 없이 보낸 신고는 여기 없습니다. 번호와 비밀 코드로 조회하세요.',
};
