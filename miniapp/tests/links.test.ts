import { expect, it } from 'vitest';

import { resolve } from '../src/links';

it.each([
  ['?procedure=tthc-1-001456', '/procedures/tthc-1-001456'],
  ['?office=ca-phuong-thanh-mieu&utm_source=zalo-qr', '/offices/ca-phuong-thanh-mieu'],
  ['?dossier=G01.899.909-260916-890028', '/lookup?code=G01.899.909-260916-890028'],
  ['?rating=eyJ.a%2Bb%3D', '/rate?code=eyJ.a%2Bb%3D'],
  ['?reports=mine', '/reports'],
  ['?appointment=1024', '/visits/1024'],
  ['?queue=5', '/visits/new?queue=5'],
  ['?queue=5.ABCDEFGH&utm_source=screen', '/visits/spot?code=5.ABCDEFGH'],
  ['?env=TESTING&version=3&news=12', '/news/12'],
])('%s leads to %s', (query, path) => {
  expect(resolve(query)).toBe(path);
});

it.each([
  '', '?', '?utm_source=zalo', '?procedure=', '?procedure=../../quan-tri/', '?office=%00', '?office=%E0%A4%A',
  '?dossier=<script>', `?rating=${'x'.repeat(601)}`, '?rating=a%20b', '?procedure=javascript:alert(1)', '?unknown=1', '&&&==',
  '?queue=x', '?queue=5.', '?queue=5.<script>', '?queue=1234567890', '?appointment=../me',
])('nonsense such as %j leads nowhere', (query) => {
  expect(resolve(query)).toBeNull();
});
