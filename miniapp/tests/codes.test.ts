import { expect, it } from 'vitest';

import { readCode, readScan } from '../src/screens/lookup/codes';

const CODE = 'G01.899.909-260916-890028';

it.each([
  CODE,
  ' g01.899.909 – 260916 – 890028 ',
  'G01.899.909 260916 890028',
  'ｇ01.899.909－260916－890028\u200b',
  'https://dichvucong.gov.vn/tra-cuu?ma=G01.899.909-260916-890028&x=1',
  'https://zalo.me/s/123/?dossier=G01.899.909%2D260916%2D890028',
  `Mã hồ sơ: ${CODE}, hẹn trả ngày 30/09/2026`,
  `${CODE}\n${CODE}`,
  'hồ sơ g01.899.909 – 260916 – 890028',
])('finds the code in %j', (text) => {
  expect(readCode(text)).toBe(CODE);
});

it.each([
  '', 'xin chào', '001079012345|012345678|NGUYỄN VĂN A|01011979|Nam|Hà Nội|01012021',
  'G01.899.909-261316-890028', 'G01.899.909-260230-890028', 'G01.899.909-260916-89', `X-${CODE}`,
  `${CODE} và G01.899.909-260916-890029`, '%E0%A4%A', 'A.'.repeat(5000),
])('finds none in %j', (text) => {
  expect(readCode(text)).toBeNull();
});

it('tells what a scanned code is for', () => {
  expect(readScan(`https://zalo.me/s/123/?dossier=${CODE}`)).toEqual({ code: CODE });
  expect(readScan('https://zalo.me/s/123/?rating=p.abc:def')).toEqual({ path: '/rate?code=p.abc%3Adef' });
  expect(readScan('https://example.com/thuc-don?mon=pho')).toBeNull();
  expect(readScan('00020101021238570010A000000727')).toBeNull();
});
