import type { vi } from '../vi';

export const reports: typeof vi.reports = {
  title: '我的反映',
  anew: '发送新的反映',
  why: '登录后查看您发送的反映。',
  mine: '已发送',
  none: '还没有反映',
  noneText: '匿名反映不在这里；请用编号和密码查询。',
};
