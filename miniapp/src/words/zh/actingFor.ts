import type { vi } from '../vi';

export const actingFor: typeof vi.actingFor = {
  legend: '为谁办理？',
  choices: { self: '自己', child: '孩子', parent: '父母', other: '别人' },
  paper: {
    child: '未成年人由父母或监护人代办。请带您的证件和孩子的出生证明，或监护文件。',
    parent: '一般需要父母的委托书。有的事须公证或认证，有的不需要：请看“要带什么”，或询问受理处。',
    other: '一般需要委托书。有的事须公证或认证：请看“要带什么”，或询问受理处。',
  },
  lookUp: '可以代查：用申请编号和申请人的电话或证件号码。不需要委托书。',
};
