import type { vi } from '../vi';

export const dossiers: typeof vi.dossiers = {
  title: '我的申请',
  why: '登录后查看您提交的申请和下一步。',
  actNow: '等您办理',
  all: '已提交的申请',
  others: '其他申请',
  none: '还没有申请',
  noneText: (phone) => `没有找到用 ${phone} 申报的申请。如果当时用了别的号码，请用申请编号查询。`,
  share: '用电话号码查找申请',
  sharePhone: '需要电话号码',
  shareText: '用您电话号码申报的申请会自动出现在这里。Zalo 会先征求您的同意。',
  shareButton: '同意并提供号码',
  shareRefused: '还没有电话号码。没关系：用受理单上的编号也能查看。',
  lookUp: '用编号查询',
  lookUpText: '编号印在受理单上。不需要登录。',
  lookUpButton: '用编号查询',
};
