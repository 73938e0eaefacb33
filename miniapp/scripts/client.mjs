/** Writes client/src/schema.ts from the API's document; with --check it only looks whether that is as it was. */
import { readFileSync, writeFileSync } from 'node:fs';

import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import ts from 'typescript';

const FILE = new URL('../client/src/schema.ts', import.meta.url);
const DOCUMENT = new URL('../../docs/openapi.yaml', import.meta.url);
const BLOB = ts.factory.createTypeReferenceNode('Blob');

// What has a default may be left out of a body. Without the second, files and pictures would be texts.
const made = await openapiTS(DOCUMENT, { defaultNonNullable: false, transform: ({ format }) => (format === 'binary' ? BLOB : undefined) });
const text = COMMENT_HEADER + astToString(made);
if (!process.argv.includes('--check')) writeFileSync(FILE, text);
else if (readFileSync(FILE, 'utf8') !== text) {
  console.error('client/src/schema.ts is stale: npm run generate');
  process.exitCode = 1;
}
